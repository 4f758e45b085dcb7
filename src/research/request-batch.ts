/**
 * Asks for one topic to be researched in many jurisdictions. All runs are there from the start, so that nobody wonders
 * what is still to come; as many begin as may be worked at once, and each that ends lets the next one begin.
 */
import { AppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import type { RunRequest } from '#domain/run.ts';
import { MOST_CONCURRENT } from '#domain/run-batch.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { insertBatch } from '#store/run-batches.ts';
import { type RunDeps, requestRun } from './request-run.ts';

/** What is asked for. `jurisdictions` are codes; the budget of the request is that of all runs together. */
export type BatchInput = {
  readonly actor: string;
  readonly topic: string;
  readonly jurisdictions: readonly string[];
  readonly request: RunRequest;
  readonly concurrency: number;
};

/**
 * Stores the batch and its runs, in the order of the jurisdictions, each named once; the number of the batch. Throws
 * `invalid-input`, or what {@link requestRun} refuses.
 */
export async function requestBatch(tx: WriteTx, deps: RunDeps, input: BatchInput): Promise<number> {
  const { actor, topic, request, concurrency } = input;
  const jurisdictions = [...new Set(input.jurisdictions)];
  assertSize(jurisdictions.length, concurrency);
  const at = nowIso(deps.clock);
  const batch = await insertBatch(tx, { topic, request, concurrency, requestedBy: actor, requestedAt: at });
  for (const [index, jurisdiction] of jurisdictions.entries()) {
    const isSent = index < concurrency;
    await requestRun(tx, deps, { actor, jurisdiction, topic, request, batch, isSent });
  }
  await appendAuditEvent(tx, {
    ...{ at, actor, action: 'batch.requested', subject: `batch:${batch}` },
    detail: { topic, analyst: request.analyst, runs: jurisdictions.length, concurrency },
  });
  return batch;
}

function assertSize(runs: number, concurrency: number): void {
  if (runs === 0) {
    throw new AppError('invalid-input', 'No jurisdiction is named.', {
      place: { field: 'jurisdictions' },
      remedy: 'Name at least one, or ask for all of them.',
    });
  }
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MOST_CONCURRENT) {
    throw new AppError('invalid-input', `must be a whole number from 1 to ${MOST_CONCURRENT}.`, {
      place: { field: 'concurrency' },
      remedy: 'Give how many runs are worked at the same time.',
    });
  }
}
