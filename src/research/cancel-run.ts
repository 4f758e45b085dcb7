/** Cancels a run: one that waits ends at once, one that is being worked stops at its next safe point. */
import { AppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { hasEnded } from '#domain/run.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { listRunSteps } from '#store/run-steps.ts';
import { changeRun } from '#store/runs.ts';
import { lockKnownRun } from './lock-known-run.ts';
import { moveSteps, statesOf } from './move-steps.ts';
import type { RunDeps } from './request-run.ts';
import { statesEnded } from './step-states.ts';

/** What the step of a run that waited says. */
export const CANCELLED_WAITING = 'The run was cancelled before this began.';

/**
 * Cancels it; whether it has ended by that (`ended`) or will (`stopping`). Asking twice is harmless while it stops.
 * Throws `not-found`, and `conflict` for a run that has ended.
 */
export async function cancelRun(
  tx: WriteTx,
  deps: Pick<RunDeps, 'clock' | 'onRunEnded'>,
  { actor, run: number }: { readonly actor: string; readonly run: number },
): Promise<'ended' | 'stopping'> {
  const run = await lockKnownRun(tx, number);
  if (hasEnded(run.state)) {
    throw new AppError('conflict', `Run ${number} has ended already: ${run.state}.`, {
      remedy: 'There is nothing left to cancel.',
    });
  }
  if (run.cancelledAt !== null) return 'stopping';
  const at = nowIso(deps.clock);
  await appendAuditEvent(tx, {
    ...{ at, actor, action: 'run.cancelled', subject: `run:${number}` },
    detail: { state: run.state },
  });
  const cancelled = { by: actor, at };
  const steps = await listRunSteps(tx, number);
  const waiting = steps.find((step) => step.state === 'Ready');
  if (waiting === undefined) {
    await changeRun(tx, number, { cancelled, at });
    return 'stopping';
  }
  const states = statesEnded(statesOf(steps), waiting.step, 'Cancelled');
  const named = { step: waiting.step, reason: CANCELLED_WAITING };
  // Sent, so that its batch does not give it a turn.
  await moveSteps(tx, number, steps, states, named, { cancelled, isSent: true, at });
  await deps.onRunEnded(tx, number);
  return 'ended';
}
