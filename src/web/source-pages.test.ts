import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideIntoPages, findPageNumber, PAGE_LENGTH } from './source-pages.ts';

/** Passages one after the other, two characters apart, as long as these numbers say. */
function makePassages(lengths: readonly number[]) {
  let at = 0;
  return lengths.map((length) => {
    const passage = { start: at, end: at + length, page: null };
    at = passage.end + 2;
    return passage;
  });
}

describe('dividing a source into pages', () => {
  it('leaves a text of common length whole', () => {
    const passages = makePassages([300, 2_000, 40_000]);
    expect(divideIntoPages(passages, 42_304)).toEqual([passages]);
  });

  it('divides a text without passages, and gives an empty one a page', () => {
    expect(divideIntoPages([], PAGE_LENGTH * 2).map((page) => page.length)).toEqual([4, 4]);
    expect(divideIntoPages([], 0)).toHaveLength(1);
  });

  it('shows everything once, in order, on pages of bounded length, and finds each offset again', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 0.999_999, noNaN: true }), (given, share) => {
        const passages = makePassages(given);
        const pages = divideIntoPages(passages, 0);
        const pieces = pages.flat();
        const covered = pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
        expect(covered).toBe(given.reduce((sum, length) => sum + length, 0));
        expect(pieces).toEqual(pieces.toSorted((a, b) => a.start - b.start));
        for (const page of pages) {
          expect((page.at(-1)?.end ?? 0) - (page[0]?.start ?? 0)).toBeLessThanOrEqual(PAGE_LENGTH + 50_000);
        }
        const piece = pieces[Math.floor(share * pieces.length)];
        const number = findPageNumber(pages, piece?.start ?? 0);
        expect(pages[number - 1]).toContain(piece);
      }),
    );
  });

  it('has whatever begins before the length of a page on the first one, so that its link needs no page', () => {
    const pages = divideIntoPages(makePassages([PAGE_LENGTH - 10, 30_000, 9_000]), 0);
    expect(findPageNumber(pages, PAGE_LENGTH - 1)).toBe(1);
    expect(findPageNumber(pages, PAGE_LENGTH + 29_999)).toBe(2);
    expect(findPageNumber(pages, 10_000_000)).toBe(2);
  });
});
