import { describe, expect, it } from 'vitest';
import { closestStretch, heldWords } from './closest-stretch.ts';
import { matchWords } from './match-words.ts';
import { PASSAGE_FEATURES, passageFeatures } from './passage-features.ts';
import { readEvidence, readWords } from './read-evidence.ts';

const CLAIM = 'The harbour board licensed seven exchanges [2][4].';

function count(claim: string, passages: readonly string[]): Record<string, number> {
  const words = readWords(claim);
  const evidence = readEvidence(passages);
  const values = passageFeatures(words, claim, evidence, matchWords(words, evidence));
  expect(values).toHaveLength(PASSAGE_FEATURES.length);
  return Object.fromEntries(PASSAGE_FEATURES.map((name, at) => [name, values[at] ?? Number.NaN]));
}

describe('closestStretch', () => {
  it('goes over the ends of sentences but not of passages', () => {
    const words = readWords('harbour board licensed exchanges');
    const coveredBy = (passages: readonly string[]) => {
      const evidence = readEvidence(passages);
      const match = matchWords(words, evidence);
      return closestStretch(match, heldWords(match, evidence), 4).covered;
    };
    expect(coveredBy(['It is the harbour board. Licensed were exchanges.'])).toBeCloseTo(1, 9);
    expect(coveredBy(['It is the harbour board.', 'Licensed were exchanges.'])).toBeLessThan(0.7);
  });
});

describe('passageFeatures', () => {
  it('counts more for the same words close together than far apart', () => {
    const filler =
      'Weather reports mention mild winds along several distant northern coasts every winter. '.repeat(4);
    const near = count(CLAIM, [`The harbour board licensed seven exchanges. ${filler}`]);
    const far = count(CLAIM, [
      `The harbour. ${filler} The board. ${filler} It licensed seven. ${filler} Exchanges.`,
    ]);
    for (const name of ['closest stretch', 'near words in closest stretch', 'near words in all'])
      expect(near[name]).toBeGreaterThan(far[name] ?? 1);
  });

  it('reads addresses and counts sources cited', () => {
    const found = count(CLAIM, ['https://example.org/harbour-board-exchanges\n\nNothing else is told here.']);
    expect(found['words in addresses']).toBeGreaterThan(0.4);
    expect(found['sources cited']).toBe(2);
    expect(found['sources cited and not given']).toBe(1);
    expect(count('A claim.', ['No address.'])['words in addresses']).toBe(0);
  });

  it.each([
    ['no claim', '', ['Something.']],
    ['no evidence', CLAIM, []],
    ['one letter without end', CLAIM, ['a'.repeat(50_000)]],
  ])('gives finite figures for %s', (_, claim, passages) => {
    for (const value of Object.values(count(claim, passages))) expect(Number.isFinite(value)).toBe(true);
  });
});
