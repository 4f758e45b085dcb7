/** Cuts a text at the boundaries of ranges, so that each piece lies wholly inside or outside of one. Pure; UTF-16. */

/** A range with something to say about it; end exclusive. */
export type Range = { readonly start: number; readonly end: number };

/** A piece of the text. `within` is the range it lies in; null between ranges. */
export type Piece<R extends Range> = {
  readonly start: number;
  readonly end: number;
  readonly within: R | null;
};

/**
 * Pieces of `[start, end)` in order, covering it without gaps. Ranges are clipped to it; one that overlaps an earlier
 * one, or is empty, is left out.
 */
export function cutByRanges<R extends Range>(start: number, end: number, ranges: readonly R[]): Piece<R>[] {
  const pieces: Piece<R>[] = [];
  let at = start;
  for (const range of ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const from = Math.max(range.start, start);
    const to = Math.min(range.end, end);
    if (from < at || to <= from) continue;
    if (from > at) pieces.push({ start: at, end: from, within: null });
    pieces.push({ start: from, end: to, within: range });
    at = to;
  }
  if (at < end) pieces.push({ start: at, end, within: null });
  return pieces;
}

/** Pieces of `[start, end)` each with all the ranges that cover it, for ranges that may overlap (inline marks). */
export function cutByAll<R extends Range>(
  start: number,
  end: number,
  ranges: readonly R[],
): { readonly start: number; readonly end: number; readonly within: readonly R[] }[] {
  const touching = ranges.filter((range) => range.start < end && range.end > start);
  if (touching.length === 0) return end > start ? [{ start, end, within: [] }] : [];
  const cuts = new Set([start, end]);
  for (const range of touching) {
    cuts.add(Math.max(range.start, start));
    cuts.add(Math.min(range.end, end));
  }
  const points = [...cuts].toSorted((a, b) => a - b);
  return points.slice(1).map((to, index) => {
    const from = points[index] ?? start;
    return {
      start: from,
      end: to,
      within: touching.filter((range) => range.start <= from && range.end >= to),
    };
  });
}
