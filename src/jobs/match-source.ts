/**
 * Job: find the pages that a new source could bear on beyond those tied to it, and ask for their verification. It runs
 * once the source is committed, as only then the index can have it and every page that was there before.
 */
import { type AppError, isAppError } from '#domain/errors.ts';
import { listVersionsMatching } from '#ingest/match-source.ts';
import type { Reference } from '#ingest/reference.ts';
import type { SearchIndex } from '#search/search-index.ts';
import { isExampleSource } from '#search/search-passages.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { getSource } from '#store/sources.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

const NAME = 'match-source';

/** Which source. */
export type MatchSource = { readonly sourceId: number };

/** What the job needs. `onUnavailable` hears of an index that cannot be used; the ties have been followed anyway. */
export type MatchDeps = {
  readonly reference: Reference;
  readonly index: SearchIndex;
  readonly onUnavailable: (error: AppError) => void;
  readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<void>;
};

/** The handler to open the queue with. */
export function matchSourceHandler(store: Store, deps: MatchDeps): JobHandler<MatchSource> {
  return {
    name: NAME,
    work: async ({ sourceId }) => {
      const versions = await findVersions(store, deps, sourceId);
      if (versions.length === 0) return;
      await store.write(async (tx) => {
        for (const versionId of versions) await deps.requestReverification(tx, versionId);
      });
    },
  };
}

/** Asks for a source to be matched once this transaction is committed. */
export function requestMatching(tx: WriteTx, queue: JobQueue, sourceId: number): Promise<void> {
  return queue.send(tx, NAME, String(sourceId), { sourceId } satisfies MatchSource);
}

async function findVersions(store: Store, deps: MatchDeps, sourceId: number): Promise<string[]> {
  const source = await store.read((tx) => getSource(tx, sourceId));
  try {
    await deps.index.catchUp();
    if (isExampleSource(deps.index, sourceId)) return [];
    return await listVersionsMatching(deps.index, deps.reference.gazetteer, source);
  } catch (error) {
    if (!isAppError(error, 'search-unavailable')) throw error;
    deps.onUnavailable(error);
    return [];
  }
}
