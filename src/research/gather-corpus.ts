/**
 * What the stored corpus has for a run: sources tied to the jurisdiction, and those that the search index finds by the
 * plan. Without a usable index only the ties decide, and the run says so.
 */
import type { Brief } from '#domain/brief.ts';
import { isAppError } from '#domain/errors.ts';
import { parseQuery } from '#search/parse-query.ts';
import type { SearchIndex } from '#search/search-index.ts';
import { rankPassages } from '#search/search-passages.ts';
import { listTiedSources } from '#store/candidate-sources.ts';
import type { Store } from '#store/connect.ts';
import type { Candidate } from './candidate.ts';
import type { CorpusQuery, ResearchPlan } from './plan-queries.ts';

/** Where the corpus is. */
export type CorpusDeps = { readonly store: Store; readonly index: SearchIndex };

/** What was found, those that the index finds first, and what was asked. */
export type FoundInCorpus = {
  readonly candidates: readonly Candidate[];
  readonly queries: Brief['queries'];
  /** Tied sources beyond those that are looked at. */
  readonly notLookedAt: number;
  /** Why the index could not be used; null when it could. */
  readonly unavailable: string | null;
};

/** Most sources of the corpus that are looked at in one run. */
export const MOST_LOOKED_AT = 300;

/** See the module comment. Equal stores give the same. */
export async function gatherCorpus(
  { store, index }: CorpusDeps,
  jurisdiction: string,
  plan: ResearchPlan,
): Promise<FoundInCorpus> {
  const ties = { jurisdiction, canonicalUrls: [], snapshots: [] };
  const tied = await store.read((tx) => listTiedSources(tx, ties));
  const asked = await askIndex(index, plan.corpus);
  const tiedIds = new Set(tied.map(({ id }) => id));
  const found = asked.results.flatMap(({ sources }) => sources);
  const all = [...new Set([...found, ...tiedIds])];
  return {
    candidates: all.slice(0, MOST_LOOKED_AT).map((source) => ({ source, foundBy: 'corpus', note: null })),
    queries: [
      { service: 'corpus', text: `sources about ${jurisdiction}`, results: tiedIds.size },
      ...asked.results.map(({ text, sources }) => ({ service: 'corpus', text, results: sources.length })),
    ],
    notLookedAt: Math.max(0, all.length - MOST_LOOKED_AT),
    unavailable: asked.unavailable,
  };
}

type Asked = {
  readonly results: readonly { readonly text: string; readonly sources: readonly number[] }[];
  readonly unavailable: string | null;
};

async function askIndex(index: SearchIndex, queries: readonly CorpusQuery[]): Promise<Asked> {
  try {
    await index.catchUp();
    const results = queries.map(({ text, limit }) => {
      const passages = rankPassages(index, parseQuery(text), limit);
      return { text, sources: [...new Set(passages.map(({ source }) => source))] };
    });
    return { results, unavailable: null };
  } catch (error) {
    if (!isAppError(error, 'search-unavailable')) throw error;
    return { results: [], unavailable: error.message };
  }
}
