import { describe, expect, it } from 'vitest';
import { describeMoney, describeSeconds, describeTokens } from './run-figures.ts';

describe('figures of runs', () => {
  it.each([
    [null, '—'],
    [0, '0.0 s'],
    [9.94, '9.9 s'],
    [59.4, '59 s'],
    [59.6, '1 min 0 s'],
    [3_599, '59 min 59 s'],
    [7_500, '2 h 5 min'],
  ])('%s seconds are %s', (seconds, words) => {
    expect(describeSeconds(seconds)).toBe(words);
  });

  it.each([
    [null, '—'],
    [0, '$0.00'],
    [1, '$0.000001'],
    [12_300, '$0.0123'],
    [500_000, '$0.50'],
    [12_000_000, '$12.00'],
  ])('%s millionths of a dollar are %s', (micros, words) => {
    expect(describeMoney(micros)).toBe(words);
  });

  it('groups the digits of tokens', () => {
    expect([0, 999, 1_000, 1_234_567].map(describeTokens)).toEqual(['0', '999', '1,000', '1,234,567']);
  });
});
