/** Job: read the signals out of one source, hold them against the pages, open what challenges follow. */
import type { Store, WriteTx } from '#store/connect.ts';
import { readSignals } from '#watch/read-signals.ts';
import type { WatchDeps } from '#watch/signal-rules.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

const NAME = 'read-source-signals';

/** Which source. */
export type ReadSourceSignals = { readonly sourceId: number };

/** Asks for versions to be verified again, in the transaction that challenged them: a challenge caps their confidence. */
export type Reverify = (tx: WriteTx, versionIds: readonly string[]) => Promise<void>;

/** The handler to open the queue with. */
export function readSourceSignalsHandler(
  store: Store,
  deps: WatchDeps,
  reverify: Reverify,
): JobHandler<ReadSourceSignals> {
  return {
    name: NAME,
    work: async ({ sourceId }) => {
      await readSignals(store, deps, sourceId, reverify);
    },
  };
}

/** Asks for the source's signals to be read once this transaction is committed. */
export function requestReading(tx: WriteTx, queue: JobQueue, sourceId: number): Promise<void> {
  return queue.send(tx, NAME, String(sourceId), { sourceId } satisfies ReadSourceSignals);
}
