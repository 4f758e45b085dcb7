import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchQuotation } from './match-quotation.ts';
import { prepareSource } from './prepared-source.ts';
import { anchorQuote, describePassage } from './selectors.ts';

describe('describePassage', () => {
  it('gives code points and whole characters of context', () => {
    const raw = `${'😀'.repeat(70)}word${'😀'.repeat(3)}`;
    const { quote, position } = describePassage(raw, 140, 144);
    expect(position).toEqual({ start: 70, end: 74 });
    expect(quote).toEqual({ exact: 'word', prefix: '😀'.repeat(64), suffix: '😀'.repeat(3) });
  });

  it('is undone by anchorQuote wherever the passage stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
        fc.nat(),
        fc.nat(),
        (raw, a, b) => {
          const points = Array.from(raw);
          const [from, to] = [a % points.length, b % points.length].sort((x, y) => x - y);
          const start = points.slice(0, from).join('').length;
          const end = points.slice(0, to! + 1).join('').length;
          fc.pre(raw.slice(start, end).trim() !== '');
          const { quote, position } = describePassage(raw, start, end);
          expect(anchorQuote(prepareSource(raw), quote, position)).toEqual({ start, end });
        },
      ),
    );
  });
});

describe('anchorQuote', () => {
  const source = prepareSource('Banks may hold coins. Funds may hold coins. Both may be ﬁned.');

  it('finds words that moved', () => {
    const hint = { start: 3, end: 8 };
    expect(anchorQuote(source, { exact: 'Both', prefix: '', suffix: '' }, hint)).toEqual({
      start: 44,
      end: 48,
    });
  });

  it('lets the context choose among equal words', () => {
    expect(anchorQuote(source, { exact: 'may hold coins', prefix: 'Funds ', suffix: '.' })).toEqual({
      start: 28,
      end: 42,
    });
  });

  it('lets a position hint choose when the context does not', () => {
    expect(
      anchorQuote(source, { exact: 'may hold coins', prefix: '', suffix: '' }, { start: 5, end: 19 }),
    ).toEqual({ start: 6, end: 20 });
  });

  it('does not choose when nothing tells the places apart', () => {
    expect(anchorQuote(source, { exact: 'may hold coins', prefix: '', suffix: '' })).toBeUndefined();
  });

  it('finds the normal form', () => {
    expect(anchorQuote(source, { exact: 'Both may be fined', prefix: '', suffix: '' })).toEqual({
      start: 44,
      end: 60,
    });
  });

  it('gives up on words that are gone', () => {
    expect(anchorQuote(source, { exact: 'Both must be fined', prefix: '', suffix: '' })).toBeUndefined();
  });
});

type AnchoringCase = {
  id: string;
  text?: string;
  quote?: string;
  prefix?: string | null;
  suffix?: string | null;
  quotesDescendingScore?: string[];
  expect?: { slice?: string; startsAtIndexOf?: string } | null;
};
const casesFile = new URL(
  '../../../shared/bench/hypothesis-anchoring/match-quote.cases.json',
  import.meta.url,
);

describe('the anchoring cases of Hypothesis', () => {
  it.skipIf(!existsSync(casesFile))('choose the same places by context', () => {
    const { texts, cases } = JSON.parse(readFileSync(casesFile, 'utf8')) as {
      texts: Record<string, string>;
      cases: AnchoringCase[];
    };
    const contextual = cases.filter(({ id }) => id.startsWith('context-'));
    expect(contextual.length).toBeGreaterThan(4);
    for (const { id, text, quote = '', prefix, suffix, expect: expected } of contextual) {
      const raw = texts[text ?? ''] ?? '';
      const span = anchorQuote(prepareSource(raw), {
        exact: quote,
        prefix: prefix ?? '',
        suffix: suffix ?? '',
      });
      expect([id, span?.start]).toEqual([id, raw.indexOf(expected?.startsAtIndexOf ?? '')]);
      expect(raw.slice(span?.start, span?.end)).toBe(expected?.slice);
    }
  });

  it.skipIf(!existsSync(casesFile))('score worse wordings lower', () => {
    const { texts, cases } = JSON.parse(readFileSync(casesFile, 'utf8')) as {
      texts: Record<string, string>;
      cases: AnchoringCase[];
    };
    const { text, quotesDescendingScore = [] } = cases.find(({ id }) => id === 'monotone-quote') ?? {
      id: '',
    };
    const source = prepareSource(texts[text ?? ''] ?? '');
    const scores = quotesDescendingScore.map((quote) => matchQuotation(quote, source).similarity);
    expect(scores[0]).toBe(1);
    expect([...scores].sort((a, b) => b - a)).toEqual(scores);
    expect(new Set(scores).size).toBe(scores.length);
  });
});
