/**
 * The port of a search provider: a query in, addresses out. What it finds is a hint where to look and never evidence:
 * only what is fetched and stored from those addresses can bear a sentence.
 */
import type { ExchangeAnswer, ExchangeQuestion } from './exchange.ts';

/** One result, in the provider's order. Untrusted text. */
export type WebSearchResult = {
  readonly url: string;
  readonly title: string | null;
  readonly snippet: string | null;
};

/** What may be asked for beside the words. `language` is a BCP 47 primary tag. */
export type WebSearchQuery = {
  readonly text: string;
  readonly language: string | null;
  readonly limit: number;
};

/** A provider. `id` is its name in briefs and exchanges; `reserve` the most that a query is known to come to. */
export type WebSearch = {
  readonly id: string;
  readonly reserve: (query: WebSearchQuery) => ExchangeQuestion['reserve'];
  readonly search: (query: WebSearchQuery, signal: AbortSignal) => Promise<ExchangeAnswer>;
  /** The results in a raw answer of this provider; an empty list when it found nothing. Throws nothing: see `null`. */
  readonly read: (raw: string) => readonly WebSearchResult[] | null;
};
