import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from './normalise-text.ts';
import { textWords } from './text-words.ts';

describe('textWords', () => {
  it.each([
    ["The bank's fee isn't 1,500.75", ['the', "bank's", 'fee', "isn't", '1,500.75']],
    ['café naïve élan', ['café', 'naïve', 'élan']],
    ['5(2)(a) and 3rd', ['5', '2', 'a', 'and', '3rd']],
    ['$5 % § 12 a=b', ['$', '5', '%', '§', '12', 'a', '=', 'b']],
    ['不得买卖 30日', ['不', '得', '买', '卖', '30日']],
    ['clients[12] may, fees[^3] are[a]', ['clients', 'may', 'fees', 'are']],
    ['a fine of [12] euros', ['a', 'fine', 'of', '12', 'euros']],
    ['x2 B2B co-op', ['x2', 'b2b', 'co', 'op']],
    ["rock 'n' roll'", ['rock', 'n', 'roll']],
    ['', []],
  ])('reads %j', (text, words) => expect(textWords(text).keys).toEqual(words));

  it('gives words in order, each where it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const { text } = normaliseText(raw);
        const words = textWords(text);
        let last = 0;
        words.keys.forEach((key, at) => {
          const [start, end] = [words.starts[at] ?? -1, words.ends[at] ?? -1];
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          if (/^[\0-\x7F]*$/.test(key)) expect(text.slice(start, end).toLowerCase()).toBe(key);
          last = end;
        });
      }),
      { numRuns: 1000 },
    );
  });
});
