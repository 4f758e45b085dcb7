import { describe, expect, it } from 'vitest';
import { isTurned, kinOf, oppositesOf } from './kin-words.ts';
import { matchWords } from './match-words.ts';
import { rankPieces } from './rank-pieces.ts';
import { readEvidence, readWords } from './read-evidence.ts';
import { wordWeight } from './word-weight.ts';

function strengthOf(claim: string, passage: string): number[] {
  const match = matchWords(readWords(claim), readEvidence([passage]));
  return [...match.anywhere];
}

describe('matchWords', () => {
  it.each<[string, string, string, number]>([
    ['the word itself', 'licences', 'a licence', 1],
    ['a derivation', 'regulatory', 'regulation', 0.8],
    ['kin', 'disclose', 'to reveal', 0.65],
    ['another word of the same beginning', 'contract', 'contrast', 0],
    ['a number in words', 'five', '5', 1],
    ['a number with separators', '1,000', '1000', 1],
    ['another number', '50', '500', 0],
    ['nothing', 'licence', 'a bank', 0],
  ])('meets %s', (_, claim, passage, strength) => {
    expect(strengthOf(claim, passage)).toEqual([strength]);
  });

  it('tries a bounded number of derivations of one word', () => {
    const passage = Array.from({ length: 500 }, (_, index) => `licen${index}`).join(' ');
    const { pieces } = matchWords(readWords('licensee'), readEvidence([passage]));
    expect(pieces.size).toBeLessThanOrEqual(1);
  });
});

describe('readWords', () => {
  it('leaves markers and addresses out', () => {
    const words = readWords('The fee [3] is set https://example.org/a/b in law[note 1].');
    expect(words.map(({ stem }) => stem)).toEqual(['fee', 'set', 'law']);
  });

  it('knows names and figures', () => {
    const words = readWords('In 2024 the Bank of Ruritania charged 5 euros.');
    expect(words.filter(({ isName }) => isName).map(({ stem }) => stem)).toContain('ruritania');
    expect(words.filter(({ isFigure }) => isFigure).map(({ stem }) => stem)).toEqual(['2024', '5']);
  });
});

it('weighs a rare word more than a common one', () => {
  expect(wordWeight('ruritania')).toBeGreaterThan(wordWeight('make'));
});

it('ranks the sentence that has the telling words first', () => {
  const claim = readWords('The custody licence costs 500 euros.');
  const evidence = readEvidence([
    'The licence is granted by the bank. The fee for a custody licence is 500 euros. It costs time.',
  ]);
  const ranked = rankPieces(claim, evidence, matchWords(claim, evidence));
  expect(ranked[0]?.piece).toBe(1);
});

describe('kin and opposites', () => {
  it('go both ways', () => {
    expect(kinOf('reveal').has('disclos')).toBe(true);
    expect(kinOf('disclos').has('reveal')).toBe(true);
    expect(oppositesOf('permit').has('prohibit')).toBe(true);
    expect(oppositesOf('prohibit').has('permit')).toBe(true);
  });

  it.each<[string, string[], boolean]>([
    ['increas', ['decreas'], true],
    ['increas', ['decreas', 'increas'], false],
    ['accur', ['inaccur'], true],
    ['unlicens', ['licens'], true],
    ['bank', ['licens'], false],
  ])('%s against %j', (stem, held, is) => {
    expect(isTurned(stem, new Set(held))).toBe(is);
  });
});
