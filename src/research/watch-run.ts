/**
 * Watches over a step while it is worked: tells it to stop when its run is cancelled, its time is used up, another
 * worker has taken it, or this process is asked to stop.
 */
import type { Clock } from '#domain/ports.ts';
import type { Store } from '#store/connect.ts';
import { findHold } from '#store/run-steps.ts';
import type { ClaimedStep } from './claim-step.ts';

/** Why a step was told to stop. */
export type StopCause = 'cancelled' | 'time' | 'lost' | 'stopping';

/** Thrown into whatever listens to the signal. */
export class StepStopped extends Error {
  readonly why: StopCause;

  constructor(why: StopCause) {
    super(`the step is to stop: ${why}`);
    this.name = 'StepStopped';
    this.why = why;
  }
}

/** The watch over one step; dispose of it when the step has ended. */
export type RunWatch = Disposable & {
  readonly signal: AbortSignal;
  /** Why the signal was aborted; undefined while it was not. */
  readonly cause: () => StopCause | undefined;
};

/** What watching needs. `lookEveryMs`: how often the database is asked. */
export type WatchDeps = { readonly clock: Clock; readonly lookEveryMs: number };

/** Begins to watch. `process` is aborted when this process is asked to stop. */
export function watchRun(store: Store, deps: WatchDeps, held: ClaimedStep, process: AbortSignal): RunWatch {
  const controller = new AbortController();
  let cause: StopCause | undefined;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const stop = (why: StopCause) => {
    cause ??= why;
    controller.abort(new StepStopped(cause));
  };
  const look = async () => {
    const why = await findStopCause(store, deps.clock, held);
    if (why !== undefined) stop(why);
    else lookLater();
  };
  // A look that fails says nothing; the next one may.
  const lookLater = () => {
    if (isOver || controller.signal.aborted) return;
    timer = setTimeout(() => void look().catch(lookLater), deps.lookEveryMs);
  };
  const onProcess = () => stop('stopping');
  if (process.aborted) onProcess();
  else process.addEventListener('abort', onProcess, { once: true });
  lookLater();
  return {
    signal: controller.signal,
    cause: () => cause,
    [Symbol.dispose]: () => {
      isOver = true;
      clearTimeout(timer);
      process.removeEventListener('abort', onProcess);
    },
  };
}

async function findStopCause(store: Store, clock: Clock, held: ClaimedStep): Promise<StopCause | undefined> {
  const hold = await store.read((tx) => findHold(tx, held.run, held.step));
  if (hold?.claim !== held.claim) return 'lost';
  if (hold.isCancelled) return 'cancelled';
  return held.endsAt !== null && clock().toISOString() >= held.endsAt ? 'time' : undefined;
}
