/**
 * Ends a step: its result, the states of all steps and of the run, the job of the next one, and whatever the step itself
 * stores are written in one transaction, or not at all. Only who holds the step can end it.
 */
import { AppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { COMPLETED_STATES, hasEnded, RUN_STEPS, type RunState } from '#domain/run.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendRunLog } from '#store/run-log.ts';
import {
  insertRunResult,
  listRunResults,
  listRunSteps,
  moveStep,
  type RunStepRecord,
} from '#store/run-steps.ts';
import { changeRun, lockRun } from '#store/runs.ts';
import type { ClaimedStep } from './claim-step.ts';
import { moveSteps, statesOf } from './move-steps.ts';
import type { RunDeps } from './request-run.ts';
import { nextStepOf, statesAgain, statesEnded } from './step-states.ts';
import type { EndedStep, EndStep } from './step-work.ts';

/** What ending needs. */
export type EndDeps = Pick<RunDeps, 'clock' | 'sendStep' | 'onRunEnded'>;

/** How often a draft is compared again because the page moved on meanwhile; the third time it is given up. */
const MOST_COMPARISONS = 3;

/** What the result of a synthesis says that came too late. */
export const MOVED_ON = 'The page moved on while the draft was made.';

/** A step that came to nothing, and why. */
export function failedStep(reason: string): EndedStep {
  return { state: 'Failed', reason, output: null, version: null };
}

const CANCELLED: EndedStep = {
  ...{ state: 'Cancelled', output: null, version: null },
  reason: 'The run was cancelled while this was worked.',
};

/** Ends the step as `end` says, or as cancelled when the run was; whether it was still this worker's to end. */
export async function endStep(tx: WriteTx, deps: EndDeps, held: ClaimedStep, end: EndStep): Promise<boolean> {
  const steps = await lockHeld(tx, held);
  if (steps === undefined) return false;
  const ended = steps.isCancelled ? CANCELLED : await end(tx);
  assertVersion(held, ended);
  const at = nowIso(deps.clock);
  await insertRunResult(tx, held, ended, at);
  await logEnd(tx, held, ended, at);
  const states = statesEnded(statesOf(steps.all), held.step, ended.state);
  await settle(tx, deps, held, { steps: steps.all, states, ended, at });
  return true;
}

/** Has the draft compared once more, as the page moved on; whether the step was still this worker's. */
export async function compareAgain(tx: WriteTx, deps: EndDeps, held: ClaimedStep): Promise<boolean> {
  const steps = await lockHeld(tx, held);
  if (steps === undefined) return false;
  const at = nowIso(deps.clock);
  const before = (await listRunResults(tx, held.run)).filter((result) => result.step === held.step);
  const lately = before.slice(1 - MOST_COMPARISONS).filter((result) => result.reason === MOVED_ON).length;
  const ended = steps.isCancelled ? CANCELLED : failedStep(MOVED_ON);
  await insertRunResult(tx, held, ended, at);
  await logEnd(tx, held, ended, at);
  const again = statesAgain(statesOf(steps.all), 'comparison-analysis');
  const isOver = steps.isCancelled || lately + 1 >= MOST_COMPARISONS || again === undefined;
  const states = isOver ? statesEnded(statesOf(steps.all), held.step, ended.state) : again;
  await settle(tx, deps, held, { steps: steps.all, states, ended, at });
  return true;
}

/** Gives the step back to be begun again, as if this attempt had not been begun. */
export async function releaseStep(tx: WriteTx, deps: EndDeps, held: ClaimedStep): Promise<void> {
  const steps = await lockHeld(tx, held);
  if (steps === undefined) return;
  if (steps.isCancelled) {
    await endStep(tx, deps, held, async () => CANCELLED);
    return;
  }
  const { run, step, attempt } = held;
  const at = nowIso(deps.clock);
  const message = 'Given back, as the worker was asked to stop.';
  await appendRunLog(tx, { run, step, attempt, level: 'info', message, at });
  await moveStep(tx, { run, step, state: 'Ready', attempt: attempt - 1, at });
  await changeRun(tx, run, { state: 'Ready', at });
}

type HeldSteps = { readonly all: readonly RunStepRecord[]; readonly isCancelled: boolean };

async function lockHeld(tx: WriteTx, { run, step, claim }: ClaimedStep): Promise<HeldSteps | undefined> {
  const record = await lockRun(tx, run);
  const all = await listRunSteps(tx, run);
  if (record === undefined || !all.some((one) => one.step === step && one.claim === claim)) return undefined;
  return { all, isCancelled: record.cancelledAt !== null };
}

type Settled = {
  readonly steps: readonly RunStepRecord[];
  readonly states: readonly RunState[];
  readonly ended: EndedStep;
  readonly at: string;
};

async function settle(tx: WriteTx, deps: EndDeps, held: ClaimedStep, settled: Settled): Promise<void> {
  const { steps, states, ended, at } = settled;
  const named = { step: held.step, reason: ended.reason };
  const version = isCompleted(ended) ? { version: ended.version } : {};
  const state = await moveSteps(tx, held.run, steps, states, named, { ...version, at });
  const ready = RUN_STEPS.find((_, index) => states[index] === 'Ready');
  if (ready !== undefined) await deps.sendStep(tx, held.run, ready);
  if (hasEnded(state)) await deps.onRunEnded(tx, held.run);
}

function isCompleted(ended: EndedStep): boolean {
  return COMPLETED_STATES.includes(ended.state);
}

function assertVersion(held: ClaimedStep, ended: EndedStep): void {
  if (!isCompleted(ended) || nextStepOf(held.step) !== undefined || ended.version !== null) return;
  throw new AppError('internal', 'The last step was completed without a draft.');
}

async function logEnd(tx: WriteTx, held: ClaimedStep, ended: EndedStep, at: string): Promise<void> {
  const { run, step, attempt } = held;
  const message = ended.reason === null ? `${ended.state}.` : `${ended.state}: ${ended.reason}`;
  const level = isCompleted(ended) ? 'info' : 'warning';
  await appendRunLog(tx, { run, step, attempt, level, message, at });
}
