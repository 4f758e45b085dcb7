/**
 * Called in the transaction that ends a run of a batch: lets as many waiting runs begin as there is room for, or stops
 * the batch when its budget is used up.
 */
import { nowIso } from '#domain/ports.ts';
import { RUN_STEPS } from '#domain/run.ts';
import type { WriteTx } from '#store/connect.ts';
import { holdBudget } from '#store/exchanges.ts';
import { countUnderWay, findBatchOfRun, findBatchStop, getBatch, takeWaiting } from '#store/run-batches.ts';
import type { RunDeps } from './request-run.ts';
import { findSpentBound, stopBatch } from './stop-batch.ts';

/** What is to be done when this run came to its end: nothing for a run of its own. */
export async function continueBatch(
  tx: WriteTx,
  deps: Pick<RunDeps, 'clock' | 'sendStep'>,
  run: number,
): Promise<void> {
  const batch = await findBatchOfRun(tx, run);
  if (batch !== null) await startWaitingRuns(tx, deps, batch);
}

/** Numbers of the runs that begin now; none when the batch was stopped or has nothing left. */
export async function startWaitingRuns(
  tx: WriteTx,
  deps: Pick<RunDeps, 'clock' | 'sendStep'>,
  number: number,
): Promise<readonly number[]> {
  // One after the other: of two runs that end at once each would take the other for one that still runs.
  await holdBudget(tx, { batch: number });
  if ((await findBatchStop(tx, number)) !== undefined) return [];
  const batch = await getBatch(tx, number);
  const at = nowIso(deps.clock);
  const bound = await findSpentBound(tx, batch, at);
  if (bound !== null) {
    await stopBatch(tx, deps, number, bound);
    return [];
  }
  const room = batch.concurrency - (await countUnderWay(tx, number));
  if (room <= 0) return [];
  const begun = await takeWaiting(tx, { batch: number, room, at });
  for (const run of begun) await deps.sendStep(tx, run, RUN_STEPS[0]);
  return begun;
}
