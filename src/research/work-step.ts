/**
 * Works one step of a run: takes it, hands it what it may use, and ends it as the step says. What a step throws is kept
 * as a failure; only when the process stops or the database is away is the step left to be begun again.
 */
import { type AppError, isAppError } from '#domain/errors.ts';
import { BudgetSpent } from '#domain/exchange.ts';
import { nowIso } from '#domain/ports.ts';
import type { RunStep } from '#domain/run.ts';
import type { Store } from '#store/connect.ts';
import { appendRunLog } from '#store/run-log.ts';
import { type AskDeps, askService } from './ask-service.ts';
import { type ClaimedStep, claimStep, type StepJob } from './claim-step.ts';
import { compareAgain, endStep, failedStep, releaseStep } from './end-step.ts';
import { readStepInputs } from './read-step-inputs.ts';
import type { RunDeps } from './request-run.ts';
import type { EndStep, StepContext, StepWork } from './step-work.ts';
import { type RunWatch, StepStopped, watchRun } from './watch-run.ts';

/** What working steps needs. `worker` names this process; `onError` gets the details of defects. */
export type WorkDeps = RunDeps &
  AskDeps & {
    readonly steps: Readonly<Record<RunStep, StepWork>>;
    readonly worker: string;
    readonly lookEveryMs: number;
    readonly onError: (error: unknown) => void;
  };

/** Workers that an attempt may lose before it is taken for what ends them. */
const MOST_CLAIMS = 25;

/**
 * Works the step of this job, or nothing when that is done. Throws when the step has to be begun again: the process is
 * asked to stop, or the database is away.
 */
export async function workStep(
  store: Store,
  deps: WorkDeps,
  job: StepJob,
  process: AbortSignal,
): Promise<void> {
  const held = await store.write((tx) => claimStep(tx, deps, job));
  if (held === undefined) return;
  using watch = watchRun(store, deps, held, process);
  const end = await findEnd(store, deps, held, watch);
  if (end === 'lost') return;
  if (end === 'stopping') throw await release(store, deps, held);
  try {
    await store.write((tx) => endStep(tx, deps, held, end));
  } catch (error) {
    if (isAway(error)) throw error;
    if (isAppError(error, 'conflict') && held.step === 'blended-synthesis') {
      await store.write((tx) => compareAgain(tx, deps, held));
      return;
    }
    await store.write((tx) => endStep(tx, deps, held, failure(deps, held, error)));
  }
}

/** How the step is to be ended; `lost` and `stopping` when it is not. */
async function findEnd(
  store: Store,
  deps: WorkDeps,
  held: ClaimedStep,
  watch: RunWatch,
): Promise<EndStep | 'lost' | 'stopping'> {
  if (held.record.cancelledAt !== null) return async () => failedStep('It was told to stop.');
  if (held.claims > MOST_CLAIMS) {
    return async () =>
      failedStep(`It was begun ${MOST_CLAIMS} times and never ended: each time its worker was lost.`);
  }
  try {
    return await deps.steps[held.step](await openContext(store, deps, held, watch.signal));
  } catch (error) {
    const cause = watch.cause();
    if (cause === 'lost' || cause === 'stopping') return cause;
    // Whoever ends it sees that the run was cancelled.
    if (cause === 'cancelled') return async () => failedStep('It was told to stop.');
    if (cause === 'time') return failure(deps, held, new BudgetSpent('time'));
    if (cause === undefined && isAway(error)) throw error;
    return failure(deps, held, error);
  }
}

async function openContext(
  store: Store,
  deps: WorkDeps,
  held: ClaimedStep,
  signal: AbortSignal,
): Promise<StepContext> {
  const { run, step, attempt, record } = held;
  const log: StepContext['log'] = (message, level = 'info') =>
    store.write((tx) => appendRunLog(tx, { run, step, attempt, level, message, at: nowIso(deps.clock) }));
  const inputs = await store.read((tx) => readStepInputs(tx, run, step));
  const ask = askService(store, deps, held, { signal, log });
  return { run: record, step, attempt, signal, log, ask, ...inputs };
}

/** Gives the step back, and the error by which the queue knows that it is to be handed out again. */
async function release(store: Store, deps: WorkDeps, held: ClaimedStep): Promise<StepStopped> {
  await store.write((tx) => releaseStep(tx, deps, held));
  return new StepStopped('stopping');
}

function failure(deps: WorkDeps, held: ClaimedStep, error: unknown): EndStep {
  if (error instanceof BudgetSpent) return async () => failedStep(`T${error.message.slice(1)}.`);
  if (!isAppError(error) || error.code === 'internal') deps.onError(error);
  if (isAppError(error)) return async () => failedStep(reasonOf(error));
  const words = `A defect kept ${held.step} from ending. Who runs this installation finds it in the log of the program.`;
  return async () => failedStep(words);
}

function reasonOf({ message, remedy }: AppError): string {
  return remedy === undefined ? message : `${message} ${remedy}`;
}

/** True when nothing can be stored for the moment: what was done is lost, and done again later. */
function isAway(error: unknown): boolean {
  return isAppError(error, 'database-unavailable') || isAppError(error, 'disk-full');
}
