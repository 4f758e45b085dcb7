/** Gathers a run with everything its page shows, and what of it may have moved since. */
import type * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import { nowIso } from '#domain/ports.ts';
import { COMPLETED_STATES, hasEnded, type RunState, type RunStep } from '#domain/run.ts';
import {
  baseResearchOutputSchema,
  comparisonOutputSchema,
  synthesisOutputSchema,
} from '#domain/step-output.ts';
import type { ReadTx } from '#store/connect.ts';
import { listExchanges } from '#store/exchanges.ts';
import { listRunCosts } from '#store/run-costs.ts';
import { listNewestRunLog, listRunLog } from '#store/run-log.ts';
import {
  listRunAttempts,
  listRunResults,
  listRunSteps,
  type RunAttemptRecord,
  type RunResultRecord,
  type RunStepRecord,
} from '#store/run-steps.ts';
import { findRun, type RunRecord } from '#store/runs.ts';
import { listSourceIds } from '#store/sources.ts';
import type { PageContext } from '../page-context.ts';
import type { LogLine, RunView, StepView } from '../run-views.ts';
import { presentRunItem } from './load-runs.ts';
import { nameActors } from './name-actors.ts';

const MOST_LINES = 300;

/** The run with this number. Throws `not-found`. */
export async function getRun(tx: ReadTx, number: number): Promise<RunRecord> {
  const run = await findRun(tx, number);
  if (run !== undefined) return run;
  throw new AppError('not-found', `There is no run ${number}.`, {
    remedy: 'Look for it in the list of runs.',
  });
}

/** Throws `not-found`. */
export async function loadRunView(context: PageContext, tx: ReadTx, number: number): Promise<RunView> {
  const record = await getRun(tx, number);
  const now = nowIso(context.deps.clock);
  const [row] = await listRunCosts(tx, { number }, { limit: 1, now });
  if (row === undefined) throw new Error(`run ${number} has no row of its own`);
  const steps = presentSteps(record, {
    steps: await listRunSteps(tx, number),
    results: await listRunResults(tx, number),
    attempts: await listRunAttempts(tx, number),
  });
  const { lines, total } = await listNewestRunLog(tx, number, MOST_LINES);
  return {
    ...presentRunItem(context, row, await nameActors(tx, [row.requestedBy])),
    request: record.request,
    isStopping: record.cancelledAt !== null && !hasEnded(record.state),
    steps,
    exchanges: await listExchanges(tx, number),
    log: lines,
    logCount: total,
    sourceOf: await listSourceIds(tx, hashesIn(steps)),
    now,
  };
}

type StoredSteps = {
  readonly steps: readonly RunStepRecord[];
  readonly results: readonly RunResultRecord[];
  readonly attempts: readonly RunAttemptRecord[];
};

function presentSteps(run: RunRecord, stored: StoredSteps): StepView[] {
  return stored.steps.map((record, index) => {
    const results = stored.results.filter(({ step }) => step === record.step);
    const last = results.find(({ attempt }) => attempt === record.attempt);
    const begun = stored.attempts.find(
      ({ step, attempt }) => step === record.step && attempt === record.attempt,
    );
    const before = stored.steps.slice(0, index);
    const shared = {
      state: record.state,
      attempt: record.attempt,
      reason: record.reason,
      begunAt: begun?.startedAt ?? null,
      endedAt: record.state === 'Running' ? null : (last?.endedAt ?? null),
      attempts: results.map(({ output, startedAt, step: _step, ...one }) => ({
        ...one,
        begunAt: startedAt,
        hasOutput: output !== null,
      })),
      mayRunAgain:
        hasEnded(run.state) &&
        record.attempt > 0 &&
        before.every(({ state }) => COMPLETED_STATES.includes(state)),
    };
    // What an attempt gave stands while the step does; asked for again, it is only in the list of attempts.
    return presentStep(record.step, shared, hasEnded(record.state) ? last?.output : null);
  });
}

function presentStep(step: RunStep, shared: Omit<StepView, 'step' | 'output'>, output: unknown): StepView {
  if (step === 'base-research') return { ...shared, step, output: read(baseResearchOutputSchema, output) };
  if (step === 'comparison-analysis') {
    return { ...shared, step, output: read(comparisonOutputSchema, output) };
  }
  return { ...shared, step, output: read(synthesisOutputSchema, output) };
}

/** Null for what an earlier version of the program wrote in another shape: its JSON can still be read. */
function read<T>(schema: z.ZodType<T>, output: unknown): T | null {
  return schema.safeParse(output).data ?? null;
}

function hashesIn(steps: readonly StepView[]): string[] {
  const hashes = steps.flatMap((step) => {
    if (step.output === null) return [];
    if (step.step === 'comparison-analysis') {
      return step.output.points.flatMap(({ draft, other }) =>
        [draft, other].flatMap((held) => held?.passages.map(({ sha256 }) => sha256) ?? []),
      );
    }
    return step.output.origins.flatMap(({ passages }) => passages.map(({ sha256 }) => sha256));
  });
  return [...new Set(hashes)];
}

/** What those who follow a run are told. */
export type RunProgress = {
  readonly state: RunState;
  readonly hasEnded: boolean;
  readonly steps: readonly {
    readonly step: RunStep;
    readonly state: RunState;
    readonly attempt: number;
    readonly reason: string | null;
  }[];
  /** Lines after the one that was asked for, oldest first. */
  readonly log: readonly LogLine[];
};

/** Where a run stands, with what its log says after a line. Throws `not-found`. */
export async function loadRunProgress(tx: ReadTx, number: number, afterLine: number): Promise<RunProgress> {
  const run = await getRun(tx, number);
  const steps = await listRunSteps(tx, number);
  return {
    state: run.state,
    hasEnded: hasEnded(run.state),
    steps: steps.map(({ step, state, attempt, reason }) => ({ step, state, attempt, reason })),
    log: await listRunLog(tx, number, afterLine),
  };
}
