/** Batches for tests, with the steps of their runs worked by hand: what is sent is written down, and ended as told. */
import { randomUUID } from 'node:crypto';
import type { RunState, RunStep } from '#domain/run.ts';
import type { RunDeps } from '#research/request-run.ts';
import { continueBatch } from '#research/start-waiting-runs.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import type { ReferenceData } from '#store/reference-data.ts';
import { moveStep } from '#store/run-steps.ts';
import { changeRun, lockRun } from '#store/runs.ts';
import { AT } from './add-reviewed.ts';
import { TEST_REFERENCE } from './make-records.ts';

/** Codes of so many invented jurisdictions. */
export function makeCodes(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `X${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`,
  );
}

/** A vocabulary with these jurisdictions beside those of tests. */
export function referenceWith(codes: readonly string[]): ReferenceData {
  const [known] = TEST_REFERENCE.jurisdictions;
  if (known === undefined) throw new Error('the vocabulary of tests has a jurisdiction');
  const others = codes.map((code) => ({
    ...{ ...known, code, alpha3: null, officialName: `The ${code} Islands`, everydayName: `${code} Islands` },
    ...{ aliases: [], demonyms: [], capitals: [] },
  }));
  return { ...TEST_REFERENCE, jurisdictions: [...TEST_REFERENCE.jurisdictions, ...others] };
}

/** What use-cases of runs take, with the runs whose first step was sent. `onRunEnded` is as in the program. */
export function batchDeps(sent: number[], at: () => string = () => AT): RunDeps {
  const deps: RunDeps = {
    clock: () => new Date(at()),
    newId: randomUUID,
    sendStep: async (_tx: WriteTx, run: number, _step: RunStep) => {
      sent.push(run);
    },
    onRunEnded: (tx, run) => continueBatch(tx, deps, run),
  };
  return deps;
}

/** Begins the first step of a run. */
export async function beginRun(store: Store, run: number, at: string = AT): Promise<void> {
  await store.write(async (tx) => {
    await lockRun(tx, run);
    await moveStep(tx, { run, step: 'base-research', state: 'Running', attempt: 1, claim: randomUUID(), at });
    await changeRun(tx, run, { state: 'Running', firstBegunAt: at, at });
  });
}

/** Ends a run as the worker of its step does, with what it made or why it made nothing. */
export async function endRun(
  store: Store,
  deps: RunDeps,
  run: number,
  end: { readonly state: RunState; readonly version?: string; readonly reason?: string },
): Promise<void> {
  const at = deps.clock().toISOString();
  await store.write(async (tx) => {
    await lockRun(tx, run);
    const { state, version = null, reason = null } = end;
    await moveStep(tx, { run, step: 'base-research', state, attempt: 1, reason, at });
    await changeRun(tx, run, { state, version, endedAt: at, at });
    await deps.onRunEnded(tx, run);
  });
}
