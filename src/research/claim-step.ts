/**
 * Takes a step to work on it. Whoever holds the job of an attempt may take it, also from a worker that took it before:
 * the queue hands a job out again only when its worker gives no sign any more. The one before cannot end it then.
 */
import { nowIso } from '#domain/ports.ts';
import { type RunBudget, type RunStep, runStateOf } from '#domain/run.ts';
import type { WriteTx } from '#store/connect.ts';
import { type BudgetOwner, findBudget, findFirstBegun } from '#store/exchanges.ts';
import { appendRunLog } from '#store/run-log.ts';
import { insertRunAttempt, listRunAttempts, listRunSteps, moveStep } from '#store/run-steps.ts';
import { changeRun, lockRun, type RunRecord } from '#store/runs.ts';
import { statesOf } from './move-steps.ts';
import type { RunDeps } from './request-run.ts';
import { statesBegun } from './step-states.ts';

/** A step that is to be worked: the payload of its job. */
export type StepJob = { readonly run: number; readonly step: RunStep; readonly attempt: number };

/** A step in the hands of this worker. */
export type ClaimedStep = StepJob & {
  readonly claim: string;
  readonly record: RunRecord;
  /** How often this attempt was taken, this time included. */
  readonly claims: number;
  readonly budget: RunBudget;
  readonly owner: BudgetOwner;
  /** When the time of the budget is up; null for never. */
  readonly endsAt: string | null;
};

/** Takes the step; undefined when there is nothing to do for this job any more. */
export async function claimStep(
  tx: WriteTx,
  deps: Pick<RunDeps, 'clock' | 'newId'> & { readonly worker: string },
  job: StepJob,
): Promise<ClaimedStep | undefined> {
  const { run, step, attempt } = job;
  const record = await lockRun(tx, run);
  const steps = record === undefined ? [] : await listRunSteps(tx, run);
  const held = steps.find((one) => one.step === step);
  if (record === undefined || held === undefined) return undefined;
  const isNew = held.state === 'Ready' && held.attempt + 1 === attempt;
  const isAgain = held.state === 'Running' && held.attempt === attempt;
  if (!isNew && !isAgain) return undefined;
  const at = nowIso(deps.clock);
  const claim = deps.newId();
  await moveStep(tx, { run, step, state: 'Running', attempt, claim, at });
  await insertRunAttempt(tx, { run, step, attempt, claim, worker: deps.worker, at });
  const firstBegunAt = record.firstBegunAt ?? at;
  const state = runStateOf(statesBegun(statesOf(steps), step));
  await changeRun(tx, run, { state, firstBegunAt, at });
  const claims = (await listRunAttempts(tx, run)).filter(
    (one) => one.step === step && one.attempt === attempt,
  ).length;
  const message = isAgain ? 'Begun again, as its worker was lost.' : 'Begun.';
  await appendRunLog(tx, { run, step, attempt, level: isAgain ? 'warning' : 'info', message, at });
  const owner: BudgetOwner = record.batch === null ? { run } : { batch: record.batch };
  const budget = await findBudget(tx, run);
  const begunAt = (await findFirstBegun(tx, owner)) ?? at;
  return {
    ...{ run, step, attempt, claim, claims, owner, budget, endsAt: endOf(begunAt, budget) },
    record: { ...record, state, firstBegunAt },
  };
}

function endOf(begunAt: string, { seconds }: RunBudget): string | null {
  return seconds === null ? null : new Date(Date.parse(begunAt) + seconds * 1_000).toISOString();
}
