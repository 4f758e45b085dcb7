/** Stops a batch whose budget is used up: what waits is cancelled and says why; what runs comes to its own end. */
import { BudgetSpent } from '#domain/exchange.ts';
import { nowIso } from '#domain/ports.ts';
import type { RunBatch } from '#domain/run-batch.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { sumSpent } from '#store/exchanges.ts';
import { cancelWaiting, findBatchTimes, insertBatchStop, listFailureReasons } from '#store/run-batches.ts';
import type { RunDeps } from './request-run.ts';

/** Who stops a batch when its budget is used up. */
const BUDGET_RULE = 'budget of the batch';

/** A bound of a budget, by the word that tells of it. */
type Bound = BudgetSpent['what'];

const BOUNDS: readonly Bound[] = ['tokens', 'money', 'time'];

const WORDS = 'The budget of the batch is used up.';

/**
 * Which bound of the batch's budget is reached, or kept a run from ending; null when none. Questions that are under way
 * count as what is kept back for them.
 */
export async function findSpentBound(tx: ReadTx, batch: RunBatch, at: string): Promise<Bound | null> {
  const { budget } = batch.request;
  if (Object.values(budget).every((bound) => bound === null)) return null;
  const spent = await sumSpent(tx, { batch: batch.number });
  const tokens = spent.inputTokens + spent.outputTokens + spent.reservedTokens;
  if (isReached(budget.tokens, tokens)) return 'tokens';
  if (isReached(budget.costMicros, spent.costMicros + spent.reservedCostMicros)) return 'money';
  const { begunAt } = await findBatchTimes(tx, batch.number);
  if (begunAt !== null && isReached(budget.seconds, (Date.parse(at) - Date.parse(begunAt)) / 1_000))
    return 'time';
  const reasons = await listFailureReasons(tx, batch.number);
  return BOUNDS.find((what) => reasons.some((reason) => saysSpent(reason, what))) ?? null;
}

// How the engine words it, whatever it stands in.
function saysSpent(reason: string, what: Bound): boolean {
  return reason.toLowerCase().includes(new BudgetSpent(what).message);
}

function isReached(bound: number | null, spent: number): boolean {
  return bound !== null && spent >= bound;
}

/** Stops it; nothing when it was stopped before. */
export async function stopBatch(
  tx: WriteTx,
  deps: Pick<RunDeps, 'clock'>,
  batch: number,
  bound: Bound,
): Promise<void> {
  const at = nowIso(deps.clock);
  const stop = { reason: 'budget', words: WORDS, actor: BUDGET_RULE, stoppedAt: at } as const;
  if (!(await insertBatchStop(tx, batch, stop))) return;
  const cancelled = await cancelWaiting(tx, { batch, by: BUDGET_RULE, reason: WORDS, at });
  await appendAuditEvent(tx, {
    ...{ at, actor: BUDGET_RULE, action: 'batch.stopped', subject: `batch:${batch}` },
    detail: { bound, cancelled },
  });
}
