/** Runs that wait for a worker, put into the queue as the program does, and how they stand. */
import { ENDED_STATES, type RunRequest } from '#domain/run.ts';
import { openJobQueue } from '#jobs/job-queue.ts';
import { requestStep, runStepHandler } from '#jobs/run-step.ts';
import { requestRun } from '#research/request-run.ts';
import type { Store } from '#store/connect.ts';
import { countRuns } from '#store/runs.ts';
import { openRunStage } from '../database/scripted-runs.ts';

/** What is asked for. */
export type WantedRun = {
  readonly jurisdiction: string;
  readonly topic: string;
  readonly request: RunRequest;
};

/** Queues the runs for whoever works them; their numbers. */
export async function queueRuns(store: Store, wanted: readonly WantedRun[]): Promise<number[]> {
  const { deps } = openRunStage(store);
  const queue = await openJobQueue(store, [runStepHandler(store, deps, 1)], {
    ...{ supervise: false, onError: () => undefined },
  });
  const forQueue = {
    ...deps,
    sendStep: (...[tx, run, step]: Parameters<typeof deps.sendStep>) => requestStep(tx, queue, run, step),
  };
  const numbers: number[] = [];
  for (const one of wanted) {
    numbers.push(await store.write((tx) => requestRun(tx, forQueue, { actor: 'test', ...one })));
  }
  await queue.close();
  return numbers;
}

/** How many runs have ended, whichever way. */
export async function countEnded(store: Store): Promise<number> {
  const counts = await store.read((tx) => countRuns(tx));
  return ENDED_STATES.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);
}
