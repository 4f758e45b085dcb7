/** Finds the run that somebody names and holds it until the transaction ends. */
import { AppError } from '#domain/errors.ts';
import type { WriteTx } from '#store/connect.ts';
import { lockRun, type RunRecord } from '#store/runs.ts';

/** The run. Throws `not-found`. */
export async function lockKnownRun(tx: WriteTx, number: number): Promise<RunRecord> {
  const run = await lockRun(tx, number);
  if (run !== undefined) return run;
  throw new AppError('not-found', `There is no run ${number}.`, {
    place: { field: 'run' },
    remedy: 'The list of runs has their numbers.',
  });
}
