/** After an upgrade: every page that readers see is verified again by the rules of the program that now runs. */
import { ENGINE } from '#grounding/verify-content.ts';
import type { Store } from '#store/connect.ts';
import { listOutdatedVersions } from '#store/verifications.ts';
import type { JobQueue } from './job-queue.ts';
import { requestReverification } from './reverify-version.ts';

/** Asks for them; how many. Asking twice is harmless: a version that already waits is not sent again. */
export async function requestOutdatedReverifications(store: Store, queue: JobQueue): Promise<number> {
  return store.write(async (tx) => {
    const versions = await listOutdatedVersions(tx, ENGINE);
    for (const version of versions) await requestReverification(tx, queue, version);
    return versions.length;
  });
}
