/**
 * How a step of a run is worked: it is handed what it may use, and gives back how to end it. Ending runs in the
 * transaction that keeps the result, so that a version and the result that names it are stored together or not at all.
 */
import type { AskService } from '#domain/exchange.ts';
import type { LogLevel, Run, RunStep, StepResult } from '#domain/run.ts';
import type { BaseResearchOutput, ComparisonOutput } from '#domain/step-output.ts';
import type { WriteTx } from '#store/connect.ts';

/** What a step may use. */
export type StepContext = {
  readonly run: Run;
  readonly step: RunStep;
  readonly attempt: number;
  /** Aborted when the run is cancelled, its time is used up or the process stops. */
  readonly signal: AbortSignal;
  /** Written at once, in a transaction of its own. */
  readonly log: (message: string, level?: LogLevel) => Promise<void>;
  readonly ask: AskService;
  /** What the steps before it gave; null where there is none. */
  readonly base: BaseResearchOutput | null;
  readonly comparison: ComparisonOutput | null;
};

/** How a step ended; `version` is the id of the version a run ends in. */
export type EndedStep = StepResult & { readonly version: string | null };

/** Ends a step. Throws `conflict` when the page moved on since it was compared; then it is compared again. */
export type EndStep = (tx: WriteTx) => Promise<EndedStep>;

/** Works a step. What it throws is a failure that is kept and shown; outcomes that were to be expected are values. */
export type StepWork = (context: StepContext) => Promise<EndStep>;
