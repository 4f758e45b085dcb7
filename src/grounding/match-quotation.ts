/**
 * The verdict on one quotation against one source (grounding.md section 2). Only `verbatim` and `normalised` verify,
 * and whenever in doubt the answer is the one that makes a person look. Pure and deterministic; the work is linear
 * in both texts with bounded extra for near misses.
 */
import type { DiffPart } from '#domain/verification.ts';
import { disguiseSentence, findDisguises } from './disguised-letters.ts';
import { elidedParts, endsInOmission, hasOmission, judgeOmission } from './elision.ts';
import { withoutOwnMarks } from './note-marks.ts';
import { placeByContext, type QuoteContext } from './passage-context.ts';
import {
  MAX_PLACEMENTS,
  MAX_SCANNED_LENGTH,
  type PageTurns,
  type Placement,
  placeWording,
  wholeOccurrences,
} from './place-wording.ts';
import type { PreparedSource } from './prepared-source.ts';
import { quoteText } from './quote-text.ts';
import { reorderedPlace } from './reordered-wording.ts';
import type { Span } from './span.ts';
import { tidyQuote } from './tidy-quote.ts';
import { diffWords } from './word-diff.ts';

/** What became of a quotation in one source. */
export type QuotationMatch = {
  readonly verdict: 'verbatim' | 'normalised' | 'altered' | 'partial' | 'ambiguous' | 'not-found';
  /** UTF-16 offsets into the raw source, in its order; the nearest place when altered or close; at most 20. */
  readonly spans: readonly Span[];
  /** 0 to 1; 1 when only typography differs. */
  readonly similarity: number;
  /** Page against source; empty unless the words differ. */
  readonly diff: readonly DiffPart[];
  /** Sentences for the reader. */
  readonly reasons: readonly string[];
};

/** At least this alike is the same passage with changes; less is another passage. */
const ALTERED_FROM = 0.72;
/** From here a nearest place is worth showing. */
const CLOSE_FROM = 0.5;
const DIFF_LIMIT = 40_000;
/** Each part of an elided quotation is a search of its own. */
const MAX_PARTS = 40;
/** More hidden characters than this are not named one by one. */
const MAX_DISGUISES = 4;
/** Parts of one quotation that stand further apart than this many characters are not one passage. */
const MAX_OMITTED = 10_000;

