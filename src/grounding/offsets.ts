/**
 * The edge between the two ways of counting characters: JavaScript's UTF-16 code units, used inside the program,
 * and Unicode code points, used in everything that is stored or exported.
 */

/** Converts offsets into one text; values outside it are clamped. A unit inside a surrogate pair maps to its start. */
export type OffsetMap = {
  toCodePoint(utf16: number): number;
  toUtf16(codePoint: number): number;
};

/** The map of `text`. Building is linear; each conversion is O(log pairs), or constant without surrogates. */
export function offsetMap(text: string): OffsetMap {
  const pairs = surrogatePairs(text);
  const units = text.length;
  const points = units - pairs.length;
  if (pairs.length === 0) {
    const same = (offset: number) => clamp(offset, units);
    return { toCodePoint: same, toUtf16: same };
  }
  return {
    toCodePoint(utf16) {
      const at = clamp(utf16, units);
      return at - countBelow(pairs, at, 0);
    },
    toUtf16(codePoint) {
      const at = clamp(codePoint, points);
      return at + countBelow(pairs, at, 1);
    },
  };
}

function surrogatePairs(text: string): number[] {
  const starts: number[] = [];
  for (const match of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) starts.push(match.index);
  return starts;
}

/** How many pairs lie before `limit`; with `step` 1 each pair's position is taken in code points. */
function countBelow(starts: readonly number[], limit: number, step: 0 | 1): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) - middle * step < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

function clamp(offset: number, limit: number): number {
  return Math.min(Math.max(offset, 0), limit);
}
