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
import { isQuotable } from '#grounding/quotable.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { listSignals } from '#grounding/signals/extract-signals.ts';
import { readDates, type When } from '#grounding/signals/read-when.ts';
import { readTokens } from '#grounding/signals/sentence-tokens.ts';
import type { Material } from '../analyst.ts';
import { createArticleFinder, leadLength } from './article-marks.ts';
import { readTraits, type Trait } from './legal-cues.ts';
import { isAddressedToMachine } from './machine-address.ts';
import { isInScope, type SourceScope, scopeOf } from './source-scope.ts';
import { createTopicWords, type TopicWords } from './topic-words.ts';

/** What the analyst knows beyond the material. Pass the same list of topics each time: its cues are prepared once. */
export type Knowledge = { readonly topics: readonly Topic[]; readonly gazetteer: Gazetteer };

/**
 * How near a sentence is to the topic. states: it tells a status. names: it names what the topic is about. near: it
 * stands with such sentences in a text about the topic.
 */
export type Nearness = 'states' | 'names' | 'near';

/** One sentence. `words` are exactly the source's, from `start` to `end` (UTF-16 into its text). */
export type SourceSentence = {
  readonly source: BriefSource;
  readonly passage: BriefPassage;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** `article 3`; null where the text has no such marks. */
  readonly article: string | null;
  readonly traits: ReadonlySet<Trait>;
  readonly dates: readonly When[];
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

/** A sentence inside a passage, before it is known to concern the topic. */
export type SourceLine = Pick<SourceSentence, 'passage' | 'start' | 'end' | 'words' | 'article' | 'dates'> & {
  readonly traits: ReadonlySet<Trait>;
  readonly isQuotable: boolean;
};

const LONGEST = 700;
const SHORTEST_WORDS = 4;

/** The sources of the brief in their order. */
export function readSources(material: Material, knowledge: Knowledge): ReadSource[] {
  const words = createTopicWords(material.topic, knowledge.topics);
  return material.brief.sources.flatMap((source) => {
    const text = material.texts.get(source.ref);
    return text === undefined ? [] : [readSource(source, text, material, knowledge, words)];
  });
}

function readSource(
  source: BriefSource,
  text: SourceText,
  { brief, jurisdiction, topic }: Material,
  knowledge: Knowledge,
  words: TopicWords,
): ReadSource {
  const scope = scopeOf(text, jurisdiction.code, knowledge.gazetteer);
  const passages = brief.passages.filter(({ ref }) => ref === source.ref);
  const addressed = passages.filter(({ text: own }) =>
    splitSentences(own).some(({ start, end }) => isAddressedToMachine(own.slice(start, end))),
  );
  if (scope === 'other') return { source, text, scope, sentences: [], addressed: [], lines: [] };
  const open = passages.filter((passage) => !addressed.includes(passage));
  const lines = readLines(text, open).filter((line) =>
    isInScope(line.words, scope, jurisdiction.code, knowledge.gazetteer),
  );
  const signals = listSignals(text, knowledge).filter((signal) => signal.jurisdiction === jurisdiction.code);
  const offsets = offsetMap(text.text);
  const placed = signals.map((signal) => ({ signal, at: offsets.toUtf16(signal.position.start) }));
  const signalsIn = ({ start, end }: SourceLine) =>
    placed.filter(({ at }) => at < end && at >= start - MOST_LEAD).map(({ signal }) => signal);
  const nearness = words.nearness(text, lines);
  const isPrimary = PRIMARY_TIERS.includes(source.tier);
  const sentences = lines.flatMap((line, index): SourceSentence[] => {
    const all = signalsIn(line);
    const own = all.filter((signal) => signal.topic === topic.key);
    const near = own.some(({ status }) => status !== null) ? 'states' : (nearness[index] ?? null);
    // What speaks of another topic only is told on that topic's page.
    const isElsewhere = own.length === 0 && all.length > 0;
    if (near === null || isElsewhere || !line.isQuotable) return [];
    if (!isPrimary && near !== 'states' && !isReport(line)) return [];
    return [{ ...line, source, nearness: near, signals: own }];
  });
  return { source, text, scope, sentences, addressed, lines };
}

/** A sentence's statement is placed where the sentence begins, its bullet or number included. */
const MOST_LEAD = 40;

function readLines(source: SourceText, passages: readonly BriefPassage[]): SourceLine[] {
  const { text } = source;
  const offsets = offsetMap(text);
  const articleAt = createArticleFinder(text);
  const spans = passages.map((passage) => ({
    passage,
    from: offsets.toUtf16(passage.start),
    to: offsets.toUtf16(passage.end),
  }));
  let at = 0;
  return splitSentences(text).flatMap((span): SourceLine[] => {
    while ((spans[at]?.to ?? Number.POSITIVE_INFINITY) <= span.start) at += 1;
    const place = spans[at];
    if (place === undefined || place.from > span.start || place.to < span.end) return [];
    const start = span.start + leadLength(text.slice(span.start, span.end));
    const words = withoutMarks(text.slice(start, span.end));
    const end = start + words.length;
    if (!isSentence(words)) return [];
    const dates = readDates(text, readTokens(text, start, end), source.publishedOn);
    return [
      {
        ...{ passage: place.passage, start, end, words, dates },
        article: articleAt(span.start),
        traits: readTraits(words.replace(/\s+/g, ' '), dates.length > 0),
        isQuotable:
          words.length <= LONGEST &&
          !LEANS_BACK.test(words) &&
          !isInsideQuotation(text, place.from, start) &&
          isSingle(text, words) &&
          isQuotable(words),
      },
    ];
  });
}

/** Of reports: what was done, ordered or forbidden, and not what somebody thinks of it. */
const TOLD_BY_REPORTS: ReadonlySet<Trait> = new Set<Trait>([
  ...(['commencement', 'repeal', 'adoption', 'penalty', 'restriction', 'requirement'] as const),
  ...(['permission', 'development'] as const),
]);

function isReport({ traits }: SourceLine): boolean {
  return [...traits].some((trait) => TOLD_BY_REPORTS.has(trait));
}

/** A sentence that says "he" or "this means" is not understood without the one before it. */
const LEANS_BACK =
  /^(?:[“"‘«„]|(?:he|she|they|it|its|his|her|their|him|them|those|both|but|and|or|so|yet|also|moreover|however|furthermore|additionally|instead|otherwise|therefore|thus|hence|meanwhile|nevertheless|specifically)\b|in addition\b|(?:this|that) (?:is|was|means|makes|shows|would|will|may|has)\b)/i;

/** What stands in a longer quotation of the source is somebody's word, and who that is stands before it. */
function isInsideQuotation(text: string, from: number, start: number): boolean {
  const before = text.slice(from, start);
  const count = (mark: string) => before.split(mark).length - 1;
  return count('“') > count('”') || count('"') % 2 === 1;
}

/** Marks of footnotes and references behind the words are the source's furniture. */
function withoutMarks(words: string): string {
  return words.replace(/(?:\s*\[\^?\w{1,4}\])+$/u, '').trimEnd();
}

/** Has a full stop of its own and enough words: no heading, question, label or lead-in to a list. */
function isSentence(words: string): boolean {
  if (!/[.!;。][”"’')\]]*$/u.test(words) || /^\p{Ll}/u.test(words)) return false;
  return (words.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= SHORTEST_WORDS;
}

/** A sentence that stands in its source twice could not be told from its twin. */
function isSingle(text: string, words: string): boolean {
  return text.indexOf(words) === text.lastIndexOf(words);
}
