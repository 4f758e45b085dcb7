/**
 * Begins a run again from one of its steps: what the steps before it gave is taken as it is, what came after is made
 * anew. Earlier attempts stay as they were.
 */
import { AppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { hasEnded, type RunStep } from '#domain/run.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { listRunSteps } from '#store/run-steps.ts';
import { lockKnownRun } from './lock-known-run.ts';
import { moveSteps, statesOf } from './move-steps.ts';
import type { RunDeps } from './request-run.ts';
import { statesAgain } from './step-states.ts';

/** Makes the step Ready; its next attempt. Throws `not-found`, and `conflict` while it runs or its input is missing. */
export async function rerunStep(
  tx: WriteTx,
  deps: Pick<RunDeps, 'clock' | 'sendStep'>,
  order: { readonly actor: string; readonly run: number; readonly step: RunStep },
): Promise<number> {
  const { actor, run: number, step } = order;
  const run = await lockKnownRun(tx, number);
  if (!hasEnded(run.state)) {
    throw new AppError('conflict', `Run ${number} has not ended: ${run.state}.`, {
      remedy: 'Wait until it has ended, or cancel it first.',
    });
  }
  const steps = await listRunSteps(tx, number);
  const states = statesAgain(statesOf(steps), step);
  if (states === undefined) {
    throw new AppError('conflict', `What ${step} of run ${number} takes is not there.`, {
      remedy: 'Begin again from an earlier step.',
    });
  }
  const at = nowIso(deps.clock);
  // What it comes to this time is not known yet, and the time of its budget counts anew.
  const fresh = { cancelled: null, version: null, firstBegunAt: null, isSent: true, at };
  await moveSteps(tx, number, steps, states, { step }, fresh);
  await deps.sendStep(tx, number, step);
  const attempt = (steps.find((one) => one.step === step)?.attempt ?? 0) + 1;
  await appendAuditEvent(tx, {
    ...{ at, actor, action: 'run.repeated', subject: `run:${number}` },
    detail: { step, attempt, after: run.state },
  });
  return attempt;
}
