import { describe, expect, it } from 'vitest';
import type { PageUnit } from '#domain/page-text.ts';
import { checkGrounding } from './place-supports.ts';
import { readBlocks } from './read-blocks.ts';

const unit = (key: string, text: string) => {
  const whole: PageUnit = { key, role: 'prose', text, format: 'plain', attributedTo: null };
  return { unit: whole, blocks: readBlocks(text, 'plain') };
};

const units = [
  unit('section/notes', '🪙 Banks may not hold it. So it stays.'),
  unit('report/narrative', 'First words.\n\nBanks may not hold it.\n\n• Fees are high'),
];

const placesOf = (text: string) => {
  const supports = [{ segment: { startIndex: 1, endIndex: 5, text }, groundingChunkIndices: [0] }];
  const raw = JSON.stringify({
    groundingChunks: [{ web: { uri: 'https://a.example' } }],
    groundingSupports: supports,
  });
  return checkGrounding([raw], units)[0]!.supports[0]!.places;
};

describe('checkGrounding', () => {
  it('gives every place of a statement, in code points, the report first', () => {
    expect(placesOf('Banks **may not** hold it.')).toEqual([
      { unit: 'report/narrative', block: 1, start: 0, end: 21 },
      { unit: 'section/notes', block: 0, start: 2, end: 23 },
    ]);
  });

  it('follows a statement over the blocks into which the page broke it', () => {
    expect(placesOf('Banks may not hold it.\n* Fees are high').map(({ block }) => block)).toEqual([1, 2]);
  });

  it.each(['**', 'EU', 'Words that stand nowhere at all.'])('finds no place for %j', (text) => {
    expect(placesOf(text)).toEqual([]);
  });

  it('does not lay out a page for nothing', () => {
    expect(checkGrounding([], units)).toEqual([]);
  });
});
