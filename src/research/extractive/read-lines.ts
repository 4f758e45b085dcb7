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

/** One sentence. `words` are exactly the source's, from `start` to `end` (UTF-16 into its text). */
export type SourceLine = {
  readonly passage: BriefPassage;
  /** Where the sentence begins with its bullet or number, and where its passage does. */
  readonly from: number;
  readonly passageFrom: number;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** `article 3`; null where the text has no such marks. */
  readonly article: string | null;
  readonly traits: ReadonlySet<Trait>;
  readonly dates: readonly When[];
};

const LONGEST = 700;
const SHORTEST_WORDS = 4;
const SHORTEST_LEAD_IN = 8;

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
    // A lead-in to a list is quoted without its colon; the list is found at the place that is named.
    const words = withoutMarks(text.slice(start, span.end)).replace(/\s*:$/u, '');
    const end = start + words.length;
    if (!isSentence(words, text.slice(end, span.end).includes(':'))) return [];
    const dates = readDates(text, readTokens(text, start, end), source.publishedOn);
    const traits = readTraits(words.replace(/\s+/g, ' '), dates.length > 0);
    const where = { passage: place.passage, from: span.start, passageFrom: place.from, start, end };
    return [{ ...where, words, article: articleAt(span.start), traits, dates }];
  });
}

/** True for a sentence that is understood alone and can be quoted so that exactly it is found again. */
export function canBeQuoted({ words, start, passageFrom }: SourceLine, text: string): boolean {
  return (
    words.length <= LONGEST &&
    !LEANS_BACK.test(words) &&
    !isInsideQuotation(text, passageFrom, start) &&
    isQuotable(words) &&
    // One that stands in its source twice could not be told from its twin.
    text.indexOf(words) === text.lastIndexOf(words)
  );
}

/** A sentence that says "he" or "this means" is not understood without the one before it. */
const LEANS_BACK =
  /^(?:[“"‘«„]|(?:there,|(?:here|elsewhere|abroad),?\b|(?:in|under) (?:both|such|that|the latter|these|this|those) (?:cases?|countr(?:y|ies)|jurisdictions?|nations?|places?|states?)\b)|(?:he|she|they|it|its|his|her|their|him|them|those|both|but|and|or|so|yet|also|moreover|however|furthermore|additionally|instead|otherwise|therefore|thus|hence|meanwhile|nevertheless|specifically)\b|in addition\b|(?:this|that) (?:is|was|means|makes|shows|would|will|may|has)\b)/i;

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

/** A lead-in whose list says when the rule holds, or what it does not hold for, is no rule without the list. */
const CONDITION =
  /\b(?:applies|apply|cases?|circumstances|conditions?|except\w*|if|limits?|only|provided|save|situations?|unless|when|where)\b(?:[^\s]*\s+\S+){0,8}\s*$/i;
/** What a text considered before it laid a rule down. */
const RECITAL = /^(?:considering|having (?:considered|regard)|mindful|noting|recalling|whereas)\b/i;

/** Has a full stop of its own and enough words: no heading, question, label or lead-in to a list. */
function isSentence(words: string, isLeadIn: boolean): boolean {
  if (isLeadIn && /\b(?:and|are|by|for|in|includes?|is|least|must|of|or|shall|that|to|with)$/.test(words))
    return false;
  if (isLeadIn && CONDITION.test(words)) return false;
  if (RECITAL.test(words)) return false;
  if (!(isLeadIn || /[.!;。][”"’')\]]*$/u.test(words)) || /^\p{Ll}/u.test(words)) return false;
  return (words.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= (isLeadIn ? SHORTEST_LEAD_IN : SHORTEST_WORDS);
}
