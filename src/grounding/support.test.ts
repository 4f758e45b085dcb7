import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexSource } from './source-index.ts';
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

  it.each<[string, string, string]>([
    // page, source, verdict
    ['Exchanges must hold a licence.', 'Exchanges are required to hold a licence.', 'supported'],
    [
      'A person may not run an exchange without a licence.',
      'A person shall not run an exchange unless licensed.',
      'supported',
    ],
    ['Exchanges need not hold a licence.', 'Exchanges are not required to hold a licence.', 'supported'],
    [
      'No bank may hold crypto-assets for customers.',
      'Banks may not hold crypto-assets for customers.',
      'supported',
    ],
    ['Payments in coins are prohibited.', 'Payments in coins are not permitted.', 'supported'],
    [
      'Capital gains above EUR 1,000 are taxed at 26 per cent.',
      'Capital gains above EUR 1,000 are taxed at 26%.',
      'supported',
    ],
    [
      'A person may run an exchange without a licence.',
      'A person shall not run an exchange unless licensed.',
      'contradicted',
    ],
    ['A licence is required for exchanges.', 'No licence is required for exchanges.', 'contradicted'],
    ['Mining is legal for everybody at home.', 'Mining is illegal for everybody at home.', 'contradicted'],
    [
      'The application fee is USD 250,000.',
      'The office decides within 30 days after receipt of the application fee of USD 25,000.',
      'contradicted',
    ],
    [
      'Ruritania has introduced a licence for coins.',
      'Ruritania plans to introduce a licence for coins.',
      'partially-supported',
    ],
    ['Trading in coins is banned.', 'Critics claim that trading in coins is banned.', 'partially-supported'],
    [
      'Trading in coins is banned.',
      'The cabinet considers whether trading in coins is banned.',
      'partially-supported',
    ],
    ['Trading in coins was banned.', 'Trading in coins was banned until 2020.', 'partially-supported'],
    [
      'Individuals may hold all coins without a licence.',
      'Individuals may hold all coins without a licence, except those not listed.',
      'partially-supported',
    ],
    [
      'The bank in Ruritania holds a licence.',
      'The bank in Graustark holds a licence.',
      'partially-supported',
    ],
  ])('of “%s” against “%s” is %s', (sentence, source, verdict) => {
    expect(judgeSentence(sentence, [source]).verdict).toBe(verdict);
  });

  it('leads with the difference, in the words as written', () => {
    const fee = 'The fee for an application is BMD 25,000.';
    expect(judgeSentence(fee.replace('25,000', '250,000'), [fee]).reasons).toEqual([
      'The page says “BMD 250,000”; the source says “BMD 25,000”.',
    ]);
    expect(
      judgeSentence('Trading in coins is banned.', ['Trading in coins is banned unless licensed.'])
        .reasons[0],
    ).toBe('The source says so only under a condition: “unless”.');
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
  ];
  const index = buildSupportIndex(sources.map((text) => indexSource(text)));

  it('finds the window that bears a sentence, and where it stands', () => {
    const profile = supportProfile(passage);
    const candidates = index.candidates(profile);
    const judged = judgeProfiles(
      profile,
      candidates.map((each) => each.passage),
    );
    const best = candidates[judged.best!]!;
    expect(judged.verdict).toBe('supported');
    expect(sources[best.source]!.slice(best.start, best.end)).toBe(passage);
  });

  it('never takes a date or a name from the sentence next to it', () => {
    const acts = [
      'This Act comes into force on 1 July 2024. Section 12 comes into force on a day to be appointed.',
    ];
    const own = buildSupportIndex(acts.map((text) => indexSource(text)));
    const judge = (text: string) => {
      const profile = supportProfile(text);
      return judgeProfiles(
        profile,
        own.candidates(profile).map(({ passage: each }) => each),
      );
    };
    expect(judge('The Act came into force on 1 July 2024.').verdict).toBe('supported');
    const mixed = judge('Section 12 came into force on 1 July 2024.');
    expect(mixed.verdict).toBe('partially-supported');
    expect(mixed.reasons.join(' ')).toContain('Section 12');
  });

  it('looks only into the sources named', () => {
    expect(index.candidates(supportProfile(passage), [0])).toEqual([]);
    expect(index.candidates(supportProfile(passage), [1]).every((each) => each.source === 1)).toBe(true);
  });

  it('joins neighbouring sentences but never two sources', () => {
    const windows = index.candidates(
      supportProfile('An exchange with retail clients is decided on within 60 days.'),
    );
    expect(windows.some((each) => sources[1]!.slice(each.start, each.end).endsWith('60 days.'))).toBe(true);
    expect(windows.every((each) => each.end > each.start)).toBe(true);
  });

  it('is empty without sources', () => {
    expect(buildSupportIndex([]).candidates(supportProfile(passage))).toEqual([]);
  });
});
