import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuotations } from './find-quotations.ts';
import { readBlocks } from './read-blocks.ts';

const find = (text: string, format: 'plain' | 'markdown' = 'plain') =>
  findQuotations(readBlocks(text, format));
const RULE = 'no bank may hold such assets';

describe('marks', () => {
  it.each([
    ['straight', `It says "${RULE}" today.`],
    ['curly', `It says “${RULE}” today.`],
    ['German', `It says „${RULE}“ today.`],
    ['Polish', `It says „${RULE}” today.`],
    ['guillemets', `It says «${RULE}» today.`],
    ['spaced guillemets', `It says « ${RULE} » today.`],
    ['reversed guillemets', `It says »${RULE}« today.`],
    ['single guillemets', `It says ‹${RULE}› today.`],
    ['corner brackets', `It says 「${RULE}」 today.`],
    ['white corner brackets', `It says 『${RULE}』 today.`],
    ['German single', `It says ‚${RULE}‘ today.`],
    ['Swedish', `It says ”${RULE}” today.`],
    ['Finnish', `It says »${RULE}» today.`],
    ['full-width', `It says ＂${RULE}＂ today.`],
    ['vertical corners', `It says ﹁${RULE}﹂ today.`],
    ['half-width corners', `It says ｢${RULE}｣ today.`],
    ['Japanese double primes', `It says 〝${RULE}〟 today.`],
    ['ornamental', `It says ❝${RULE}❞ today.`],
    ['straight ones among ideographs', `央行说"${RULE}"。`],
    ['single curly', `It says ‘${RULE}’ today.`],
    ['opened curly, closed straight', `It says “${RULE}" today.`],
    ['a comma that is the page’s', `It says “${RULE},” and more.`],
    ['brackets around', `It says so (“${RULE}”).`],
  ])('reads %s', (_, text) => {
    expect(find(text).map((quotation) => quotation.text)).toEqual([RULE]);
  });

  it.each([
    [
      'the outer of nested marks',
      'He said “the “old” rule is ‘still’ in force”.',
      ['the “old” rule is ‘still’ in force'],
    ],
    [
      'the outer of nested straight marks',
      'It says "the "old" rule is in force".',
      ['the "old" rule is in force'],
    ],
    [
      'apostrophes as letters',
      'The banks’ rules and the state’s rules don’t say ‘no bank’s rule shall apply’.',
      ['no bank’s rule shall apply'],
    ],
    [
      'a possessive inside single marks',
      'It holds ‘the banks’ rules are void.’',
      ['the banks’ rules are void.'],
    ],
    [
      'words of scripts without spaces',
      '央行表示"任何组织不得非法买卖货币"，并称“银行应当在三十日内报告”。',
      ['任何组织不得非法买卖货币', '银行应当在三十日内报告'],
    ],
    ['a Chinese title as a title', '根据《中华人民共和国网络安全法》制定本条例。', []],
    [
      'right-to-left words',
      'وقال البنك: «لا يجوز لأي شخص إصدار عملة رقمية».',
      ['لا يجوز لأي شخص إصدار عملة رقمية'],
    ],
    [
      'nested guillemets',
      'Il dit « nul ne peut « offrir » un tel service ».',
      ['nul ne peut « offrir » un tel service'],
    ],
    ['inches as inches', 'A 6" pipe and a 7" pipe.', []],
    ['a lone closing mark', 'They don’t touch a bank.” So he said.', []],
    [
      'only the pair after a lone straight mark',
      'He wrote "foo and then "the bar is shut".',
      ['the bar is shut'],
    ],
    [
      'an unclosed mark to its sentence’s end',
      'He said “the ban stays in force. Nobody else agreed.',
      ['the ban stays in force.'],
    ],
  ])('takes %s', (_, text, expected) => {
    expect(find(text).map((quotation) => quotation.text)).toEqual(expected);
  });

  it('reads a quotation that goes on over paragraphs, under one name', () => {
    const found = find('Mr Cole said, “The ban stays. We mean it.\n\n“Nobody may trade here.” He left.');
    expect(found.map(({ block, text, attributedTo }) => [block, text, attributedTo])).toEqual([
      [0, 'The ban stays. We mean it.', 'Mr Cole'],
      [1, 'Nobody may trade here.', 'Mr Cole'],
    ]);
  });

  it('does not read code', () => {
    expect(find('```\nsay "this is no quotation at all"\n```', 'markdown')).toEqual([]);
  });
});

describe('attribution', () => {
  it.each([
    ['According to the Payments Act, “no bank may hold such assets.”', 'the Payments Act'],
    ['For example, a 2023 circular noted that "no bank may hold such assets."', 'a 2023 circular'],
    ['The Central Bank states: “No bank may hold such assets.”', 'The Central Bank'],
    [
      'While Ann Lee, a fellow at Roe House, said: “No bank may hold such assets.”',
      'Ann Lee, a fellow at Roe House',
    ],
    ['“No bank may hold such assets,” the Central Bank said.', 'the Central Bank'],
    ['“No bank may hold such assets,” said the governor.', 'the governor'],
    ['“No bank may hold such assets” (Payments Act, s. 4).', 'Payments Act, s. 4'],
    ['“No bank may hold such assets.” (Payments Act, s. 4)', 'Payments Act, s. 4'],
    ['“No bank may hold such assets” — Central Bank', 'Central Bank'],
    ['“No bank may hold such assets”, according to the Gazette.', 'the Gazette'],
    ['An excerpt notes, "No bank may hold such assets."', 'An excerpt'],
    ['Lee told the paper that rules “may never bind the banks here”.', 'Lee'],
    ['The rule “no bank may hold such assets” is new.', null],
    ['It is new (“no bank may hold such assets”) (emphasis added).', null],
  ])('in %j names %j', (text, expected) => {
    expect(find(text)[0]?.attributedTo).toBe(expected);
  });

  it('takes the name from the line before a quotation that stands alone', () => {
    expect(find('Ann Lee said:\n\n“No bank may hold such assets.”')[0]?.attributedTo).toBe('Ann Lee');
  });

  it('gives the second quotation of a sentence the name of the first', () => {
    const found = find('Lee said “no bank may trade” and “no bank may hold them” again.');
    expect(found.map(({ attributedTo }) => attributedTo)).toEqual(['Lee', 'Lee']);
  });
});

