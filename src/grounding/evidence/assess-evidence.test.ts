import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessEvidence, weighSentences } from './assess-evidence.ts';
import { readEvidence } from './read-evidence.ts';

const REGISTER = [
  'Chapter 2. Registration',
  'Any person who operates a crypto exchange in Ruritania shall register with the Financial Authority before offering services.',
  'The fee for registration is EUR 2,000.',
  'An application is decided on within 60 days.',
];

describe('assessEvidence', () => {
  it.each<[string, string, readonly string[]]>([
    ['supported', 'Crypto exchanges in Ruritania must be registered with the Financial Authority.', REGISTER],
    [
      'supported',
      'The capital requirement for custodians is EUR 125,000.',
      [
        'A custodian shall at all times hold own funds of at least EUR 125,000.',
        'An issuer publishes a paper.',
      ],
    ],
    [
      'supported',
      'The law entered into force on 1 January 2025 and covers stablecoin issuers.',
      ['The Act applies to issuers of stablecoins.', 'It entered into force on 1 January 2025.'],
    ],
    [
      'supported',
      'The ministry has banned mining.',
      ['Mining of crypto-assets was prohibited by the ministry in May.'],
    ],
    [
      'supported',
      'Licence holders must report suspicious transactions.',
      ['Holders of a licence shall report any suspicious transaction to the unit without delay.'],
    ],
    ['contradicted', 'The fee for registration is EUR 9,000.', REGISTER],
    ['contradicted', 'An application is decided on within 90 days.', REGISTER],
    [
      'contradicted',
      'Banks may offer custody of crypto-assets.',
      ['Banks may not offer custody of crypto-assets.'],
    ],
    ['contradicted', 'The rules came into force in 2023.', ['The rules came into force in 2025.']],
    ['not-addressed', 'Mining farms pay a special tariff for electricity.', REGISTER],
  ])('is %s: “%s”', (verdict, claim, evidence) => {
    expect(assessEvidence(claim, evidence).verdict).toBe(verdict);
  });

  it('ranks every passage once, the one that bears the claim first', () => {
    const { ranking } = assessEvidence('What is the fee for the registration?', REGISTER);
    expect(ranking[0]).toBe(2);
    expect([...ranking].sort()).toEqual([0, 1, 2, 3]);
  });

  it('answers for no evidence, empty passages and texts without words', () => {
    for (const [claim, evidence] of [
      ['A claim about a bank.', []],
      ['A claim about a bank.', ['', '  ']],
      ['…', ['The bank.']],
      ['', ['']],
    ] as const) {
      const { verdict, score, contradiction } = assessEvidence(claim, evidence);
      expect(verdict).not.toBe('supported');
      expect(score).toBeGreaterThanOrEqual(0);
      expect(contradiction).toBeLessThanOrEqual(1);
    }
  });

  it('reads evidence once for many claims with the same answers', () => {
    const read = readEvidence(REGISTER);
    const claim = 'The fee for registration is EUR 2,000.';
    expect(assessEvidence(claim, read)).toEqual(assessEvidence(claim, REGISTER));
  });

  it('looks at a text without end as much as at a long one', () => {
    const endless = 'the bank may not lend 5 days, '.repeat(4_000);
    expect(assessEvidence('The bank may lend for 5 days.', [endless]).ranking).toEqual([0]);
    const oneBeginning = Array.from({ length: 4_000 }, (_, index) => `regulation${index.toString(36)}`);
    expect(assessEvidence('Regulations apply to regulators.', [oneBeginning.join(' ')]).ranking).toEqual([0]);
  });
});

/** Sentences with a slot, and what the slot is changed to. */
const SLOTS: readonly (readonly [string, string, string])[] = [
  ['An exchange must keep the assets of its customers apart for # years.', 'five', 'seven'],
  ['The register of custodians was opened on # 2024 by the Authority.', '1 March', '1 May'],
  ['A licensed custodian # lend the assets of a customer to another person.', 'must not', 'may'],
  ['The Authority # publish the names of all applicants within a month.', 'shall', 'may'],
  ['# transfers above the limit are reported to the unit by the bank.', 'All', 'Some'],
  ['The application fee for a custody licence amounts to # in total.', 'EUR 2,000', 'USD 2,000'],
  ['A holder has # 50 per cent of the shares of the issuer of a token.', 'at least', 'at most'],
  ['The buyer shall inform the # of the loss of a key within ten days.', 'seller', 'buyer'],
  ['Coins can be exchanged # the licence of the issuer has expired.', 'before', 'after'],
];

describe('a slot that is exchanged', () => {
  it.each(SLOTS)('in “%s” never leaves the claim supported', (frame, said, other) => {
    const source = frame.replace('#', said);
    const around = ['The Act applies to all issuers.', source, 'Fines are set by decree.'];
    expect(assessEvidence(source, around).verdict).toBe('supported');
    expect(assessEvidence(frame.replace('#', other), around).verdict).not.toBe('supported');
    expect(assessEvidence(frame.replace('#', said), [frame.replace('#', other)]).verdict).not.toBe(
      'supported',
    );
  });
});

describe('for arbitrary texts', () => {
  const word = fc.constantFrom(
    ...'bank licence not may must shall 5 ten trade banned coin law Authority only all unless EUR before'.split(
      ' ',
    ),
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => `${words.join(' ')}.`);
  const passages = fc.array(fc.oneof(sentence, fc.string({ maxLength: 60 })), { maxLength: 6 });

  it('gives the same answer twice, in bounds', () => {
    fc.assert(
      fc.property(sentence, passages, (claim, evidence) => {
        const first = assessEvidence(claim, evidence);
        expect(assessEvidence(claim, evidence)).toEqual(first);
        expect(first.score).toBeGreaterThanOrEqual(0);
        expect(first.score).toBeLessThanOrEqual(1);
        expect([...first.ranking].sort((a, b) => a - b)).toEqual(evidence.map((_, index) => index));
      }),
      { numRuns: 60 },
    );
  });

  it('weighs chances between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), passages, (claim, evidence) => {
        const { support, contradiction } = weighSentences(claim, evidence);
        for (const chance of [support, contradiction]) {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });
});
