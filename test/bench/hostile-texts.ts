/**
 * How the time of everything that reads hostile text grows with its length: each function of the verifier is given
 * texts made to be slow, of n and of 4n characters, and the time of the longer must stay within a small multiple of
 * the shorter. Then long quotations against a source of 5 MB. One line for each; exits with 1 when one grows faster.
 */
import { criticalTokens } from '#grounding/critical-tokens.ts';
import { findDisguises } from '#grounding/disguised-letters.ts';
import { findQuotations } from '#grounding/find-quotations.ts';
import { findUrls } from '#grounding/find-urls.ts';
import { matchQuotation } from '#grounding/match-quotation.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { readBlocks } from '#grounding/read-blocks.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { seededRandom } from './quotes/variant.ts';

const SEEDS: readonly string[] = [
  ...[
    '(',
    '[',
    '![',
    '“',
    '"',
    '‘',
    '„',
    '«',
    '「',
    'a',
    'a ',
    '. ',
    '. . . ',
    '…',
    '&',
    '&amp;',
    '&#38;',
    '&a',
    '<',
    '<a ',
    '*',
    '**a',
    '_',
    '`',
    '``a',
    '> ',
    '>',
    '- ',
    '-\n',
    '1. ',
    '\n',
    'a\n\n',
    '[a](',
    '[a]: b\n',
    '[^1]',
    '[1]',
    '【',
    'http://',
    'http://a.b/',
    'www.',
    '|',
    '|a|\n',
    '#',
    '\\',
    '~',
    '\u00AD',
    '\u200B',
    'a\u0301',
    '\u0301',
    '¹',
    '1.',
    '1,',
    '(1)',
    'Art. ',
    'No ',
    'not ',
    'one hundred and ',
    'A. ',
    "'",
    '’',
    '=',
    '\t',
    'Bank of the ',
    '“a” ',
    '"a ',
    'ﬁ',
    '한',
    '字',
    '字。',
    '!',
    '?!',
    'x[1][2] ',
  ],
];
const FUNCTIONS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['normaliseText', normaliseText],
  ['splitSentences', splitSentences],
  ['criticalTokens', criticalTokens],
  ['findDisguises', findDisguises],
  ['findUrls', findUrls],
  ['readBlocks markdown', (text) => readBlocks(text, 'markdown')],
  ['readBlocks text', (text) => readBlocks(text, 'plain')],
  ['findQuotations', (text) => findQuotations(readBlocks(text, 'plain'))],
  [
    'match in it',
    (text) => matchQuotation('The Office shall decide within 30 days of it', prepareSource(text)),
  ],
  ['match as quote', (text) => matchQuotation(text, SMALL)],
  ['match itself', (text) => matchQuotation(text.slice(0, text.length >> 1), prepareSource(text))],
];
const SMALL = prepareSource('The Office shall decide within 30 days of a complete application. '.repeat(20));
/** Four times the text may take so many times as long; below the floor, time says nothing. */
const MAX_RATIO = 9;
const FLOOR_MS = 25;
const LENGTH = Number(process.argv[2] ?? 20_000);

function time(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

let failed = 0;
for (const [name, run] of FUNCTIONS) {
  const slow: string[] = [];
  for (const seed of SEEDS) {
    const text = (length: number) => seed.repeat(Math.ceil(length / seed.length));
    const short = time(() => run(text(LENGTH)));
    const long = time(() => run(text(4 * LENGTH)));
    if (long > FLOOR_MS && long / Math.max(short, 1) > MAX_RATIO)
      slow.push(`${JSON.stringify(seed)} ${short.toFixed(0)} → ${long.toFixed(0)} ms`);
  }
  failed += slow.length;
  console.log(`${name}: ${slow.length === 0 ? 'linear' : slow.join(', ')}`);
}

const random = seededRandom(3);
const LEXICON = Array.from({ length: 8_000 }, (_, at) => `w${at.toString(36)}${'aeiou'[at % 5]}n`);
const prose = (words: number) =>
  Array.from(
    { length: words },
    (_, at) => LEXICON[Math.floor(random() * LEXICON.length)] + (at % 14 === 13 ? '.' : ''),
  ).join(' ');
const large = prose(860_000);
const taken = large.slice(2_000_000, 2_020_000).replace(/^\S*\s|\s\S*$/g, '');
const cases: readonly (readonly [string, string, string])[] = [
  ['hit', large, taken],
  ['near miss', large, taken.replace(/ \w+(?=\.)/g, (word, at: number) => (at % 900 < 60 ? ' other' : word))],
  ['total miss', large, prose(3_400).replaceAll('w', 'q')],
  ['one letter', 'a'.repeat(5_000_000), `${'a'.repeat(19_999)}b`],
  ['one word', 'a '.repeat(2_500_000), `${'a '.repeat(9_999)}b`],
  [
    'periodic',
    'the bank shall not pay the fee. '.repeat(160_000),
    `${'the bank shall not pay the fee. '.repeat(600)}the bank may pay`,
  ],
  ['elided', large, `${taken.slice(0, 9_000)} … ${taken.slice(11_000)}`],
];
for (const [name, source, quote] of cases) {
  let verdict = '';
  const ms = time(() => {
    verdict = matchQuotation(quote, prepareSource(source)).verdict;
  });
  console.log(`20 kB in 5 MB, ${name}: ${verdict}, ${(ms / 1000).toFixed(2)} s with preparing`);
}
process.exitCode = failed === 0 ? 0 : 1;
