import { describe, expect, it } from 'vitest';
import { cutPassages } from './cut-passages.ts';

const TEXT = 'One 🏦 two.\n\nThree four.';
const PASSAGES = [
  { start: 0, end: 10, page: null },
  { start: 12, end: 23, page: null },
];

describe('cutting a source into passages', () => {
  it('counts in code points', () => {
    const [first] = cutPassages(TEXT, PASSAGES, [{ start: 6, end: 9 }]);
    expect(first?.pieces.map((piece) => [piece.text, piece.within.length])).toEqual([
      ['One 🏦 ', 0],
      ['two', 1],
      ['.', 0],
    ]);
  });

  it.each([
    ['inside a passage', 14, 18],
    ['over two passages', 6, 15],
    ['from the white space between two passages', 11, 15],
  ])('gives a stretch %s exactly one beginning', (_name, start, end) => {
    const begins = cutPassages(TEXT, PASSAGES, [{ start, end }]).flatMap((passage) =>
      passage.pieces.flatMap((piece) => piece.begins),
    );
    expect(begins).toHaveLength(1);
  });

  it('shows a text without passages whole', () => {
    expect(cutPassages(TEXT, [], [])[0]?.pieces[0]?.text).toBe(TEXT);
  });
});
