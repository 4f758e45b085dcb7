/**
 * Steps of runs: where each stands, who works on it, every attempt and how it ended. A step is ended only by the claim
 * that holds it, so that of two that take themselves for its worker one stores its result and the other nothing.
 */
import { sql } from 'kysely';
import { COMPLETED_STATES, RUN_STEPS, type RunState, type RunStep, type StepResult } from '#domain/run.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { storableText } from './storable-text.ts';

/** A step and where it stands. */
export type RunStepRecord = {
  readonly step: RunStep;
  readonly state: RunState;
  /** Number of the attempt that runs or was the last; 0 before the first. */
  readonly attempt: number;
  readonly claim: string | null;
  readonly reason: string | null;
  readonly changedAt: string;
};

/** An attempt that ended. */
export type RunResultRecord = StepResult & {
  readonly step: RunStep;
  readonly attempt: number;
  readonly startedAt: string;
  readonly endedAt: string;
};

/** A claim on an attempt; more than one when a worker was lost. */
export type RunAttemptRecord = {
  readonly step: RunStep;
  readonly attempt: number;
  readonly worker: string;
  readonly startedAt: string;
};

/** Orders steps as they follow each other. */
const BY_STEP = sql`array_position(${sql.lit(`{${RUN_STEPS.join(',')}}`)}::text[], step)`;

/** Stores the steps of a run that was just asked for, in their order. */
export async function insertRunSteps(
  tx: WriteTx,
  run: number,
  states: readonly RunState[],
  at: string,
): Promise<void> {
  const rows = RUN_STEPS.map((step, index) => ({
    run,
    step,
    state: states[index] ?? 'Blocked',
    attempt: 0,
    changed_at: at,
  }));
  await tx.insertInto('run_step').values(rows).execute();
}

/** The steps of a run, in their order. */
export async function listRunSteps(tx: ReadTx, run: number): Promise<RunStepRecord[]> {
  return tx
    .selectFrom('run_step')
    .select(['step', 'state', 'attempt', 'claim', 'reason', 'changed_at as changedAt'])
    .where('run', '=', run)
    .orderBy(BY_STEP)
    .execute();
}

/** Where a step is to be; `claim` is who works on it from now on, null for nobody. */
export type StepMove = {
  readonly run: number;
  readonly step: RunStep;
  readonly state: RunState;
  readonly attempt?: number;
  readonly claim?: string | null;
  readonly reason?: string | null;
  readonly at: string;
};

/** Moves a step, if it is still in the hands of `from` where that is said; false when it is not. */
export async function moveStep(
  tx: WriteTx,
  move: StepMove,
  from?: { readonly claim: string },
): Promise<boolean> {
  let query = tx
    .updateTable('run_step')
    .set({
      state: move.state,
      claim: move.claim ?? null,
      reason: typeof move.reason === 'string' ? storableText(move.reason) : null,
      changed_at: move.at,
      ...(move.attempt === undefined ? {} : { attempt: move.attempt }),
    })
    .where('run', '=', move.run)
    .where('step', '=', move.step);
  if (from !== undefined) query = query.where('claim', '=', from.claim);
  return (await query.executeTakeFirst()).numUpdatedRows === 1n;
}

/** Notes who begins an attempt, or begins it again. */
export async function insertRunAttempt(
  tx: WriteTx,
  attempt: {
    readonly run: number;
    readonly step: RunStep;
    readonly attempt: number;
    readonly claim: string;
    readonly worker: string;
    readonly at: string;
  },
): Promise<void> {
  const { at, ...row } = attempt;
  await tx
    .insertInto('run_attempt')
    .values({ ...row, started_at: at })
    .execute();
}

/** Who began the attempts of a run, in their order. */
export async function listRunAttempts(tx: ReadTx, run: number): Promise<RunAttemptRecord[]> {
  return (await tx
    .selectFrom('run_attempt')
    .select(['step', 'attempt', 'worker', 'started_at as startedAt'])
    .where('run', '=', run)
    .orderBy(BY_STEP)
    .orderBy('attempt')
    .orderBy('started_at')
    .execute()) as RunAttemptRecord[];
}

/** Keeps how an attempt ended; it started when it was first claimed. */
export async function insertRunResult(
  tx: WriteTx,
  key: { readonly run: number; readonly step: RunStep; readonly attempt: number },
  result: StepResult,
  endedAt: string,
): Promise<void> {
  const { run, step, attempt } = key;
  const reason = result.reason === null ? null : storableText(result.reason);
  const output = result.output === null ? null : JSON.stringify(result.output);
  await sql`
    insert into run_result (run, step, attempt, state, reason, output, started_at, ended_at)
    select ${run}::int, ${step}, ${attempt}::int, ${result.state}, ${reason}, ${output}::json, min(started_at),
           ${endedAt}::timestamptz
      from run_attempt where run = ${run} and step = ${step} and attempt = ${attempt}`.execute(tx);
}

/** How the attempts of a run ended, with what they gave, step by step. */
export async function listRunResults(tx: ReadTx, run: number): Promise<RunResultRecord[]> {
  return (await tx
    .selectFrom('run_result')
    .select([
      'step',
      'attempt',
      'state',
      'reason',
      'output',
      'started_at as startedAt',
      'ended_at as endedAt',
    ])
    .where('run', '=', run)
    .orderBy(BY_STEP)
    .orderBy('attempt')
    .execute()) as RunResultRecord[];
}

/** What a step gave, while it stands as completed; undefined otherwise. The shape is the step's: domain/step-output.ts. */
export async function findStepOutput(tx: ReadTx, run: number, step: RunStep): Promise<unknown> {
  const row = await tx
    .selectFrom('run_step as s')
    .innerJoin('run_result as r', (join) =>
      join.onRef('r.run', '=', 's.run').onRef('r.step', '=', 's.step').onRef('r.attempt', '=', 's.attempt'),
    )
    .select('r.output')
    .where('s.run', '=', run)
    .where('s.step', '=', step)
    .where('s.state', 'in', [...COMPLETED_STATES])
    .executeTakeFirst();
  return row?.output ?? undefined;
}

/** Whether a step is still in somebody's hands, and whether its run is to stop. */
export async function findHold(
  tx: ReadTx,
  run: number,
  step: RunStep,
): Promise<{ readonly claim: string | null; readonly isCancelled: boolean } | undefined> {
  const row = await tx
    .selectFrom('run_step')
    .innerJoin('run_state', 'run_state.run', 'run_step.run')
    .select(['run_step.claim', 'run_state.cancelled_at as cancelledAt'])
    .where('run_step.run', '=', run)
    .where('run_step.step', '=', step)
    .executeTakeFirst();
  return row === undefined ? undefined : { claim: row.claim, isCancelled: row.cancelledAt !== null };
}

/** Steps that wait or run and were sent, with the attempt that is due: each must have a job. */
export async function listOpenSteps(
  tx: ReadTx,
): Promise<{ readonly run: number; readonly step: RunStep; readonly attempt: number }[]> {
  const rows = await tx
    .selectFrom('run_step')
    .innerJoin('run_state', 'run_state.run', 'run_step.run')
    .select(['run_step.run', 'run_step.step', 'run_step.attempt', 'run_step.state'])
    .where('run_state.state', 'in', ['Ready', 'Running'])
    .where('run_state.is_sent', '=', true)
    .where('run_step.state', 'in', ['Ready', 'Running'])
    .orderBy('run_step.run')
    .execute();
  return rows.map(({ run, step, attempt, state }) => ({
    ...{ run, step },
    attempt: state === 'Running' ? attempt : attempt + 1,
  }));
}