/** Punctuation that belongs to the sentence around the words when it stands at their edge. */
const EDGE = /[\s"'“”‘’.,:;!?*_…]/;

/** What the page has around the words. */
export type PageContext = QuoteContext & PageTurns;

/** Looks for the words between the quotation marks; `context` settles which of several equal places is meant. */
export function matchQuotation(quote: string, source: PreparedSource, context?: PageContext): QuotationMatch {
  const plain = withoutOwnMarks(tidyQuote(quote), source.raw);
  const match = matchPlain(plain, source, context);
  return withDisguises(plain === quote ? match : withExactness(match, quote, source), quote, source);
}

/** Whether the words stand there character by character is told by the quotation as the page has it. */
function withExactness(match: QuotationMatch, quote: string, source: PreparedSource): QuotationMatch {
  const [span] = match.spans;
  if (span === undefined || match.spans.length > 1) return match;
  if (match.verdict === 'verbatim') {
    const isExact = source.raw.slice(span.start, span.end) === quote.trim();
    return isExact ? match : { ...match, verdict: 'normalised' };
  }
  const wanted = quote.trim();
  const isExact = match.verdict === 'normalised' && source.raw.startsWith(wanted, span.start);
  return isExact && span.end - span.start === wanted.length
    ? { ...match, verdict: 'verbatim', similarity: 1 }
    : match;
}

/**
 * What hides in the page's words is reported whatever the verdict. Inside a word, and not in the source, it makes
 * words that look alike and are not the same, though their normal forms agree.
 */
function withDisguises(match: QuotationMatch, quote: string, source: PreparedSource): QuotationMatch {
  const disguises = findDisguises(quote);
  if (disguises.length === 0) return match;
  const found = match.spans.map(({ start, end }) => source.raw.slice(start, end)).join(' ');
  const known = new Set(findDisguises(found).map(({ character }) => character));
  const foreign = disguises.filter(({ inWord, character }) => inWord && !known.has(character));
  const sentences = [...new Set([...foreign, ...disguises].map(disguiseSentence))].slice(0, MAX_DISGUISES);
  const reasons = [...sentences, ...match.reasons];
  const isThere =
    match.verdict === 'verbatim' || match.verdict === 'normalised' || match.verdict === 'ambiguous';
  if (!isThere || foreign.length === 0) return { ...match, reasons };
  const [span] = match.spans;
  const diff = span === undefined ? [] : shownDiff(quote, source, span);
  return { ...match, verdict: 'altered', diff, reasons };
}

function matchPlain(quote: string, source: PreparedSource, context?: PageContext): QuotationMatch {
  const whole = quoteText(quote);
  if (whole.words.count === 0) return notFound('The quotation has no words.');
  const parts = hasOmission(quote) ? elidedParts(quote) : [];
  const placements = placeWording(whole, source, { ...context, ...markedEnd(quote) });
  if (parts.length > MAX_PARTS)
    return notFound('The quotation leaves out words at too many places to be checked.');
  const isThere = placements.some(({ changed }) => !changed);
  if (parts.length === 0 || isThere) return matchWhole(quote, source, placements, context);
  return parts.length === 1
    ? matchTrimmed(quote, parts[0] ?? '', source, context)
    : matchParts(quote, parts, source, context);
}

function notVerbatim(match: QuotationMatch): QuotationMatch {
  return match.verdict === 'verbatim' ? { ...match, verdict: 'normalised' } : match;
}

function notFound(...reasons: string[]): QuotationMatch {
  return { verdict: 'not-found', spans: [], similarity: 0, diff: [], reasons };
}

/** A mark of omission at the end tells the reader that the sentence goes on. */
function markedEnd(quote: string): PageTurns {
  return endsInOmission(quote) ? { excepts: true } : {};
}

/** An omission at the very beginning or end leaves one wording to find. */
function matchTrimmed(
  quote: string,
  part: string,
  source: PreparedSource,
  context?: PageContext,
): QuotationMatch {
  const placements = placeWording(quoteText(part), source, { ...context, ...markedEnd(quote) });
  const match = matchWhole(part, source, placements, context);
  return notVerbatim(match);
}

function matchWhole(
  quote: string,
  source: PreparedSource,
  placements: readonly Placement[],
  context: PageContext | undefined,
): QuotationMatch {
  const [first] = placements;
  if (first === undefined) return matchRaw(quote, source);
  const same = placements.filter(({ changed }) => !changed);
  if (same.length === 0) return changedMatch(quote, source, first);
  const chosen = same.length === 1 ? same[0] : same[placeByContext(source, same, context ?? {}) ?? -1];
  const spans = same.map((place) => rawSpan(source, place));
  if (chosen === undefined) {
    const count = same.length >= MAX_PLACEMENTS ? `${MAX_PLACEMENTS} or more` : String(same.length);
    return {
      verdict: 'ambiguous',
      spans,
      similarity: first.similarity,
      diff: [],
      reasons: [`These words stand at ${count} places in the source.`],
    };
  }
  const span = rawSpan(source, chosen);
  const isVerbatim = source.raw.slice(span.start, span.end) === quote.trim();
  return {
    verdict: isVerbatim ? 'verbatim' : 'normalised',
    spans: [span],
    similarity: isVerbatim ? 1 : chosen.similarity,
    diff: [],
    reasons: chosen.reasons,
  };
}

/** Normalising can read a quote's edge otherwise than the same characters in the source; then raw text decides. */
function matchRaw(quote: string, source: PreparedSource): QuotationMatch {
  const wanted = quote.trim();
  const places = wanted.length > MAX_SCANNED_LENGTH ? [] : wholeOccurrences(source.raw, wanted);
  const spans = places.map((start) => ({ start, end: start + wanted.length }));
  if (spans.length === 0) return notFound();
  const reasons = spans.length === 1 ? [] : [`These words stand at ${spans.length} places in the source.`];
  return { verdict: spans.length === 1 ? 'verbatim' : 'ambiguous', spans, similarity: 1, diff: [], reasons };
}

function changedMatch(quote: string, source: PreparedSource, place: Placement): QuotationMatch {
  const { similarity } = place;
  const reordered = similarity < ALTERED_FROM ? reorderedPlace(quoteText(quote), source, place) : undefined;
  if (reordered !== undefined) {
    const span = rawSpan(source, reordered);
    const reasons = ['The source has these words in another order.'];
    return { verdict: 'altered', spans: [span], similarity, diff: shownDiff(quote, source, span), reasons };
  }
  if (similarity < CLOSE_FROM) return { ...notFound(), similarity };
  const span = rawSpan(source, place);
  const diff = shownDiff(quote, source, rawSpan(source, { start: place.deniedFrom, end: place.end }));
  if (similarity >= ALTERED_FROM)
    return { verdict: 'altered', spans: [span], similarity, diff, reasons: place.reasons };
  const reasons = ['The nearest passage differs in many words.', ...place.reasons];
  return { verdict: 'not-found', spans: [span], similarity, diff, reasons };
}

/** The diff of a quotation with a stretch of the source; empty when both are too long to be read as one. */
function shownDiff(quote: string, source: PreparedSource, { start, end }: Span): DiffPart[] {
  if (quote.length + end - start > DIFF_LIMIT) return [];
  return diffWords(withoutEdges(quote), withoutEdges(source.raw.slice(start, end)));
}

function withoutEdges(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && EDGE.test(text.charAt(start))) start += 1;
  while (end > start && EDGE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function rawSpan(source: PreparedSource, { start, end }: Span): Span {
  return { start: source.normalised.toRaw(start), end: source.normalised.toRawEnd(end) };
}

type Chain = readonly Placement[];

/** A quotation with omissions: every part in order, whole, and near enough to be one passage. */
function matchParts(
  quote: string,
  parts: readonly string[],
  source: PreparedSource,
  context: PageContext | undefined,
): QuotationMatch {
  const placed = parts.map((part, at) =>
    placeWording(quoteText(part), source, {
      ...context,
      ...(at === 0 ? {} : { negated: true, denies: true }),
      ...(at < parts.length - 1 ? { excepts: true } : markedEnd(quote)),
    }).filter(({ similarity }) => similarity >= ALTERED_FROM),
  );
  const missing = parts.filter((_, at) => placed[at]?.length === 0);
  if (missing.length === parts.length) return notFound('The source has none of the parts of this quotation.');
  const chains = missing.length > 0 ? [] : chainsOf(parts, placed);
  if (chains.length === 0) return partialMatch(source, parts, placed, missing);
  const ends = chains.map((chain) => ({ start: chain[0]?.start ?? 0, end: chain.at(-1)?.end ?? 0 }));
  const chosen = chains.length === 1 ? chains[0] : chains[placeByContext(source, ends, context ?? {}) ?? -1];
  if (chosen === undefined) {
    const spans = chains
      .flat()
      .slice(0, MAX_PLACEMENTS)
      .map((place) => rawSpan(source, place));
    return {
      verdict: 'ambiguous',
      spans,
      similarity: 1,
      diff: [],
      reasons: [`These words stand at ${chains.length} places in the source.`],
    };
  }
  return chainMatch(quote, source, chosen);
}

/** One chain for each place of the longest part, the others taken nearest to it on either side. */
function chainsOf(parts: readonly string[], placed: readonly (readonly Placement[])[]): Chain[] {
  const longest = parts.reduce((best, part, at) => (part.length > (parts[best]?.length ?? 0) ? at : best), 0);
  const chains: Chain[] = [];
  for (const anchor of placed[longest] ?? []) {
    const chain: Placement[] = [anchor];
    for (let at = longest - 1; at >= 0; at -= 1) {
      const limit = chain[0]?.start ?? 0;
      const before = placed[at]?.findLast(({ end }) => end <= limit);
      if (before !== undefined && limit - before.end <= MAX_OMITTED) chain.unshift(before);
    }
    for (let at = longest + 1; at < parts.length; at += 1) {
      const limit = chain.at(-1)?.end ?? 0;
      const after = placed[at]?.find(({ start }) => start >= limit);
      if (after !== undefined && after.start - limit <= MAX_OMITTED) chain.push(after);
    }
    if (chain.length === parts.length) chains.push(chain);
  }
  return chains;
}

function partialMatch(
  source: PreparedSource,
  parts: readonly string[],
  placed: readonly (readonly Placement[])[],
  missing: readonly string[],
): QuotationMatch {
  const found = placed.flatMap((places) => places.slice(0, 1));
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const lost = missing.reduce((sum, part) => sum + part.length, 0);
  const reasons = missing.map((part) => `The source does not have the part “${part.trim()}”.`);
  if (missing.length === 0)
    reasons.push('The parts do not stand in this order, near one another, in the source.');
  return {
    verdict: 'partial',
    spans: found.map((place) => rawSpan(source, place)).slice(0, MAX_PLACEMENTS),
    similarity: total === 0 ? 0 : 1 - lost / total,
    diff: [],
    reasons,
  };
}

function chainMatch(quote: string, source: PreparedSource, chain: Chain): QuotationMatch {
  const omissions = chain.slice(1).map((place, at) => judgeOmission(source, chain[at] ?? place, place));
  const turning = [...new Set(omissions.flatMap((omission) => omission.turning ?? []))];
  const reasons = chain.flatMap((place) => place.reasons);
  if (turning.length > 0)
    reasons.push(`The omission leaves out ${turning.map((word) => `“${word}”`).join(', ')}.`);
  const joins = omissions.some(({ joinsSentences }) => joinsSentences);
  if (joins) reasons.push('An omission joins parts of different sentences.');
  const changed = turning.length > 0 || chain.some((place) => place.changed);
  const whole = { start: chain[0]?.deniedFrom ?? 0, end: chain.at(-1)?.end ?? 0 };
  return {
    verdict: changed ? 'altered' : joins ? 'partial' : 'normalised',
    spans: chain.map((place) => rawSpan(source, place)),
    similarity: chain.reduce((least, place) => Math.min(least, place.similarity), 1),
    diff: changed || joins ? shownDiff(quote, source, rawSpan(source, whole)) : [],
    reasons,
  };
}
