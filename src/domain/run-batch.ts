/**
 * Batches: one topic researched in many jurisdictions, so many at a time, for one budget. When the budget is gone the
 * batch stops: what has not begun is cancelled, and says so.
 */
import type { RunRequest } from './run.ts';

/** Most runs of a batch that are worked at the same time. */
export const MOST_CONCURRENT = 100;

/** Runs of a batch that are worked at the same time when nothing is said. */
export const DEFAULT_CONCURRENT = 4;

/** A batch as it was asked for. `number` is its address; the budget of the request is that of all its runs together. */
export type RunBatch = {
  readonly number: number;
  readonly topic: string;
  readonly request: RunRequest;
  readonly concurrency: number;
  readonly requestedBy: string;
  readonly requestedAt: string;
};

/** Why no further run of a batch begins. */
export const STOP_REASONS = ['budget', 'cancelled'] as const;

/** See {@link STOP_REASONS}. */
export type StopReason = (typeof STOP_REASONS)[number];

/** That a batch was stopped. `words` is for people. */
export type BatchStop = {
  readonly reason: StopReason;
  readonly words: string;
  readonly actor: string;
  readonly stoppedAt: string;
};
