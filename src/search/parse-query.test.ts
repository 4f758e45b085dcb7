import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchExpression } from './match-expression.ts';
import { isEmptyQuery, LONGEST_QUERY, MOST_TERMS, parseQuery, wordsOf } from './parse-query.ts';
import { indexedPairs, pairsOf } from './unsegmented-runs.ts';

const texts = (typed: string) => parseQuery(typed).words.map(({ text }) => text);

describe('a typed query', () => {
  it('is words, without words of grammar', () => {
    expect(texts('the ban on retail trading')).toEqual(['ban', 'retail', 'trading']);
  });

  it('keeps words of grammar when there are no others', () => {
    expect(texts('to be or not to be')).toEqual(['to', 'be', 'or', 'not']);
  });

  it('takes apart phrases, exclusions and filters', () => {
    const query = parseQuery('"central bank" mining -"pilot phase" -tax tier:law jurisdiction:kp after:2024');
    expect(query.phrases).toEqual([
      [
        { text: 'central', isRun: false },
        { text: 'bank', isRun: false },
      ],
    ]);
    expect(query.words.map(({ text }) => text)).toEqual(['mining']);
    expect(query.excluded.map((terms) => terms.map(({ text }) => text).join(' '))).toEqual([
      'pilot phase',
      'tax',
    ]);
    expect(query.filters).toEqual({
      jurisdictions: ['KP'],
      topics: [],
      tiers: ['law'],
      after: '2024',
      before: null,
    });
    expect(query.remarks).toEqual([]);
  });

  it.each([
    ['tier:rumour', 'tier'],
    ['after:yesterday', 'date'],
    ['before:2024-02-30', 'date'],
    ['jurisdiction:Korea-North', 'code'],
    ['topic:a/b', 'topic'],
  ])('tells of %s instead of refusing or looking for it', (typed, word) => {
    const query = parseQuery(`mining ${typed}`);
    expect(query.words.map(({ text }) => text)).toEqual(['mining']);
    expect(query.remarks).toHaveLength(1);
    expect(query.remarks[0]).toContain(word);
  });

  it('adds filters given beside it, and keeps each value once', () => {
    const { filters } = parseQuery('mining tier:law tier:LAW', { tiers: ['court'], before: '2025-01' });
    expect(filters.tiers).toEqual(['law', 'court']);
    expect(filters.before).toBe('2025-01');
  });

  it('is bounded, and says so', () => {
    const long = parseQuery('word '.repeat(LONGEST_QUERY));
    expect(long.words).toHaveLength(1);
    expect(long.remarks[0]).toContain('characters');
    const many = parseQuery(Array.from({ length: 900 }, (_, index) => `w${index}`).join(' '));
    expect(many.words).toHaveLength(MOST_TERMS);
    expect(many.remarks[0]).toContain('words');
  });

  it.each(['', '   ', '""', '-', '- "', '*', '-mining', 'tier:law', '\0'])(
    'has nothing to look for in %j',
    (typed) => {
      expect(isEmptyQuery(parseQuery(typed))).toBe(true);
      expect(matchExpression(parseQuery(typed))).toBeUndefined();
    },
  );
});

describe('a text as words', () => {
  it('has no syntax', () => {
    const query = wordsOf('"Not banned" -yet tier:law');
    expect(query.phrases).toEqual([]);
    expect(query.words.map(({ text }) => text)).toEqual(['banned', 'yet', 'tier', 'law']);
  });
});

describe('the expression', () => {
  it('makes words optional beside a required phrase', () => {
    expect(matchExpression(parseQuery('"central bank" mining'))).toBe(
      '((("central bank") OR ("central bank" AND "mining")))',
    );
  });

  it('never lets anything but letters and digits into its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const expression = matchExpression(parseQuery(typed)) ?? '';
        const quotes = expression.match(/"[^"]*"/g) ?? [];
        for (const quote of quotes) expect(quote.slice(1, -1)).toMatch(/^[\p{L}\p{N}\p{M}\p{Co} ]+$/u);
        expect(expression.replace(/"[^"]*"/g, '')).toMatch(/^(?:AND|OR|NOT|[() *])*$/);
      }),
    );
  });
});

describe('scripts without spaces', () => {
  it('are cut into overlapping pairs, with the last character alone', () => {
    expect(pairsOf('数字人民币')).toEqual(['数字', '字人', '人民', '民币']);
    expect(indexedPairs('the 数字人民币 pilot')).toBe('数字 字人 人民 民币 币');
  });
});
