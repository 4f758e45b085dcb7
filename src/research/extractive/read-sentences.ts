/**
 * The sentences of a brief that may stand on the page: whole sentences inside its passages, about the page's jurisdiction
 * and topic, addressed to a reader, and such that they can be quoted so that exactly they are found again.
 */
import type { BriefPassage, BriefSource } from '#domain/brief.ts';
import type { Signal } from '#domain/signal.ts';
import { PRIMARY_TIERS, type SourceText } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { listSignals } from '#grounding/signals/extract-signals.ts';
import type { Material } from '../analyst.ts';
import type { Trait } from './legal-cues.ts';
import { isAddressedToMachine } from './machine-address.ts';
import { canBeQuoted, isConditional, readLines, type SourceLine } from './read-lines.ts';
import { appliesIn, isInScope, type SourceScope, scopeOf } from './source-scope.ts';
import { createTopicWords, type TopicWords } from './topic-words.ts';
import { wholeLines } from './whole-lines.ts';

/** What the analyst knows beyond the material. Pass the same list of topics each time: its cues are prepared once. */
export type Knowledge = { readonly topics: readonly Topic[]; readonly gazetteer: Gazetteer };

/**
 * How near a sentence is to the topic. states: it tells a status. names: it names what the topic is about. near: it
 * stands with such sentences in a text about the topic.
 */
export type Nearness = 'states' | 'names' | 'near';

/** One sentence that may stand on the page. */
export type SourceSentence = SourceLine & {
  readonly source: BriefSource;
  /** The whole text of the source. */
  readonly whole: string;
  readonly nearness: Nearness;
  /** Statements on the page's own cell. */
  readonly signals: readonly Signal[];
};

/** A source as it was read. `text` stays at hand for what concerns it as a whole. */
export type ReadSource = {
  readonly source: BriefSource;
  readonly text: SourceText;
  readonly scope: SourceScope;
  /** In the order of the text. */
  readonly sentences: readonly SourceSentence[];
  /** Passages left out because they are addressed to whoever drafts. */
  readonly addressed: readonly BriefPassage[];
  /** Every sentence about the jurisdiction, whatever its subject: an instrument's own dates stand in such. */
  readonly lines: readonly SourceLine[];
};

/** The sources of the brief in their order. */
export function readSources(material: Material, knowledge: Knowledge): ReadSource[] {
  return material.brief.sources.flatMap(createSourceReader(material, knowledge));
}

/** Reads one source of the brief, which takes seconds for a text of some megabytes; nothing for one without a text. */
export function createSourceReader(
  material: Material,
  knowledge: Knowledge,
): (source: BriefSource) => ReadSource[] {
  const words = createTopicWords(material.topic, knowledge.topics);
  return (source) => {
    const text = material.texts.get(source.ref);
    return text === undefined ? [] : [readSource(source, text, material, knowledge, words)];
  };
}

function readSource(
  source: BriefSource,
  text: SourceText,
  { brief, jurisdiction, topic }: Material,
  knowledge: Knowledge,
  words: TopicWords,
): ReadSource {
  const values = topic.statuses.flatMap(({ value, label }) => [value, label]);
  const scope = scopeOf(text, jurisdiction.code, knowledge.gazetteer);
  const passages = brief.passages.filter(({ ref }) => ref === source.ref);
  const addressed = passages.filter(({ text: own }) =>
    splitSentences(own).some(({ start, end }) => isAddressedToMachine(own.slice(start, end), values)),
  );
  if (scope === 'other') return { source, text, scope, sentences: [], addressed: [], lines: [] };
  const open = passages.filter((passage) => !addressed.includes(passage));
  const lines = readLines(text, open).filter((line) =>
    isInScope(line.words, scope, jurisdiction.code, knowledge.gazetteer),
  );
  const signals = listSignals(text, knowledge).filter((signal) =>
    appliesIn(signal.jurisdiction, jurisdiction.code, knowledge.gazetteer),
  );
  const offsets = offsetMap(text.text);
  const placed = signals.map((signal) => ({ signal, at: offsets.toUtf16(signal.position.start) }));
  const signalsIn = ({ from, until }: SourceLine) =>
    placed.filter(({ at }) => at >= from && at < until).map(({ signal }) => signal);
  const isPrimary = PRIMARY_TIERS.includes(source.tier);
  const places = open.map((passage) => ({ passage, from: offsets.toUtf16(passage.start) }));
  const whole = wholeLines(text.text, lines, places, isPrimary);
  const nearness = words.nearness(text, whole);
  const sentences = whole.flatMap((line, index): SourceSentence[] => {
    const all = signalsIn(line);
    const own = all.filter((signal) => signal.topic === topic.key);
    const states = !isConditional(line) && own.some(({ status }) => status !== null);
    const near = states ? 'states' : (nearness[index] ?? null);
    // What speaks of another topic only is told on that topic's page.
    const isElsewhere = own.length === 0 && all.length > 0;
    if (near === null || isElsewhere || (!isPrimary && near !== 'states' && !isReport(line))) return [];
    if (!canBeQuoted(line, text.text)) return [];
    return [{ ...line, source, whole: text.text, nearness: near, signals: isConditional(line) ? [] : own }];
  });
  return { source, text, scope, sentences, addressed, lines };
}

/** Of reports: what was done, ordered or forbidden, and not what somebody thinks of it. */
const TOLD_BY_REPORTS: ReadonlySet<Trait> = new Set<Trait>([
  ...(['commencement', 'repeal', 'adoption', 'penalty', 'restriction', 'requirement'] as const),
  ...(['permission', 'development'] as const),
]);

function isReport({ traits }: SourceLine): boolean {
  return [...traits].some((trait) => TOLD_BY_REPORTS.has(trait));
}
