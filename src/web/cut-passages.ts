/**
 * Cuts a source's text into its passages, and each passage at the boundaries of the stretches that pages cite.
 * Cited stretches may overlap; every piece knows all that cover it. Pure; code points in, strings out.
 */
import { offsetMap } from '#grounding/offsets.ts';
import { cutByAll } from './cut-text.ts';

/** A cited stretch: code points, end exclusive. */
export type CitedSpan = { readonly start: number; readonly end: number };

/** A piece of a passage. `begins` are the cited stretches that start with it, `ends` those that end with it. */
export type CitedPiece<Span extends CitedSpan> = {
  readonly text: string;
  readonly within: readonly Span[];
  readonly begins: readonly Span[];
  readonly ends: readonly Span[];
};

/** One passage with its pieces; `page` is 1-based and null where the source is not paged. */
export type CutPassage<Span extends CitedSpan> = {
  readonly start: number;
  readonly page: number | null;
  readonly pieces: readonly CitedPiece<Span>[];
};

/** Text between passages is not shown. A text without passages is one passage, whole. */
export function cutPassages<Span extends CitedSpan>(
  text: string,
  passages: readonly { readonly start: number; readonly end: number; readonly page: number | null }[],
  spans: readonly Span[],
): CutPassage<Span>[] {
  const { toUtf16, toCodePoint } = offsetMap(text);
  const ranges = spans.map((span) => ({ start: toUtf16(span.start), end: toUtf16(span.end), span }));
  const whole = [{ start: 0, end: toCodePoint(text.length), page: null }];
  let shownTo = -1;
  return (passages.length === 0 ? whole : passages).map((passage) => {
    const from = toUtf16(passage.start);
    const to = toUtf16(passage.end);
    // A stretch that begins in the white space between two passages begins with the second one.
    const beginsAt = (range: { start: number }) =>
      range.start > shownTo ? Math.max(range.start, from) : range.start;
    const pieces = cutByAll(from, to, ranges).map((piece) => ({
      text: text.slice(piece.start, piece.end),
      within: piece.within.map((range) => range.span),
      begins: piece.within.filter((range) => beginsAt(range) === piece.start).map((range) => range.span),
      ends: piece.within.filter((range) => range.end === piece.end).map((range) => range.span),
    }));
    shownTo = to;
    return { start: passage.start, page: passage.page, pieces };
  });
}
