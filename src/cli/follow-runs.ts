/**
 * Works the queue in this process until runs have come to their end, and tells on the way what happens. Whoever else
 * works on the same database shares the work; what is left when the person stops waiting is left to them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { hasEnded } from '#domain/run.ts';
import type { ReadTx } from '#store/connect.ts';
import { countBatchRuns } from '#store/run-batches.ts';
import { listRunCosts } from '#store/run-costs.ts';
import { listRunLog } from '#store/run-log.ts';
import { findRun } from '#store/runs.ts';
import type { App, CliContext } from './context.ts';
import { runResultLine } from './describe-run.ts';

const LOOK_AGAIN_MS = 200;

/** Waits for one run; false when it was asked to stop before the run ended. */
export function followRun(context: CliContext, app: App, number: number): Promise<boolean> {
  let lastLine = 0;
  return workUntil(context, app, async () => {
    const { run, log } = await app.store.read(async (tx) => ({
      run: await findRun(tx, number),
      log: await listRunLog(tx, number, lastLine),
    }));
    for (const { id, step, level, message } of log) {
      context.out.hint(`${step}: ${level === 'warning' ? 'warning: ' : ''}${message}`);
      lastLine = id;
    }
    return run === undefined || hasEnded(run.state);
  });
}

/** Waits for all runs of a batch; false when it was asked to stop before they ended. */
export function followBatch(context: CliContext, app: App, batch: number): Promise<boolean> {
  const told = new Set<number>();
  return workUntil(context, app, async () => {
    const { ended, total } = await app.store.read((tx) => loadEnded(tx, app, batch, told.size));
    for (const run of ended.filter(({ number }) => !told.has(number))) {
      context.out.hint(runResultLine(run));
      told.add(run.number);
    }
    return told.size >= total;
  });
}

/** The runs of a batch that have ended, unless they are as many as before. */
async function loadEnded(tx: ReadTx, app: App, batch: number, before: number) {
  const counts = await countBatchRuns(tx, batch);
  const sum = (which: typeof counts) => which.reduce((all, { runs }) => all + runs, 0);
  const total = sum(counts);
  // Counting is cheap, and is all there is to do most of the time.
  if (sum(counts.filter(({ state }) => hasEnded(state))) === before) return { ended: [], total };
  const page = { limit: total, now: app.deps.clock().toISOString() };
  const runs = await listRunCosts(tx, { batch }, page);
  return { ended: runs.filter(({ state }) => hasEnded(state)).toReversed(), total };
}

async function workUntil(context: CliContext, app: App, isDone: () => Promise<boolean>): Promise<boolean> {
  const signal = context.stopSignal();
  await app.workRuns();
  for (;;) {
    if (await isDone()) break;
    if (signal.aborted) return false;
    await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
  // What their drafts entail for other pages, as with everything that a command stores.
  await app.drainJobs(() => undefined);
  return true;
}
