import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disguiseSentence, findDisguises } from './disguised-letters.ts';
import { matchQuotation } from './match-quotation.ts';
import { prepareSource } from './prepared-source.ts';

const found = (text: string) =>
  findDisguises(text).map(({ character, inWord }) => `${character} ${inWord ? 'in' : 'at'}`);

describe('findDisguises', () => {
  it.each([
    ['a space without width inside a word', 'the cus\u200Btodian', ['U+200B in']],
    ['a joiner inside a Latin word', 'the cus\u200Dtodian', ['U+200D in']],
    ['a space without width between words', 'the \u200Bcustodian', ['U+200B at']],
    ['an override of direction', 'the \u202Ecustodian', ['U+202E in']],
    ['a tag character', 'the cus\u{E0061}todian', ['U+E0061 in']],
    ['a Cyrillic letter', 'the b\u0430nk', ['U+0430 in']],
    ['a Greek letter', 'the c\u03BFin', ['U+03BF in']],
    ['a phonetic letter', 'the b\u0251nk', ['U+0251 in']],
    ['a Latin letter in a Russian word', 'Б\u0061нки', ['U+0061 in']],
    ['a Roman numeral for a letter', 'b\u0131ll and to\u217Cl', ['U+0131 in', 'U+217C in']],
    ['a filler that is a letter by name', 'the cus\u3164todian', ['U+3164 in']],
  ])('finds %s', (_, text, expected) => expect(found(text)).toEqual(expected));

  it.each([
    ['soft hyphens', 'cus\u00ADto\u00ADdian'],
    ['the joiners of Persian', 'نمی\u200Cتواند'],
    ['the joiners of Hindi', 'क्\u200Dष'],
    ['the joiners of emoji', 'x 👩\u200D💻 y'],
    ['direction marks around Hebrew', '\u200Fהבנק ידווח\u200F'],
    ['spaces without width in Thai', 'ธนาคาร\u200Bกลาง'],
    ['units with a Greek letter', '5 µg and 3 kΩ'],
    ['words of one other alphabet', 'Банк России и Τράπεζα'],
    ['accents', 'señor, naïve, Łódź, ﬁnal'],
    ['a Roman numeral by itself', 'Part Ⅳ'],
  ])('passes over %s', (_, text) => expect(findDisguises(text)).toEqual([]));

  it('names the character and the word as it looks', () => {
    expect(findDisguises('b\u0430nk cus\u200Btodian').map(disguiseSentence)).toEqual([
      'The page writes “b\u0430nk” with U+0430, a letter of another alphabet.',
      'The page has the hidden character U+200B (zero width space) inside “custodian”.',
    ]);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const disguise of findDisguises(text)) expect(disguiseSentence(disguise)).toContain('U+');
      }),
    );
  });
});

describe('matchQuotation', () => {
  const held = prepareSource(
    'Every licensed custodian shall keep a register of its clients. هیچ شخصی نمی\u200Cتواند.',
  );

  it.each([
    ['Every licensed cus\u200Btodian shall keep', 'U+200B'],
    ['Every licensed cus\u2060todian shall keep', 'U+2060'],
    ['Every licensed custodi\u0430n shall keep', 'U+0430'],
    ['Every licensed custodian shall k\u200F\u200Feep', 'U+200F'],
    ['Every \u202Elicensed custodian shall keep', 'U+202E'],
  ])('calls %j altered and names what is in it', (quote, name) => {
    const match = matchQuotation(quote, held);
    expect(match.verdict).toBe('altered');
    expect(match.reasons[0]).toContain(name);
  });

  it('lets hidden characters between words pass, and says so', () => {
    const match = matchQuotation('Every licensed \u200Bcustodian shall keep', held);
    expect(match).toMatchObject({ verdict: 'normalised', reasons: [expect.stringContaining('U+200B')] });
  });

  it('accepts what the source itself has', () => {
    const odd = prepareSource('Every licensed cus\u200Btodian shall keep a register.');
    const match = matchQuotation('Every licensed cus\u200Btodian shall keep', odd);
    expect(match).toMatchObject({ verdict: 'verbatim', reasons: [expect.stringContaining('U+200B')] });
    expect(matchQuotation('Every licensed custodian shall keep', odd).verdict).toBe('normalised');
    expect(matchQuotation('هیچ شخصی نمی\u200Cتواند', held)).toMatchObject({
      verdict: 'verbatim',
      reasons: [],
    });
  });
});
