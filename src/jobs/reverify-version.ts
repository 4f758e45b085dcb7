/** Job: verify one version again, because something it could be held against has changed. */
import { type VerifyDeps, verifyVersion } from '#ingest/verify-version.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

const NAME = 'reverify-version';

/** Which version. */
export type ReverifyVersion = { readonly versionId: string };

/** The handler to open the queue with. */
export function reverifyVersionHandler(store: Store, deps: VerifyDeps): JobHandler<ReverifyVersion> {
  return {
    name: NAME,
    work: async ({ versionId }) => {
      await store.write((tx) => verifyVersion(tx, deps, versionId));
    },
  };
}

/** Asks for the version to be verified again once this transaction is committed. */
export function requestReverification(tx: WriteTx, queue: JobQueue, versionId: string): Promise<void> {
  return queue.send(tx, NAME, versionId, { versionId } satisfies ReverifyVersion);
}
