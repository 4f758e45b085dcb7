/** Cancels a batch: what waits ends at once, what runs stops at its next safe point. */
import { AppError, isAppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { cancelWaiting, findBatchStop, getBatch, insertBatchStop, listUnderWay } from '#store/run-batches.ts';
import { cancelRun } from './cancel-run.ts';
import type { RunDeps } from './request-run.ts';

const WORDS = 'The batch was cancelled.';

/** How many runs will not come to their end; throws `not-found`, or `conflict` when all of them have. */
export async function cancelBatch(
  tx: WriteTx,
  deps: RunDeps,
  { actor, batch }: { readonly actor: string; readonly batch: number },
): Promise<number> {
  await getBatch(tx, batch);
  const at = nowIso(deps.clock);
  // First of all, so that a run that ends meanwhile starts no other.
  const stop = { reason: 'cancelled', words: WORDS, actor, stoppedAt: at } as const;
  const isFirst = await insertBatchStop(tx, batch, stop);
  const waiting = await cancelWaiting(tx, { batch, by: actor, reason: WORDS, at });
  let running = 0;
  for (const run of await listUnderWay(tx, batch)) {
    if (await cancelUnlessEnded(tx, deps, actor, run)) running += 1;
  }
  if (waiting + running === 0) {
    throw new AppError('conflict', 'Every run of the batch has come to its end.', {
      remedy: 'There is nothing left to cancel; nothing was changed.',
    });
  }
  // Asked again while its runs come to a stop.
  if (!isFirst && (await findBatchStop(tx, batch))?.reason === 'cancelled') return waiting + running;
  await appendAuditEvent(tx, {
    ...{ at, actor, action: 'batch.cancelled', subject: `batch:${batch}` },
    detail: { waiting, running },
  });
  return waiting + running;
}

async function cancelUnlessEnded(tx: WriteTx, deps: RunDeps, actor: string, run: number): Promise<boolean> {
  try {
    await cancelRun(tx, deps, { actor, run });
    return true;
  } catch (error) {
    // It ended between the list and the lock.
    if (isAppError(error, 'conflict')) return false;
    throw error;
  }
}
