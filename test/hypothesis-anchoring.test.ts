/**
 * Selectors of another annotator, found again by ours: its cases for quotations in context, and annotations of two web
 * pages through our own reading of HTML. Skipped where the shared data is not beside the checkout.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TextQuoteSelector } from '#domain/citation.ts';
import { matchQuotation } from '#grounding/match-quotation.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { anchorQuote } from '#grounding/selectors.ts';
import { extractSource } from '#ingest/extract/extract.ts';

const FOLDER = resolve(import.meta.dirname, '../../shared/bench/hypothesis-anchoring');
const isThere = existsSync(FOLDER);

type Case = {
  readonly id: string;
  readonly text?: string;
  readonly textLiteral?: string;
  readonly quote?: string;
  readonly quoteFromText?: string;
  readonly prefix?: string | null;
  readonly suffix?: string | null;
  readonly quotesDescendingScore?: readonly string[];
  readonly expect?: { readonly slice?: string; readonly startsAtIndexOf?: string } | null;
};
type Cases = { readonly texts: Readonly<Record<string, string>>; readonly cases: readonly Case[] };

const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8');
const { texts, cases } = isThere
  ? (JSON.parse(read('match-quote.cases.json')) as Cases)
  : { texts: {}, cases: [] };
const textOf = ({ text, textLiteral }: Case) => textLiteral ?? texts[text ?? ''] ?? '';
const only = (pattern: RegExp) => cases.filter(({ id }) => pattern.test(id));

describe.skipIf(!isThere)('quotations in their context', () => {
  it.each(only(/^(?:exact|null-|context-)/))('$id', (one) => {
    const text = textOf(one);
    const exact = one.quote ?? texts[one.quoteFromText ?? ''] ?? '';
    const quote = { exact, prefix: one.prefix ?? '', suffix: one.suffix ?? '' };
    const found = anchorQuote(prepareSource(text), quote);
    if (one.expect === null || one.expect === undefined) {
      expect(found).toBeUndefined();
      return;
    }
    expect(text.slice(found?.start, found?.end)).toBe(one.expect.slice);
    if (one.expect.startsAtIndexOf !== undefined)
      expect(found?.start).toBe(text.indexOf(one.expect.startsAtIndexOf));
  });

  it('a slip is shown as the nearest passage, and never anchored as if it were the words', () => {
    const [approx] = only(/^approx$/);
    const source = prepareSource(textOf(approx ?? { id: '' }));
    const match = matchQuotation(approx?.quote ?? '', source);
    expect(match.verdict).toBe('altered');
    expect(source.raw.slice(match.spans[0]?.start, match.spans[0]?.end)).toBe(approx?.expect?.slice);
    expect(anchorQuote(source, { exact: approx?.quote ?? '', prefix: '', suffix: '' })).toBeUndefined();
  });

  it('the less alike a quotation is, the less its likeness', () => {
    const [one] = only(/^monotone-quote$/);
    const source = prepareSource(textOf(one ?? { id: '' }));
    const likeness = (one?.quotesDescendingScore ?? []).map(
      (quote) => matchQuotation(quote, source).similarity,
    );
    expect(likeness.length).toBeGreaterThan(2);
    expect(likeness).toEqual(likeness.toSorted((a, b) => b - a));
    expect(new Set(likeness).size).toBe(likeness.length);
  });
});

type Annotations = {
  readonly rows: readonly {
    readonly target: readonly [
      { readonly selector: readonly ({ readonly type: string } & TextQuoteSelector)[] },
    ];
  }[];
};

describe.skipIf(!isThere)('annotations of web pages', () => {
  // What stands around an article (its heading, the foot of the site) is no part of the text that we read out of it.
  it.each([
    ['minimal', 1, 0],
    ['wikipedia-regression-testing', 3, 2],
  ])('of “%s”: %i are found at their words, %i lie outside of the text', async (name, inside, outside) => {
    const bytes = readFileSync(join(FOLDER, `html-baselines__${name}.html`));
    const facts = {
      name: `${name}.html`,
      declaredMediaType: 'text/html',
      charset: 'utf-8',
      maxBytes: 10_000_000,
    };
    const { text } = (await extractSource(bytes, facts)).extracted;
    const { rows } = JSON.parse(read(`html-baselines__${name}.json`)) as Annotations;
    const quotes = rows.flatMap(({ target }) =>
      target[0].selector.filter(({ type }) => type === 'TextQuoteSelector'),
    );
    const source = prepareSource(text);
    const found = quotes.flatMap((quote) => anchorQuote(source, quote) ?? []);
    expect([found.length, quotes.length - found.length]).toEqual([inside, outside]);
    const words = (one: string) => one.replace(/\s+/g, ' ').trim();
    const exacts = quotes.map(({ exact }) => words(exact));
    for (const { start, end } of found) expect(exacts).toContain(words(text.slice(start, end)));
  });
});
