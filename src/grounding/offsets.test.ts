import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offsetMap } from './offsets.ts';

describe('offsetMap', () => {
  it('counts a surrogate pair as one code point', () => {
    const map = offsetMap('a😀b');
    expect([0, 1, 2, 3, 4].map(map.toCodePoint)).toEqual([0, 1, 1, 2, 3]);
    expect([0, 1, 2, 3].map(map.toUtf16)).toEqual([0, 1, 3, 4]);
  });

  it('clamps what lies outside the text', () => {
    const map = offsetMap('abc');
    expect([map.toCodePoint(-1), map.toCodePoint(9), map.toUtf16(9)]).toEqual([0, 3, 3]);
  });

  it('agrees with the string iterator for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const map = offsetMap(text);
        let utf16 = 0;
        Array.from(text).forEach((character, codePoint) => {
          expect(map.toUtf16(codePoint)).toBe(utf16);
          expect(map.toCodePoint(utf16)).toBe(codePoint);
          utf16 += character.length;
        });
        expect(map.toUtf16(Array.from(text).length)).toBe(text.length);
      }),
    );
  });
});
