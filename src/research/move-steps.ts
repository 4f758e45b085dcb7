/** Stores what became of the steps of a run whose row is held, and of the run by them. */
import { hasEnded, RUN_STEPS, type RunState, type RunStep, runStateOf } from '#domain/run.ts';
import type { WriteTx } from '#store/connect.ts';
import { moveStep, type RunStepRecord } from '#store/run-steps.ts';
import { changeRun, type RunChange } from '#store/runs.ts';

/** What a step that moves is to have beside its state. */
export type MovedStep = {
  readonly step: RunStep;
  readonly reason?: string | null;
  readonly claim?: string;
  readonly attempt?: number;
};

/** Moves every step whose state changes, and the one that is named; the state of the run. */
export async function moveSteps(
  tx: WriteTx,
  run: number,
  from: readonly RunStepRecord[],
  to: readonly RunState[],
  named: MovedStep,
  change: RunChange,
): Promise<RunState> {
  for (const [index, before] of from.entries()) {
    const state = to[index] ?? before.state;
    const isNamed = before.step === named.step;
    if (state === before.state && !isNamed) continue;
    const { reason = null, claim = null, attempt } = isNamed ? named : {};
    await moveStep(tx, {
      ...{ run, step: before.step, state, reason, claim, at: change.at },
      ...(attempt === undefined ? {} : { attempt }),
    });
  }
  const state = runStateOf(to);
  await changeRun(tx, run, { ...change, state, endedAt: hasEnded(state) ? change.at : null });
  return state;
}

/** States of the steps in their order. */
export function statesOf(steps: readonly RunStepRecord[]): RunState[] {
  return RUN_STEPS.map((step) => steps.find((one) => one.step === step)?.state ?? 'Blocked');
}
