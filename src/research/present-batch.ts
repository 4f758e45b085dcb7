/** A batch as it stands: where its runs are and what they cost. Only a run with a verified draft counts as completed. */
import { COMPLETED_STATES, type RunBudget } from '#domain/run.ts';
import type { BatchStop, RunBatch } from '#domain/run-batch.ts';
import type { ReadTx } from '#store/connect.ts';
import { type Spent, sumSpent } from '#store/exchanges.ts';
import { type BatchCount, countBatchRuns, findBatchStop, findBatchTimes } from '#store/run-batches.ts';

/** How many runs are where; all but `withFindings` add up to `total`. */
export type BatchRuns = {
  readonly total: number;
  /** A verified draft exists. */
  readonly completed: number;
  /** Of these, with something found that a person should look at. */
  readonly withFindings: number;
  /** The evidence did not suffice for a draft. */
  readonly abstained: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Not begun, as others go first. */
  readonly waiting: number;
  /** Begun or about to begin. */
  readonly underWay: number;
};

/** See the module comment. */
export type BatchAccount = {
  readonly number: number;
  readonly topic: string;
  readonly analyst: string;
  readonly concurrency: number;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly budget: RunBudget;
  readonly runs: BatchRuns;
  readonly spent: Spent;
  readonly begunAt: string | null;
  /** Null while anything waits or is under way. */
  readonly endedAt: string | null;
  /** Seconds from the first run's begin to the last one's end, or until now; null before the first begins. */
  readonly seconds: number | null;
  readonly stopped: BatchStop | null;
};

/** Reads and presents it; `now` is the present as ISO 8601. */
export async function loadBatchAccount(tx: ReadTx, batch: RunBatch, now: string): Promise<BatchAccount> {
  const counts = await countBatchRuns(tx, batch.number);
  const times = await findBatchTimes(tx, batch.number);
  const spent = await sumSpent(tx, { batch: batch.number });
  const stopped = (await findBatchStop(tx, batch.number)) ?? null;
  return presentBatch(batch, { counts, times, spent, stopped, now });
}

/** Everything of a batch, put together. */
export function presentBatch(
  batch: RunBatch,
  facts: {
    readonly counts: readonly BatchCount[];
    readonly times: { readonly begunAt: string | null; readonly endedAt: string | null };
    readonly spent: Spent;
    readonly stopped: BatchStop | null;
    readonly now: string;
  },
): BatchAccount {
  const { begunAt, endedAt } = facts.times;
  const { request, ...asked } = batch;
  return {
    ...asked,
    analyst: request.analyst,
    budget: request.budget,
    runs: countRuns(facts.counts),
    spent: facts.spent,
    ...facts.times,
    seconds: begunAt === null ? null : secondsBetween(begunAt, endedAt ?? facts.now),
    stopped: facts.stopped,
  };
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1_000);
}

/** See {@link BatchRuns}. A run that is said to be completed and has no draft would be counted as failed. */
export function countRuns(counts: readonly BatchCount[]): BatchRuns {
  const sum = (is: (count: BatchCount) => boolean) =>
    counts.filter(is).reduce((total, { runs }) => total + runs, 0);
  const hasEndedWell = ({ state }: BatchCount) => COMPLETED_STATES.includes(state);
  const isOpen = ({ state }: BatchCount) => state === 'Ready' || state === 'Running' || state === 'Blocked';
  return {
    total: sum(() => true),
    completed: sum((count) => hasEndedWell(count) && count.hasDraft),
    withFindings: sum((count) => count.state === 'Completed with findings' && count.hasDraft),
    abstained: sum(({ state }) => state === 'Abstained'),
    failed: sum((count) => count.state === 'Failed' || (hasEndedWell(count) && !count.hasDraft)),
    cancelled: sum(({ state }) => state === 'Cancelled'),
    waiting: sum((count) => isOpen(count) && !count.isSent),
    underWay: sum((count) => isOpen(count) && count.isSent),
  };
}
