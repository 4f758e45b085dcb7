import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSource } from './prepared-source.ts';
import { judgeProfiles, judgeSentence } from './support.ts';
import { buildSupportIndex } from './support-index.ts';
import { supportProfile } from './support-profile.ts';

const passage =
  'The central bank must approve every exchange that holds more than 500 million won for retail clients.';

describe('judgeSentence', () => {
  it.each<[string, string, string]>([
    ['the same words', passage, 'supported'],
    [
      'other forms of the words',
      'Every exchange holding more than 500 million won for a retail client must be approved by the central bank.',
      'supported',
    ],
    ['another number', passage.replace('500', '900'), 'contradicted'],
    ['a dropped duty', passage.replace('must', 'may'), 'contradicted'],
    ['a planted negation', passage.replace('must approve', 'must not approve'), 'contradicted'],
    [
      'a part only',
      'The central bank must approve every exchange with retail clients and foreign owners from 2027.',
      'partially-supported',
    ],
    ['another matter', 'Mining farms pay a higher tariff for electricity in winter.', 'not-addressed'],
    ['two words', 'Central bank.', 'not-addressed'],
  ])('with %s', (_, sentence, verdict) => {
    expect(judgeSentence(sentence, [passage]).verdict).toBe(verdict);
  });

  it('never takes a negated passage for support', () => {
    const negated = 'The ministry does not allow banks to hold crypto-assets for customers.';
    const sentence = 'The ministry does allow banks to hold crypto-assets for customers.';
    expect(judgeSentence(sentence, [negated]).verdict).toBe('contradicted');
    expect(
      judgeSentence(sentence, [`${negated} The rule dates from 2019 and was never published.`]).verdict,
    ).not.toBe('supported');
  });

  it('names the figures that differ', () => {
    expect(judgeSentence(passage.replace('500', '900'), [passage]).reasons[0]).toMatch(/900.*500/);
  });

  it('gives a score between 0 and 1 and finds every text borne by itself unless it is too short', () => {
    const words = fc.array(
      fc.constantFrom('bank', 'licence', 'not', 'may', '5', 'trade', 'ban', 'coin', 'law'),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(words, words, (a, b) => {
        const own = judgeSentence(a.join(' '), [a.join(' ')]);
        if (supportProfile(a.join(' ')).stemSet.size >= 3) expect(own.verdict).toBe('supported');
        const other = judgeSentence(a.join(' '), [b.join(' ')]);
        expect(other.score).toBeGreaterThanOrEqual(0);
        expect(other.score).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('buildSupportIndex', () => {
  const sources = [
    'Fish is sold at the harbour. Boats come in at dawn. Nobody there has heard of coins.',
    `A preface. ${passage} It decides within 60 days. An appeal is open to the applicant.`,
  ].map(prepareSource);
  const index = buildSupportIndex(sources);

  it('finds the window that bears a sentence, and where it stands', () => {
    const profile = supportProfile(passage);
    const candidates = index.candidates(profile);
    const judged = judgeProfiles(
      profile,
      candidates.map((each) => each.profile),
    );
    const best = candidates[judged.best!]!;
    expect(judged.verdict).toBe('supported');
    expect(sources[best.source]!.raw.slice(best.start, best.end)).toBe(passage);
  });

  it('looks only into the sources named', () => {
    expect(index.candidates(supportProfile(passage), [0])).toEqual([]);
    expect(index.candidates(supportProfile(passage), [1]).every((each) => each.source === 1)).toBe(true);
  });

  it('joins neighbouring sentences but never two sources', () => {
    const windows = index.candidates(
      supportProfile('An exchange with retail clients is decided on within 60 days.'),
    );
    expect(windows.some((each) => sources[1]!.raw.slice(each.start, each.end).endsWith('60 days.'))).toBe(
      true,
    );
    expect(windows.every((each) => each.end > each.start)).toBe(true);
  });

  it('is empty without sources', () => {
    expect(buildSupportIndex([]).candidates(supportProfile(passage))).toEqual([]);
  });
});
