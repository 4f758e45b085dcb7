/**
 * Works the queue in this process until runs have come to their end, and tells on the way what happens. Whoever else
 * works on the same database shares the work; what is left when the person stops waiting is left to them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { hasEnded, type RunState } from '#domain/run.ts';
import type { RunBatch } from '#domain/run-batch.ts';
import { type BatchAccount, loadBatchAccount } from '#research/present-batch.ts';
import type { ReadTx } from '#store/connect.ts';
import { listRunCosts } from '#store/run-costs.ts';
import { listRunLog } from '#store/run-log.ts';
import { findRun } from '#store/runs.ts';
import type { App, CliContext } from './context.ts';
import { runResultLine } from './describe-run.ts';

const LOOK_AGAIN_MS = 200;
const MOST_OF_BATCH = 10_000;

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
export function followBatch(context: CliContext, app: App, batch: RunBatch): Promise<boolean> {
  const told = new Map<number, RunState>();
  return workUntil(context, app, async () => {
    const { runs, account } = await app.store.read((tx) => loadBatch(app, tx, batch));
    for (const run of runs.toReversed()) {
      if (hasEnded(run.state) && told.get(run.number) !== run.state) context.out.hint(runResultLine(run));
      told.set(run.number, run.state);
    }
    return isOver(account);
  });
}

async function loadBatch(app: App, tx: ReadTx, batch: RunBatch) {
  const now = app.deps.clock().toISOString();
  return {
    account: await loadBatchAccount(tx, batch, now),
    runs: await listRunCosts(tx, { batch: batch.number }, { limit: MOST_OF_BATCH, now }),
  };
}

function isOver({ runs }: BatchAccount): boolean {
  return runs.waiting + runs.underWay === 0;
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
