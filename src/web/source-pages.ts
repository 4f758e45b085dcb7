/**
 * Divides a source's text into pages, because a whole law code in one page would be slow to send and to scroll.
 * A page ends between passages; only a passage without end is cut. Pure; code points.
 */
import type { Passage } from '#domain/source.ts';

/** Passages that begin within this many code points of text share a page. */
export const PAGE_LENGTH = 200_000;
const LONGEST_PIECE = 50_000;

/** The passages of each page, at least one page. A text without passages (`length` code points) counts as one passage. */
export function divideIntoPages(passages: readonly Passage[], length: number): (readonly Passage[])[] {
  const all = passages.length === 0 ? [{ start: 0, end: length, page: null }] : passages;
  const pieces = all.flatMap(cutLong);
  return [...Map.groupBy(pieces, (piece) => Math.floor(piece.start / PAGE_LENGTH)).values()];
}

/** Number (from 1) of the page that shows the stretch beginning at this offset; the last one when it lies behind all. */
export function findPageNumber(pages: readonly (readonly Passage[])[], offset: number): number {
  const index = pages.findIndex((page) => (page.at(-1)?.end ?? 0) > offset);
  return index === -1 ? pages.length : index + 1;
}

function cutLong(passage: Passage): Passage[] {
  const count = Math.max(1, Math.ceil((passage.end - passage.start) / LONGEST_PIECE));
  return Array.from({ length: count }, (_, index) => {
    const start = passage.start + index * LONGEST_PIECE;
    return { ...passage, start, end: Math.min(start + LONGEST_PIECE, passage.end) };
  });
}
