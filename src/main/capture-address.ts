/** How a run takes a document in: fetched safely, stored as any source is, with the same jobs after it. */
import type { Clock } from '#domain/ports.ts';
import type { Fetcher } from '#fetch/fetcher.ts';
import { addSource } from '#ingest/add-source.ts';
import { prepareFetched } from '#ingest/prepare-fetched.ts';
import type { Reference } from '#ingest/reference.ts';
import type { CaptureAddress } from '#research/capture-addresses.ts';
import type { Store, WriteTx } from '#store/connect.ts';

/** What it takes. `afterAdded` asks for the jobs that a new source makes necessary, in its transaction. */
export type CaptureSettings = {
  readonly store: Store;
  readonly deps: { readonly clock: Clock; readonly reference: Reference };
  readonly fetcher: Fetcher;
  readonly maxBytes: number;
  readonly afterAdded: (
    tx: WriteTx,
    added: { readonly id: number; readonly versionsToVerify: readonly string[] },
  ) => Promise<void>;
};

/** See the module comment. The trail names the run as who added it. */
export function captureAddress({
  store,
  deps,
  fetcher,
  maxBytes,
  afterAdded,
}: CaptureSettings): CaptureAddress {
  return async (url, run) => {
    const prepared = await prepareFetched(await fetcher(url), deps.reference, maxBytes);
    const added = await store.write(async (tx) => {
      const result = await addSource(tx, deps, prepared, `run:${run}`);
      if (result.outcome === 'added') await afterAdded(tx, result);
      return result;
    });
    return { outcome: added.outcome, source: added.id };
  };
}
