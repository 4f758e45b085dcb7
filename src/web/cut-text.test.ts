import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutByAll, cutByRanges } from './cut-text.ts';

const range = fc.record({ start: fc.nat(60), end: fc.nat(60) });

describe('cutting a text at ranges', () => {
  it('covers the whole stretch without gaps or overlaps, whatever the ranges', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.array(range, { maxLength: 8 }), (end, ranges) => {
        for (const pieces of [cutByRanges(0, end, ranges), cutByAll(0, end, ranges)]) {
          const length = pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0);
          expect(length).toBe(end);
          pieces.forEach((piece, index) => {
            expect(piece.start).toBe(pieces[index - 1]?.end ?? 0);
          });
        }
      }),
    );
  });

  it('leaves out a range that overlaps an earlier one', () => {
    const pieces = cutByRanges(0, 10, [
      { start: 2, end: 6 },
      { start: 4, end: 8 },
    ]);
    expect(pieces.map((piece) => piece.within !== null)).toEqual([false, true, false]);
  });

  it('tells every mark that covers a piece', () => {
    const strong = { start: 0, end: 6, type: 'strong' };
    const em = { start: 3, end: 9, type: 'em' };
    const pieces = cutByAll(0, 9, [strong, em]);
    expect(pieces.map((piece) => piece.within.map((mark) => mark.type))).toEqual([
      ['strong'],
      ['strong', 'em'],
      ['em'],
    ]);
  });
});
