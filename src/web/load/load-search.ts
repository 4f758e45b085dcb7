/** Gathers what the search page shows: passages and places on pages for a query, and how fresh the index is. */
import { setTimeout as pause } from 'node:timers/promises';
import { isEmptyQuery, type SearchQuery as ParsedQuery, parseQuery } from '#search/parse-query.ts';
import { searchAnalyses } from '#search/search-analyses.ts';
import type { SearchIndex } from '#search/search-index.ts';
import { countPassages, searchPassages } from '#search/search-passages.ts';
import { countAnalysesBy } from '#store/analyses.ts';
import type { ReadTx } from '#store/connect.ts';
import { countSourcesByJurisdiction } from '#store/sources.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { SearchQuery, SearchView } from '../views.ts';
import { jurisdictionOf } from './present-items.ts';

const PAGE_SIZE = 20;
const MOST_UNITS = 10;
/** Passages are counted so far; nobody reads further pages. */
const MOST_COUNTED = 1_000;
const LONGEST_WAIT_MS = 1_500;

/**
 * Takes in what is new, for a moment at most: a reader would rather see results of a moment ago, with a word on that,
 * than wait for a rebuild. Throws `search-unavailable`.
 */
export async function freshenIndex(index: SearchIndex): Promise<void> {
  const filling = index.catchUp();
  // It goes on when the wait is over; whoever searches next hears of a failure.
  filling.catch(() => undefined);
  await Promise.race([filling, pause(LONGEST_WAIT_MS)]);
}

/** The search page. */
export async function loadSearchView(
  context: PageContext,
  tx: ReadTx,
  query: SearchQuery,
): Promise<SearchView> {
  const parsed = parseQuery(query.text, {
    jurisdictions: listOf(query.jurisdiction),
    topics: listOf(query.topic),
    tiers: listOf(query.tier),
    after: query.after === '' ? null : query.after,
    before: query.before === '' ? null : query.before,
  });
  const isAsked = !isEmptyQuery(parsed);
  const { event, head } = await context.search.state();
  return {
    query,
    isAsked,
    remarks: parsed.remarks,
    isBehind: event < head,
    ...(isAsked ? findAll(context, parsed, query.page) : { passages: [], total: 0, units: [] }),
    mostCounted: MOST_COUNTED,
    pageSize: PAGE_SIZE,
    jurisdictions: await listUsed(context, tx),
    topics: context.deps.reference.topics,
  };
}

function listOf(value: string): string[] {
  return value === '' ? [] : [value];
}

function findAll(
  context: PageContext,
  query: ParsedQuery,
  page: number,
): Pick<SearchView, 'passages' | 'total' | 'units'> {
  const { search } = context;
  const passages = searchPassages(search, query, PAGE_SIZE, (page - 1) * PAGE_SIZE);
  const units = page === 1 ? searchAnalyses(search, query, MOST_UNITS) : [];
  return {
    passages: passages.map((hit) => ({
      ...hit,
      jurisdictions: hit.jurisdictions.map((code) => jurisdictionOf(context, code)),
    })),
    total: countPassages(search, query, MOST_COUNTED),
    units: units.map((hit) => ({
      ...hit,
      jurisdiction: jurisdictionOf(context, hit.jurisdiction),
      topic: topicOf(context, hit.topic),
    })),
  };
}

async function listUsed(context: PageContext, tx: ReadTx): Promise<SearchView['jurisdictions']> {
  const analyses = await countAnalysesBy(tx, 'jurisdiction');
  const sources = await countSourcesByJurisdiction(tx);
  return [...new Set([...analyses.keys(), ...sources.keys()])]
    .map((code) => jurisdictionOf(context, code))
    .sort((a, b) => a.everydayName.localeCompare(b.everydayName, 'en'));
}
