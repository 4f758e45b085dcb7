import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitClaims } from './split-claims.ts';

const textsOf = (sentence: string) => splitClaims(sentence).map(({ text }) => text);

describe('splitClaims', () => {
  it.each<[string, string[]]>([
    [
      'The FSA licenses exchanges and bans anonymous tokens.',
      ['The FSA licenses exchanges', 'The FSA bans anonymous tokens.'],
    ],
    [
      'The FSA licenses exchanges, supervises custodians and bans mixers from trading.',
      ['The FSA licenses exchanges', 'The FSA supervises custodians', 'The FSA bans mixers from trading.'],
    ],
    [
      'Exchanges must register with the Office and keep records for five years.',
      ['Exchanges must register with the Office', 'Exchanges must keep records for five years.'],
    ],
    [
      'The Act was adopted in 2020 and entered into force in 2021.',
      ['The Act was adopted in 2020', 'The Act entered into force in 2021.'],
    ],
    [
      'The Act reportedly bans mixers and requires identification of every client.',
      ['The Act reportedly bans mixers', 'The Act reportedly requires identification of every client.'],
    ],
    [
      'Tokens issued before 2020 are exempt and may be traded.',
      ['Tokens issued before 2020 are exempt', 'Tokens issued before 2020 may be traded.'],
    ],
    [
      'The Act of 2019 on Payments and Settlement was amended in 2021 and was repealed in 2024.',
      [
        'The Act of 2019 on Payments and Settlement was amended in 2021',
        'The Act of 2019 on Payments and Settlement was repealed in 2024.',
      ],
    ],
    [
      'The Office licenses exchanges, while the central bank supervises banks.',
      ['The Office licenses exchanges', 'the central bank supervises banks.'],
    ],
    [
      'Although the constitution names no currency, the central bank prohibits private tokens.',
      ['the constitution names no currency', 'the central bank prohibits private tokens.'],
    ],
    [
      'The Office issues licences; the treasury collects taxes; banks may hold tokens.',
      ['The Office issues licences', 'the treasury collects taxes', 'banks may hold tokens.'],
    ],
    [
      'The regulator may revoke a licence, and the court may review the decision.',
      ['The regulator may revoke a licence', 'the court may review the decision.'],
    ],
    [
      'According to the central bank, the decree bans mining and permits trading.',
      [
        'According to the central bank, the decree bans mining',
        'According to the central bank, the decree permits trading.',
      ],
    ],
    [
      'The exchange was licensed in 2021 and is supervised by the Office, according to the register.',
      [
        'The exchange was licensed in 2021, according to the register.',
        'The exchange is supervised by the Office, according to the register.',
      ],
    ],
    [
      'The minister said that mining is banned and that trading is taxed.',
      ['The minister said that mining is banned', 'The minister said that trading is taxed.'],
    ],
    [
      'In 2020, the FSA banned mixers and licensed two exchanges.',
      ['In 2020, the FSA banned mixers', 'In 2020, the FSA licensed two exchanges.'],
    ],
    [
      'Firms registered in 2020 paid a fee and filed two reports.',
      ['Firms registered in 2020 paid a fee', 'Firms registered in 2020 filed two reports.'],
    ],
    [
      'The Payments Act, which was adopted in 2020, bans privacy coins.',
      ['The Payments Act was adopted in 2020', 'The Payments Act bans privacy coins.'],
    ],
    [
      'The guidance (updated in February 2024) requires a licence and prohibits staking.',
      [
        'The guidance requires a licence',
        'The guidance prohibits staking.',
        'The guidance was updated in February 2024',
      ],
    ],
    [
      'The notice says “it bans tokens and licenses exchanges” and requires a licence.',
      ['The notice says “it bans tokens and licenses exchanges”', 'The notice requires a licence.'],
    ],
  ])('divides %s', (sentence, expected) => {
    expect(textsOf(sentence)).toEqual(expected);
  });

  it.each([
    'Retail trading, mining and custody are prohibited.',
    'The Act bans mixers, privacy coins and anonymous wallets.',
    'The Bank of Spain and Treasury Act requires reports from every bank.',
    'The law covers licences and taxes paid by miners.',
    'The Bank may grant, suspend and revoke licences.',
    'If a firm holds a licence, it pays fees and files reports.',
    'Exchanges must not lend client funds and keep records.',
    'No exchange is licensed and is supervised by the Office.',
    'Only licensed banks may hold tokens and offer custody.',
    'Not every exchange is licensed and supervised.',
    'The Ministry plans to ban mining and license exchanges.',
    'The law permits banks to hold tokens and issue stablecoins.',
    'The regulator prohibits tokens that hide holders and require a licence.',
    'The minister said that the Office licenses exchanges and bans tokens.',
    'The regulator warned banks and ordered them to close accounts.',
    'The Office has reportedly banned mixers and is drafting a licence.',
    'Tokens are not legal tender, but they may be held by residents.',
    'The notice reads “the Office licenses exchanges and bans tokens”.',
    'The bank (which issues notes and sets rates) has warned the public twice.',
    'The rule of Art. 5 and Art. 6 applies to banks with 1,000 and more clients.',
    'Exchanges may register with the Office or apply to the bank and keep records.',
    'The exchange must hold capital and report quarterly.',
    'The Office issued rules and proposed amendments for banks.',
    'Exchanges registered in 2020 paid a fee and filed reports.',
    'The Office published guidance and related forms for banks.',
    'The Office named the firms, and unlike brokers, these may act for clients and may hold tokens.',
    'The Office licensed two exchanges while the courts were reviewing the Act.',
    'The Office may refuse a licence, and its reasons must be published.',
    'Suppose the Office licenses exchanges and bans anonymous tokens.',
    'It bans tokens; not coins and not vouchers of any kind.',
    'The Office licenses “exchanges and bans tokens.',
  ])('leaves whole: %s', (sentence) => {
    expect(splitClaims(sentence)).toEqual([{ start: 0, end: sentence.length, text: sentence }]);
  });

  it('takes its spans from the sentence and loses no word but the joints', () => {
    const joints = new Set([
      'and',
      'but',
      'while',
      'whereas',
      'although',
      'though',
      'that',
      'which',
      'who',
      'yet',
    ]);
    const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const piece = fc.constantFrom(
      ...[
        'The Office',
        'the central bank',
        'banks',
        'licenses',
        'must register',
        'is',
        'was adopted',
        'in 2020',
      ],
      ...[
        'exchanges',
        'a licence',
        ',',
        ';',
        'and',
        'but',
        'while',
        'although',
        'that',
        'which',
        'bans tokens',
        'it',
      ],
      ...[
        '(updated in May 2024)',
        '“bans and fines”',
        'According to the bank,',
        'In 2021,',
        'said that',
        'and that',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 3, maxLength: 16 }), (pieces) => {
        const sentence = `${pieces.join(' ').replaceAll(' ,', ',').replaceAll(' ;', ';')}.`;
        const claims = splitClaims(sentence);
        const kept = new Set(claims.flatMap(({ text }) => wordsOf(text)).map((word) => word.toLowerCase()));
        for (const word of wordsOf(sentence.toLowerCase()))
          if (!joints.has(word)) expect(kept).toContain(word);
        for (const { start, end, text } of claims) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(sentence.length);
          expect(end).toBeGreaterThan(start);
          for (const word of wordsOf(text)) expect([...wordsOf(sentence), 'was']).toContain(word);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never divides inside quotation marks', () => {
    const inner = 'the Office licenses exchanges and bans tokens; it must register and must report';
    fc.assert(
      fc.property(fc.constantFrom(['“', '”'], ['"', '"'], ['«', '»'], ['(', ')']), ([open, close]) => {
        const claims = splitClaims(`The notice requires ${open}${inner}${close} and bans any other reading.`);
        expect(claims.filter(({ text }) => text.includes(inner)).length).toBe(1);
      }),
    );
  });

  it.each(['and ', 'and bans tokens ', '; ', '“', '(', ', which ', 'In 2020, '])(
    'comes to an end on a very long sentence of %j',
    (unit) => {
      expect(splitClaims(`The Office ${unit.repeat(100_000)}`)).toHaveLength(1);
    },
  );
});
