/**
 * Job: work one step of a run. Its key names run, step and attempt, so that a step is waiting once at most, and a job that
 * was overtaken finds nothing to do.
 */
import { RUN_STEPS, type RunStep } from '#domain/run.ts';
import type { StepJob } from '#research/claim-step.ts';
import { type WorkDeps, workStep } from '#research/work-step.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { listOpenSteps, listRunSteps } from '#store/run-steps.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

/** Name of the queue. */
export const RUN_STEP = 'run-step';

/** A step that asks a model about every section, and waits in between, may take hours. */
const LONGEST_STEP_S = 6 * 3_600;

/**
 * Failures of steps are results, not failures of jobs. A job fails only with its process or the database; how often that
 * may happen is bounded by the step itself.
 */
const RETRIES = { limit: 1_000, delayS: 1, mostDelayS: 30 };

/** The handler to open the queue with; `atOnce`: steps worked at the same time in this process. */
export function runStepHandler(store: Store, deps: WorkDeps, atOnce: number): JobHandler<StepJob> {
  return {
    name: RUN_STEP,
    isForWorkers: true,
    retries: RETRIES,
    longestS: LONGEST_STEP_S,
    atOnce,
    work: (job, signal) => workStep(store, deps, job, signal),
  };
}

/**
 * Asks for the step to be worked once this transaction is committed: its next attempt, or the one that runs. Runs that
 * were begun come before those that wait: their drafts are there sooner, and compared with what is then newest.
 */
export async function requestStep(tx: WriteTx, queue: JobQueue, run: number, step: RunStep): Promise<void> {
  const held = (await listRunSteps(tx, run)).find((one) => one.step === step);
  if (held === undefined) return;
  const attempt = held.state === 'Running' ? held.attempt : held.attempt + 1;
  const job: StepJob = { run, step, attempt };
  await queue.send(tx, RUN_STEP, keyOf(job), job, RUN_STEPS.indexOf(step));
}

/**
 * Asks for the steps that should have a job and have none, such as after a backup of the records alone was restored; how
 * many.
 */
export async function requestForgottenSteps(store: Store, queue: JobQueue): Promise<number> {
  // Steps first: one that is sent in between is then among the jobs.
  const open = await store.read(listOpenSteps);
  const known = await queue.listUnfinished(RUN_STEP);
  const forgotten = open.filter((job) => !known.has(keyOf(job)));
  for (const { run, step } of forgotten) {
    await store.write((tx) => requestStep(tx, queue, run, step));
  }
  return forgotten.length;
}

function keyOf({ run, step, attempt }: StepJob): string {
  return `${run}/${step}/${attempt}`;
}
