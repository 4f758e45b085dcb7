/**
 * W3C selectors for a passage, and the way back from a selector to the passage. UTF-16 inside, code points outside:
 * this is one of the places where the two meet.
 */
import type { TextPositionSelector, TextQuoteSelector } from '#domain/citation.ts';
import { matchQuotation } from './match-quotation.ts';
import { offsetMap } from './offsets.ts';
import { placeByContext } from './passage-context.ts';
import { MAX_SCANNED_LENGTH, wholeOccurrences } from './place-wording.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { Span } from './span.ts';

/** A selector says where words stand and nothing of what they mean, so their sentence may turn them round. */
const ANCHOR = { negated: true, denies: true, excepts: true } as const;

/** Code points kept of what stands before and after a passage. */
const CONTEXT_LENGTH = 64;

/**
 * Both selectors of `raw.slice(start, end)`; offsets in UTF-16, moved off the middle of a surrogate pair. Pass
 * `offsets` when describing many passages of one text, as building the map is linear in it.
 */
export function describePassage(
  raw: string,
  start: number,
  end: number,
  offsets = offsetMap(raw),
): { quote: TextQuoteSelector; position: TextPositionSelector } {
  const from = offsets.toCodePoint(start);
  const to = Math.max(offsets.toCodePoint(end), from);
  const at = (codePoint: number) => offsets.toUtf16(Math.max(codePoint, 0));
  return {
    quote: {
      exact: raw.slice(at(from), at(to)),
      prefix: raw.slice(at(from - CONTEXT_LENGTH), at(from)),
      suffix: raw.slice(at(to), at(to + CONTEXT_LENGTH)),
    },
    position: { start: from, end: to },
  };
}

/**
 * Where a stored selector points in a text: at the hint when the words are there, else at their only place, else at
 * the place the context decides, else (hint given) at the place nearest to it, else where the normal forms agree.
 * Undefined when the words are gone or nothing tells their places apart.
 */
export function anchorQuote(
  source: PreparedSource,
  quote: TextQuoteSelector,
  hint?: TextPositionSelector,
): Span | undefined {
  const { exact, prefix, suffix } = quote;
  if (exact.trim() === '') return undefined;
  const hinted = hint === undefined ? undefined : source.offsets().toUtf16(hint.start);
  if (hinted !== undefined && source.raw.startsWith(exact, hinted))
    return { start: hinted, end: hinted + exact.length };
  const starts = exact.length > MAX_SCANNED_LENGTH ? [] : wholeOccurrences(source.raw, exact);
  const places = starts.map((start) => ({ start, end: start + exact.length }));
  if (places.length > 0) return choose(source, places, prefix, suffix, hinted);
  const match = matchQuotation(exact, source, { prefix, suffix, ...ANCHOR });
  if (match.verdict === 'verbatim' || match.verdict === 'normalised') {
    const last = match.spans.at(-1);
    const first = match.spans[0];
    return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
  }
  return match.verdict === 'ambiguous' && hinted !== undefined ? nearest(match.spans, hinted) : undefined;
}

function choose(
  source: PreparedSource,
  places: readonly Span[],
  prefix: string,
  suffix: string,
  hinted: number | undefined,
): Span | undefined {
  if (places.length === 1) return places[0];
  const { normalised } = source;
  const folded = places.map(({ start, end }) => ({
    start: normalised.fromRaw(start),
    end: normalised.fromRaw(end),
  }));
  const chosen = placeByContext(source, folded, { prefix, suffix });
  if (chosen !== undefined) return places[chosen];
  return hinted === undefined ? undefined : nearest(places, hinted);
}

function nearest(places: readonly Span[], at: number): Span | undefined {
  return [...places].sort((a, b) => Math.abs(a.start - at) - Math.abs(b.start - at))[0];
}
