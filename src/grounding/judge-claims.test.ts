import { describe, expect, it } from 'vitest';
import type { SupportVerdict } from '#domain/verification.ts';
import { combineClaims, type JudgedText, judgeClaims, placeClaims } from './judge-claims.ts';

const judged = (verdict: SupportVerdict): JudgedText => ({
  verdict,
  reasons: [`It is ${verdict}.`],
  passages: [],
});
const SENTENCE = '🏦 The Office licenses exchanges and bans mixers from trading.';

describe('judging the claims of a sentence', () => {
  it.each<[SupportVerdict, SupportVerdict[], SupportVerdict]>([
    ['not-addressed', ['supported', 'supported'], 'supported'],
    ['partially-supported', ['supported', 'supported'], 'supported'],
    ['partially-supported', ['supported', 'contradicted'], 'contradicted'],
    ['not-addressed', ['supported', 'not-addressed'], 'partially-supported'],
    ['not-addressed', ['partially-supported', 'not-addressed'], 'partially-supported'],
    ['partially-supported', ['not-addressed', 'not-addressed'], 'partially-supported'],
    ['not-addressed', ['not-addressed', 'not-addressed'], 'not-addressed'],
    ['contradicted', ['supported', 'supported'], 'contradicted'],
    ['supported', ['not-addressed', 'supported'], 'supported'],
  ])('makes of %s with %j: %s', (whole, claims, expected) => {
    expect(combineClaims(judged(whole), claims.map(judged)).verdict).toBe(expected);
  });

  it('says how many claims are borne where they changed the verdict', () => {
    const combined = combineClaims(judged('not-addressed'), [judged('supported'), judged('not-addressed')]);
    expect(combined.reasons).toEqual([
      'It makes 2 claims; stored sources bear 1 of them.',
      'It is supported.',
    ]);
  });

  it('gives each claim its verdict and its place in code points', () => {
    const result = judgeClaims(SENTENCE, judged('not-addressed'), (text) =>
      judged(text.includes('bans') ? 'contradicted' : 'supported'),
    );
    expect(result.verdict).toBe('contradicted');
    const place = { unit: 'section/a', block: 2, start: 100, end: 161 };
    expect(placeClaims(place, result)).toEqual([
      expect.objectContaining({ verdict: 'supported', place: { ...place, start: 100, end: 131 } }),
      {
        text: expect.stringMatching(/The Office bans mixers from trading/),
        verdict: 'contradicted',
        reasons: ['It is contradicted.'],
        place: { ...place, start: 136, end: [...SENTENCE].length + 100 },
      },
    ]);
  });

  it('asks nobody about a sentence that is one claim, or that one passage bears whole', () => {
    const refuse = () => {
      throw new Error('asked');
    };
    expect(judgeClaims('Mining is banned in the territory.', judged('not-addressed'), refuse).claims).toEqual(
      [],
    );
    expect(judgeClaims(SENTENCE, judged('supported'), refuse).claims.map(({ verdict }) => verdict)).toEqual([
      'supported',
      'supported',
    ]);
  });
});