describe('markers', () => {
  it.each([
    ['“No bank may hold such assets” [2].', ['2']],
    ['“No bank may hold such assets.” [2] It is new [3].', ['2']],
    ['“No bank may hold such assets”[^2] and more.', ['2']],
    ['“No bank may hold such assets” [1, 2][3].', ['1', '2', '3']],
    ['“No bank may hold such assets”, the bank said [4].', ['4']],
    ['“No bank may hold such assets”【5†source】.', ['5']],
    ['“No bank may hold such assets” […] [2023].', []],
    ['“No bank may hold such assets”. Another matter [6].', []],
  ])('in %j reads %j', (text, expected) => {
    expect(find(text)[0]?.refs).toEqual(expected);
  });

  it('shares a marker at the end among the quotations of its sentence', () => {
    const found = find('It says “no bank may trade” and “no bank may hold them” [1].');
    expect(found.map(({ refs }) => refs)).toEqual([['1'], ['1']]);
  });
});

describe('kinds', () => {
  it.each([
    ['the “sanctions-proof” nature', 'term'],
    ['a ban on "retail crypto trading" as such', 'term'],
    ['articles, such as "Tightening Grip on Coins," discuss', 'title'],
    ['a paper titled “what a coin is and is not”', 'title'],
    ['searching for "panel reports about coins" helps', 'term'],
    ['it calls this “a ban in all but name for everyone”', 'quotation'],
    ['The Act says “ban on coins” [1].', 'quotation'],
    ['The Act says “coins are banned”', 'quotation'],
    ['The Act says 「銀行は暗号資産を保有してはならない」', 'quotation'],
  ])('%j holds a %s', (text, expected) => {
    expect(find(text)[0]?.kind).toBe(expected);
  });
});

describe('block quotations', () => {
  it('takes source and marker from the attribution line', () => {
    const found = find(
      '> No bank may hold such assets.\n>\n> Nor may a fund.\n> — Payments Act [3]',
      'markdown',
    );
    expect(
      found.map(({ block, text, attributedTo, refs, isBlock }) => [block, text, attributedTo, refs, isBlock]),
    ).toEqual([
      [0, 'No bank may hold such assets.', 'Payments Act', ['3'], true],
      [1, 'Nor may a fund.', 'Payments Act', ['3'], true],
    ]);
  });

  it('takes the source from the sentence before', () => {
    expect(
      find('The Payments Act states:\n\n> No bank may hold such assets.', 'markdown')[0]?.attributedTo,
    ).toBe('The Payments Act');
  });

  it('drops the marks and a dash line of one block', () => {
    const [found] = find('> “No bank may hold such assets.” — Payments Act', 'markdown');
    expect([found?.text, found?.attributedTo]).toEqual(['No bank may hold such assets.', 'Payments Act']);
  });

  it('leaves call-outs alone', () => {
    expect(find('> **Note:** this page is not legal advice at all.', 'markdown')).toEqual([]);
  });
});

const seed = (name: string) => new URL(`../../../shared/seeds/${name}`, import.meta.url);
const PAGE = seed('000_3c11786f9271637e.txt');

it.skipIf(!existsSync(PAGE))(
  'finds the three quotations of the seed page twice each, and no term among them',
  () => {
    const prose = readFileSync(PAGE, 'utf8').split('Sources (Raw Data)')[0] ?? '';
    const found = find(prose).filter(({ kind }) => kind === 'quotation');
    expect(found.map(({ attributedTo }) => attributedTo)).toEqual([
      'the advisory',
      'a 2023 report',
      'An excerpt',
      'The document',
      'a 2023 report',
      'An excerpt',
    ]);
  },
);

it('gives places that slice the text, in order, for any text', () => {
  const piece = fc.constantFrom(
    '"',
    '“',
    '”',
    '«',
    '»',
    '‘',
    '’',
    'word ',
    'Word. ',
    ' ',
    ', ',
    '\n\n',
    '> ',
    '[1]',
    '(X)',
    '— X',
    'said ',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 50 }),
      fc.constantFrom('plain' as const, 'markdown' as const),
      (pieces, format) => {
        const blocks = readBlocks(pieces.join(''), format);
        let last = { block: -1, end: 0 };
        for (const { block, start, end, text } of findQuotations(blocks)) {
          expect(blocks[block]?.text.slice(start, end)).toBe(text);
          if (block === last.block) expect(start).toBeGreaterThanOrEqual(last.end);
          last = { block, end };
        }
      },
    ),
  );
});
