/**
 * Everything that reads text from outside, held against texts made to break it: no exception, every offset in range,
 * and work that grows with the length and not with its square. The long texts would take minutes otherwise, so that
 * the time limit of a test catches them; how the times grow is measured by test/bench/hostile-texts.ts.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldGazetteer } from '../../test/fixtures/signals/field.ts';
import { criticalTokens } from './critical-tokens.ts';
import { findQuotations } from './find-quotations.ts';
import { findUrls } from './find-urls.ts';
import { matchQuotation } from './match-quotation.ts';
import { normaliseText } from './normalise-text.ts';
import { prepareSource } from './prepared-source.ts';
import { type Block, readBlocks } from './read-blocks.ts';
import { splitSentences } from './sentences.ts';
import type { Span } from './span.ts';
import { supportProfile } from './support-profile.ts';
import { diffWords } from './word-diff.ts';

const PIECES = [
  ...[
    '“',
    '”',
    '"',
    '‘',
    '’',
    '„',
    '‚',
    '«',
    '»',
    '「',
    '」',
    '[',
    ']',
    '![',
    '](',
    '(',
    ')',
    '<',
    '>',
    '*',
    '_',
    '`',
    '|',
    '#',
    '-',
    '…',
    '...',
    '. . .',
    '[12]',
    '[^1]',
    '¹',
    '&',
    '&amp;',
    '&#x26;',
    '&shy;',
    '\u00AD',
    '\u200B',
    '\u202E',
    '\u0301',
    '\uD800',
    '\uDC00',
    '😀',
    '한',
    '字',
    'א',
    'ﬁ',
    '\0',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '\u00A0',
    '\\',
    '$1',
    '%',
    '1.5',
    '1,000',
    '-5',
    '§ 5(2)',
  ],
  ...[
    'no',
    'not',
    'may',
    'shall',
    'No person',
    'Article 5',
    'one hundred and',
    'Bank of',
    'the',
    'Art.',
    'U.S.',
    'https://a.b/c',
    'denied that',
    'prohibited from',
    'unless',
    'except',
    'wi1l',
    'licence',
  ],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.constant(' '), fc.string({ maxLength: 4 })), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

/** One expectation for all spans: of a long text there are very many. */
function expectWithin(spans: readonly Span[], length: number): void {
  const wrong = spans.find(
    ({ start, end }, at) => start < (spans[at - 1]?.start ?? 0) || end < start || end > length,
  );
  expect(wrong).toBeUndefined();
}

function expectBlocks(blocks: readonly Block[]): void {
  for (const { text, marks } of blocks)
    expectWithin(
      marks.map(({ start, end }) => ({ start, end })),
      text.length,
    );
  for (const { block, start, end, text } of findQuotations(blocks)) {
    expect(blocks[block]?.text.slice(start, end)).toBe(text);
    expect(text).toMatch(/[\p{L}\p{N}]/u);
  }
}

describe('text made to break its readers', () => {
  it('keeps every offset in range', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expectWithin(splitSentences(text), text.length);
        for (const { start, end } of findUrls(text)) expect(text.slice(start, end)).not.toBe('');
        expectBlocks(readBlocks(text, 'markdown'));
        expectBlocks(readBlocks(text, 'plain'));
        const { text: normal } = normaliseText(text);
        expect(normaliseText(normal).text).toBe(normal);
        for (const { value } of criticalTokens(text)) expect(value).not.toBe('');
      }),
      { numRuns: 600 },
    );
  });

  it('matches in range, gives the same answer twice, and finds what is there', () => {
    fc.assert(
      fc.property(hostile, hostile, (text, quote) => {
        const source = prepareSource(text);
        const match = matchQuotation(quote, source);
        for (const span of match.spans) expectWithin([span], text.length);
        expect(match.similarity).toBeGreaterThanOrEqual(0);
        expect(match.similarity).toBeLessThanOrEqual(1);
        expect(matchQuotation(quote, prepareSource(text))).toEqual(match);
        if (match.verdict === 'verbatim')
          expect(match.spans.map(({ start, end }) => text.slice(start, end))).toEqual([quote.trim()]);
      }),
      { numRuns: 600 },
    );
  });

  it('finds a sentence wherever hostile text surrounds it', () => {
    const sentence = 'Every licensed custodian keeps a register of clients';
    fc.assert(
      fc.property(hostile, hostile, (before, after) => {
        const source = prepareSource(`${before.replace(/[a-zA-Z]/g, '')}\n\n${sentence}.\n\n${after}`);
        expect(matchQuotation(sentence, source).verdict).not.toMatch(/not-found|partial/);
      }),
      { numRuns: 300 },
    );
  });

  const SEEDS = [
    '(',
    '[',
    '![',
    '“',
    '"',
    '‘',
    'a',
    'a ',
    '. ',
    '. . . ',
    '…',
    '&',
    '&#38;',
    '*a ',
    '`',
    '> ',
    '-\n',
    'a\n\n',
    '[a](',
    '[1]',
    'http://',
    '\u200B',
    'a\u0301',
    '¹',
    '1.',
    'No ',
    'Bank of the ',
    '’',
    '字',
  ];
  const LENGTH = 200_000;

  it.each(SEEDS)('reads 200,000 characters of %j at once', (seed) => {
    const text = seed.repeat(Math.ceil(LENGTH / seed.length));
    expectWithin(splitSentences(text), text.length);
    expect(findUrls(text).length).toBeLessThanOrEqual(text.length);
    expect(normaliseText(text).text.length).toBeLessThanOrEqual(text.length * 3);
    expect(readBlocks(text, 'markdown').length).toBeLessThanOrEqual(text.length);
    expect(findQuotations(readBlocks(text, 'plain')).length).toBeLessThanOrEqual(text.length);
    const match = matchQuotation(`${text.slice(0, 20_000)}x`, prepareSource(text));
    expect(match.verdict).not.toBe('verbatim');
    expect(diffWords(text.slice(0, 20_000), text.slice(0, 19_000)).length).toBeGreaterThan(0);
  });

  it('makes a profile of one endless name of places at once', () => {
    const { places, stems } = supportProfile('U.S. '.repeat(LENGTH / 5), fieldGazetteer);
    expect([...places.keys()]).toEqual(['US']);
    expect(stems.length).toBeGreaterThan(0);
  });
});
