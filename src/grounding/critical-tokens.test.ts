import { describe, expect, it } from 'vitest';
import { compareCriticalTokens, criticalTokens } from './critical-tokens.ts';

const difference = (a: string, b: string) => {
  const { onlyA, onlyB } = compareCriticalTokens(criticalTokens(a), criticalTokens(b));
  const show = (tokens: typeof onlyA) => tokens.map(({ kind, value }) => `${kind} ${value}`);
  return [show(onlyA), show(onlyB)];
};

describe('criticalTokens', () => {
  it.each([
    ['a fine of 1,000 won', 'a fine of 1000 won'],
    ['10 % of it', '10 percent of it'],
    ['10% of it', 'ten per cent of it'],
    ['they cannot trade', "they can't trade"],
    ['it does not apply', "it doesn't apply"],
    ['under Article 5(2)', 'under Art. 5 (2)'],
    ['section 12', 'Sec. 12'],
    ['on 12 March 2024', 'on March 12, 2024'],
    ['on 2024-03-12', 'on 12 March 2024'],
    ['$5 million', '$5,000,000'],
    ['USD 5m', '5 million USD'],
    ['thirty-five days', '35 days'],
    ['one hundred and twenty years', '120 years'],
    ['prior to it', 'prior it'],
  ])('reads %j and %j alike', (a, b) => {
    expect(difference(a, b)).toEqual([[], []]);
  });

  it.each([
    ['It shall apply.', 'It may apply.', ['modal shall'], ['modal may']],
    ['It may not apply.', 'It may apply.', ['negation not'], []],
    ['within 30 days', 'within 80 days', ['number 30'], ['number 80']],
    ['within 30 days', 'within 30 months', ['unit day'], ['unit month']],
    ['before May 2024', 'after May 2024', ['temporal before'], ['temporal after']],
    ['$5', '€5', ['currency $'], ['currency eur']],
    ['under Article 5', 'under Article 6', ['reference article 5'], ['reference article 6']],
    ['at least two', 'at most two', ['comparison at least'], ['comparison at most']],
    ['unless it asks', 'if it asks', ['exception unless'], ['exception if']],
    ['by the Bank of England', 'by the Bank of Japan', ['name bank of england'], ['name bank of japan']],
    ['trading is permitted', 'trading is prohibited', ['polarity permit'], ['polarity prohibit']],
    ['the licensor pays', 'the licensee pays', ['role licensor'], ['role licensee']],
    ['every user', 'some users', ['quantifier every'], ['quantifier some']],
  ])('tells %j from %j', (a, b, onlyA, onlyB) => {
    expect(difference(a, b)).toEqual([onlyA, onlyB]);
  });

  it('counts how often a token occurs', () => {
    expect(difference('not and not', 'not')).toEqual([['exception and', 'negation not'], []]);
  });

  it('takes no name from the first word of a sentence', () => {
    expect(
      criticalTokens('Trading stopped. Exchanges closed.').filter(({ kind }) => kind === 'name'),
    ).toEqual([]);
  });
});
