/**
 * Chooses the stored texts that a version is held against. What is tied to the page always belongs to them; the search
 * index adds what fits its words and, where too much is tied, says what fits best. Without a usable index only the ties
 * decide, and whoever runs the program is told.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { type AppError, isAppError } from '#domain/errors.ts';
import { canonicalPlaceUrl, canonicalUrl } from '#grounding/canonical-url.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import type { SearchIndex } from '#search/search-index.ts';
import { listSourceTexts, listTiedSources, type StoredSourceText } from '#store/candidate-sources.ts';
import type { WriteTx } from '#store/connect.ts';
import { hasFeedEvent, readLastSource } from '#store/search-feed.ts';
import { chooseAmong, proposeSources } from './propose-sources.ts';

/** The index as verification uses it; `onUnavailable` gets why it could not be used. */
export type EvidenceSearch = {
  readonly index: SearchIndex;
  readonly onUnavailable: (error: AppError) => void;
};

/** A page cites a few dozen sources; so many of a jurisdiction are compared with it at most. */
const MOST_TIED = 500;

/** The texts, by id of the source. The transaction must hold the evidence, so that no source is added meanwhile. */
export async function chooseSources(
  tx: WriteTx,
  content: AnalysisContent,
  gazetteer: Gazetteer,
  search: EvidenceSearch | undefined,
): Promise<StoredSourceText[]> {
  const tied = await listTiedSources(tx, {
    jurisdiction: content.jurisdiction,
    canonicalUrls: listCanonicalUrls(content),
    snapshots: content.sources.flatMap((source) => source.snapshot ?? []),
  });
  const ids = await withIndex(tx, search, async (index) => {
    const kept = await keepBest(index, content, tied);
    const proposed = await proposeSources(index, gazetteer, content, new Set(tied.map(({ id }) => id)));
    return [...kept, ...proposed];
  });
  return listSourceTexts(tx, ids ?? byTies(tied).slice(0, MOST_TIED));
}

type Tied = Awaited<ReturnType<typeof listTiedSources>>;

/** Named by the page first, then by id. */
function byTies(tied: Tied): number[] {
  const named = tied.filter(({ isNamed }) => isNamed);
  const others = tied.filter(({ isNamed }) => !isNamed);
  return [...named, ...others].map(({ id }) => id);
}

async function keepBest(index: SearchIndex, content: AnalysisContent, tied: Tied): Promise<number[]> {
  const all = byTies(tied);
  if (all.length <= MOST_TIED) return all;
  const named = all.slice(0, Math.min(MOST_TIED, tied.filter(({ isNamed }) => isNamed).length));
  const others = all.slice(named.length);
  return [...named, ...(await chooseAmong(index, content, others, MOST_TIED - named.length))];
}

/** Runs `use` on an index that has every source this transaction could see; undefined when there is none to be had. */
async function withIndex<T>(
  tx: WriteTx,
  search: EvidenceSearch | undefined,
  use: (index: SearchIndex) => Promise<T>,
): Promise<T | undefined> {
  if (search === undefined) return undefined;
  const { index, onUnavailable } = search;
  try {
    if (!(await isCurrent(tx, index))) await index.catchUp();
    return await use(index);
  } catch (error) {
    if (!isAppError(error, 'search-unavailable')) throw error;
    onUnavailable(error);
    return undefined;
  }
}

/** Sources only: which of its events are about analyses does not matter to the passages. */
async function isCurrent(tx: WriteTx, index: SearchIndex): Promise<boolean> {
  const { event, hash, lastSource } = index.position();
  return lastSource >= (await readLastSource(tx)) && (await hasFeedEvent(tx, event, hash));
}

function listCanonicalUrls(content: unknown): string[] {
  const found = JSON.stringify(content).match(/https?:\/\/[^\s"\\<>)\]]+/g) ?? [];
  const urls = found.map((url) => url.replace(/[.,;:]+$/, ''));
  // With its place too: that is how a part of a document is known.
  return [...new Set(urls.flatMap((url) => [canonicalUrl(url) ?? [], canonicalPlaceUrl(url) ?? []].flat()))];
}
