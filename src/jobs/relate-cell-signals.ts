/** Job: hold the signals of a cell against its current versions, because one of them is new. */
import type { Store, WriteTx } from '#store/connect.ts';
import type { Cell } from '#store/current-versions.ts';
import { hasSignals } from '#store/signals.ts';
import { lockEvidence } from '#store/sources.ts';
import { relateSignals } from '#watch/relate-signals.ts';
import type { WatchDeps } from '#watch/signal-rules.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';
import type { Reverify } from './read-source-signals.ts';

const NAME = 'relate-cell-signals';

/** The handler to open the queue with. */
export function relateCellSignalsHandler(
  store: Store,
  deps: WatchDeps,
  reverify: Reverify,
): JobHandler<Cell> {
  return {
    name: NAME,
    work: (cell) =>
      store.write(async (tx) => {
        await lockEvidence(tx);
        await reverify(tx, await relateSignals(tx, deps, cell));
      }),
  };
}

/** Asks for it once this transaction is committed; nothing is sent while no signal speaks of the cell. */
export async function requestRelating(tx: WriteTx, queue: JobQueue, cell: Cell): Promise<boolean> {
  if (!(await hasSignals(tx, cell))) return false;
  const { jurisdiction, topic } = cell;
  await queue.send(tx, NAME, `${jurisdiction} ${topic}`, { jurisdiction, topic } satisfies Cell);
  return true;
}
