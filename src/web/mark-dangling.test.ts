import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markDangling } from './mark-dangling.ts';

const marked = (raw: string, dangling: number[]) =>
  markDangling(raw, new Set(dangling))
    .filter((piece) => piece.dangling)
    .map((piece) => piece.text);

describe('marking references that lead nowhere', () => {
  it.each([
    ['snake case over several lines', '{"grounding_chunk_indices": [\n 0,\n 12\n]}', [0, 12], ['0', '12']],
    ['camel case', '{"groundingChunkIndices":[1,2]}', [2], ['2']],
    ['an index that resolves is left alone', '{"groundingChunkIndices":[0,1]}', [1], ['1']],
    ['numbers elsewhere are left alone', '{"startIndex":1,"groundingChunkIndices":[]}', [1], []],
    ['words inside a string are left alone', '{"text":"\\"groundingChunkIndices\\":[1]"}', [1], []],
    ['a list that never ends is left alone', '"groundingChunkIndices":[1,', [1], []],
  ])('%s', (_name, raw, dangling, expected) => {
    expect(marked(raw, dangling)).toEqual(expected);
  });

  it('never changes a character of the raw text', () => {
    const piece = fc.constantFrom('"groundingChunkIndices":[', '1', ',', ']', '"', '{', ' ', '\\');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const raw = parts.join('');
        expect(
          markDangling(raw, new Set([1]))
            .map((one) => one.text)
            .join(''),
        ).toBe(raw);
      }),
    );
  });
});
