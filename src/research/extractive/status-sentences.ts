/**
 * The sentences by which a page states its status, and those by which it tells what stands against it. A sentence states
 * the status only if the check will read it so, on the page and in its source; what follows only from several passages
 * read together is no sentence of any of them.
 */
import { createStatusReader } from '#grounding/status-terms.ts';
import type { Material } from '../analyst.ts';
import type { StatusProposal } from './propose-status.ts';
import { quoteSentences } from './quote-sentence.ts';
import type { Knowledge, SourceSentence } from './read-sentences.ts';
import type { WeighedSignal } from './weigh-signals.ts';

type Proposed = Extract<StatusProposal, { kind: 'proposed' }>;

const MOST_STATUS = 2;
const MOST_AGAINST = 3;

/** The strongest first, of different articles before further ones of the same; empty when no single sentence states it. */
export function statusSentences(
  { status, bearing }: Proposed,
  { jurisdiction, topic }: Material,
  { gazetteer, topics }: Knowledge,
): SourceSentence[] {
  const reader = createStatusReader({ status, jurisdiction: jurisdiction.code }, topic, gazetteer, topics);
  const states = ({ sentence }: WeighedSignal) =>
    reader.states(sentence.words) && quoteSentences([sentence]).every(({ text }) => reader.states(text));
  return sentencesOf(ofEachArticle(bearing.filter(states)), MOST_STATUS);
}

/** What holds against the status first, then what is only claimed against it. */
export function opposingSentences({ against }: Proposed): SourceSentence[] {
  const having = (weight: WeighedSignal['weight']) => against.filter((each) => each.weight === weight);
  return sentencesOf([...having('holds'), ...having('claimed')], MOST_AGAINST);
}

function sentencesOf(signals: readonly WeighedSignal[], most: number): SourceSentence[] {
  return [...new Set(signals.map(({ sentence }) => sentence))].slice(0, most);
}

/** The first statement of each article or source before further ones of the same. */
function ofEachArticle(signals: readonly WeighedSignal[]): WeighedSignal[] {
  const key = ({ sentence }: WeighedSignal) =>
    `${sentence.source.ref} ${sentence.article?.replace(/\(.*$/, '') ?? ''}`;
  const isFirst = (each: WeighedSignal, at: number) =>
    signals.findIndex((other) => key(other) === key(each)) === at;
  const isRule = ({ sentence }: WeighedSignal) => !sentence.traits.has('exception');
  const ranked = [...signals.filter(isFirst), ...signals.filter((each, at) => !isFirst(each, at))];
  // What takes something out of a rule states the rule last.
  return [...ranked.filter(isRule), ...ranked.filter((each) => !isRule(each))];
}
