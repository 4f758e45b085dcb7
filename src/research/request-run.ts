/** Asks for a run: it is stored with its steps, and the job of the first one is sent in the same transaction. */
import { AppError } from '#domain/errors.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { type RunRequest, type RunStep, runRequestSchema } from '#domain/run.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { insertRunSteps } from '#store/run-steps.ts';
import { findUnknownCell, insertRun } from '#store/runs.ts';
import { FIRST_STATES } from './step-states.ts';

/**
 * What moving runs needs. `sendStep` sends the job of a step that became Ready, once the transaction is committed;
 * `onRunEnded` hears of a run that came to its end, in the transaction that ended it.
 */
export type RunDeps = {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly sendStep: (tx: WriteTx, run: number, step: RunStep) => Promise<void>;
  readonly onRunEnded: (tx: WriteTx, run: number) => Promise<void>;
};

/** What is asked for. `isSent` false: it waits until its batch gives it a turn. */
export type RunOrder = {
  readonly actor: string;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly request: RunRequest;
  readonly batch?: number;
  readonly isSent?: boolean;
};

/**
 * Stores the run; its number. Throws `unknown-jurisdiction`, `unknown-topic`, or `invalid-input` naming the member of the
 * request.
 */
export async function requestRun(
  tx: WriteTx,
  deps: Pick<RunDeps, 'clock' | 'sendStep'>,
  order: RunOrder,
): Promise<number> {
  const { actor, jurisdiction, topic, batch = null, isSent = true } = order;
  const request = readRunRequest(order.request);
  await assertCell(tx, { jurisdiction, topic });
  const at = nowIso(deps.clock);
  const run = await insertRun(tx, {
    ...{ jurisdiction, topic, request, batch, isSent },
    ...{ requestedBy: actor, requestedAt: at, state: 'Ready' },
  });
  await insertRunSteps(tx, run, FIRST_STATES, at);
  if (isSent) await deps.sendStep(tx, run, 'base-research');
  await appendAuditEvent(tx, {
    at,
    actor,
    action: 'run.requested',
    subject: `run:${run}`,
    detail: { jurisdiction, topic, analyst: request.analyst, batch },
  });
  return run;
}

/** The request as it may be stored. Throws `invalid-input` naming the member that is not as it should be. */
export function readRunRequest(request: unknown): RunRequest {
  const read = runRequestSchema.safeParse(request);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? 'request' : issue.path.join('.');
  throw new AppError('invalid-input', `${issue?.message ?? 'It is not a request for a run'}.`, {
    place: { field },
    remedy: 'Correct it and ask again; nothing was started.',
  });
}

async function assertCell(tx: WriteTx, cell: { jurisdiction: string; topic: string }): Promise<void> {
  const unknown = await findUnknownCell(tx, cell);
  if (unknown === 'jurisdiction') {
    throw new AppError('unknown-jurisdiction', `There is no jurisdiction “${cell.jurisdiction}”.`, {
      place: { field: 'jurisdiction' },
      remedy: 'Use a code such as KP or US-CA.',
    });
  }
  if (unknown === 'topic') {
    throw new AppError('unknown-topic', `There is no topic “${cell.topic}”.`, {
      place: { field: 'topic' },
      remedy: 'Use the key of a topic as its page shows it.',
    });
  }
}
