/**
 * The sentences of a source that lie whole inside passages of the brief, with what can be told of each by itself: its
 * place in a law, its dates, what it does. Bullets, numbers, colons and footnote marks around them are left off.
 */
import type { BriefPassage } from '#domain/brief.ts';
import type { SourceText } from '#domain/source.ts';
import { readActName } from '#grounding/act-names.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { isQuotable } from '#grounding/quotable.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { readDates, type When } from '#grounding/signals/read-when.ts';
import { readTokens } from '#grounding/signals/sentence-tokens.ts';
import { createArticleFinder, createContentsFinder, leadLength } from './article-marks.ts';
import { readTraits, type Trait } from './legal-cues.ts';
import type { ListPoint } from './whole-lines.ts';

/** One sentence. `words` are exactly the source's, from `start` to `end` (UTF-16 into its text). */
export type SourceLine = {
  readonly passage: BriefPassage;
  /** Where the sentence begins with its bullet or number, and where its passage does. */
  readonly from: number;
  readonly passageFrom: number;
  readonly start: number;
  readonly end: number;
  /** Where what is quoted with it ends: behind its list, where it begins one. */
  readonly until: number;
  readonly words: string;
  /** The points of the list that it begins. */
  readonly points: readonly ListPoint[];
  /** `article 3`; null where the text has no such marks. */
  readonly article: string | null;
  readonly traits: ReadonlySet<Trait>;
  readonly dates: readonly When[];
};

/** Characters of a sentence that is still quoted. */
export const LONGEST = 700;
const SHORTEST_WORDS = 4;

/** In the order of the text; `passages` are those of this source. */
export function readLines(source: SourceText, passages: readonly BriefPassage[]): SourceLine[] {
  const { text } = source;
  const offsets = offsetMap(text);
  const isContents = createContentsFinder(text);
  const articleAt = createArticleFinder(text, readActName(source.title ?? '').article);
  const places = passages
    .map((passage) => ({
      passage,
      from: offsets.toUtf16(passage.start),
      to: offsets.toUtf16(passage.end),
    }))
    .sort((a, b) => a.from - b.from);
  let at = 0;
  return splitSentences(text).flatMap((span): SourceLine[] => {
    while ((places[at]?.to ?? Number.POSITIVE_INFINITY) <= span.start) at += 1;
    const place = places[at];
    if (place === undefined || place.from > span.start || place.to < span.end) return [];
    if (isContents(span.start)) return [];
    const start = span.start + leadLength(text.slice(span.start, span.end));
    // The beginning of a list is quoted without its colon, and never without the list.
    const words = withoutMarks(text.slice(start, span.end)).replace(/\s*:$/u, '');
    const end = start + words.length;
    if (!isSentence(words, text.slice(end, span.end).includes(':'))) return [];
    const dates = readDates(text, readTokens(text, start, end), source.publishedOn);
    const traits = readTraits(words.replace(/\s+/g, ' '), dates.length > 0);
    const where = { passage: place.passage, from: span.start, passageFrom: place.from, start, end };
    return [{ ...where, until: end, words, points: [], article: articleAt(span.start), traits, dates }];
  });
}

/** True for a sentence that is understood alone and can be quoted so that exactly it is found again. */
export function canBeQuoted({ words, start, passageFrom }: SourceLine, text: string): boolean {
  return (
    words.length <= LONGEST &&
    !isInsideQuotation(text, passageFrom, start) &&
    isQuotable(words) &&
    // One that stands in its source twice could not be told from its twin.
    text.indexOf(words) === text.lastIndexOf(words)
  );
}

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

/** A lead-in whose list says when the rule holds, or what it does not hold for, states no rule by itself. */
const CONDITION =
  /\b(?:applies|apply|cases?|circumstances|conditions?|except\w*|if|limits?|only|provided|save|situations?|unless|when|where)\b(?:[^\s]*\s+\S+){0,8}\s*$/i;
/** Of which place it speaks stands elsewhere, and may be another country. */
const ELSEWHERE =
  /^(?:there,|(?:here|elsewhere|abroad),?\b|(?:in|under) (?:both|such|that|the latter|these|this|those) (?:cases?|countr(?:y|ies)|jurisdictions?|nations?|places?|states?)\b)/i;
/** What a text considered before it laid a rule down. */
const RECITAL = /^(?:considering|having (?:considered|regard)|mindful|noting|recalling|whereas)\b/i;

/** True for the beginning of a list that says when something holds: no status follows from it. */
export function isConditional({ words, points }: SourceLine): boolean {
  return points.length > 0 && CONDITION.test(words);
}

/** Has a full stop or a colon of its own and enough words: no heading, question or label. */
function isSentence(words: string, isLeadIn: boolean): boolean {
  if (RECITAL.test(words) || ELSEWHERE.test(words)) return false;
  if (!(isLeadIn || /[.!;。][”"’')\]]*$/u.test(words)) || /^\p{Ll}/u.test(words)) return false;
  return (words.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= SHORTEST_WORDS;
}
