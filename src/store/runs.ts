/**
 * Runs and their state. What was asked for never changes; `run_state` follows the steps, and whoever moves it holds its
 * row first, so that a run that is cancelled, begun again and worked at the same time does one after the other.
 */
import { sql } from 'kysely';
import type { Run, RunRequest, RunState } from '#domain/run.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** A run with how it stands. */
export type RunRecord = Run & {
  readonly state: RunState;
  /** False while a run of a batch waits for its turn. */
  readonly isSent: boolean;
  readonly cancelledBy: string | null;
  readonly cancelledAt: string | null;
  /** The draft it made, or the version that said exactly the same before; null while there is none. */
  readonly version: { readonly id: string; readonly analysis: number; readonly number: number } | null;
  /** When its first step began, since it was last asked for; the time of its budget counts from here. */
  readonly firstBegunAt: string | null;
  readonly endedAt: string | null;
  readonly changedAt: string;
};

/** Which runs: each member narrows the list. `before` is the number of the last one of the page before. */
export type RunFilter = {
  readonly jurisdiction?: string;
  readonly topic?: string;
  readonly batch?: number;
  readonly states?: readonly RunState[];
  readonly before?: number;
  /** 50 when left out. */
  readonly limit?: number;
};

/** Runs of a list when nothing is said. */
const PAGE_OF_RUNS = 50;

type RunRow = Omit<RunRecord, 'version'> & {
  readonly versionId: string | null;
  readonly analysis: number | null;
  readonly versionNumber: number | null;
};

/** Stores a run that was just asked for, in the state that its steps have; its number. */
export async function insertRun(
  tx: WriteTx,
  run: Omit<Run, 'number'> & { readonly state: RunState; readonly isSent: boolean },
): Promise<number> {
  const { number } = await tx
    .insertInto('run')
    .values({
      jurisdiction: run.jurisdiction,
      topic: run.topic,
      analyst: run.request.analyst,
      request: JSON.stringify(run.request),
      batch: run.batch,
      requested_by: run.requestedBy,
      requested_at: run.requestedAt,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('run_state')
    .values({
      run: number,
      batch: run.batch,
      state: run.state,
      is_sent: run.isSent,
      changed_at: run.requestedAt,
    })
    .execute();
  return number;
}

/** The run with this number, or undefined. */
export async function findRun(tx: ReadTx, number: number): Promise<RunRecord | undefined> {
  if (!isRunNumber(number)) return undefined;
  const { rows } = await sql<RunRow>`${runQuery()} where r.number = ${number}`.execute(tx);
  return rows[0] === undefined ? undefined : readRun(rows[0]);
}

/** As {@link findRun}, and keeps the state from moving until the transaction ends. */
export async function lockRun(tx: WriteTx, number: number): Promise<RunRecord | undefined> {
  if (!isRunNumber(number)) return undefined;
  await sql`select from run_state where run = ${number} for update`.execute(tx);
  return findRun(tx, number);
}

/** Runs that pass the filter, newest first. */
export async function listRuns(tx: ReadTx, filter: RunFilter = {}): Promise<RunRecord[]> {
  const { rows } = await sql<RunRow>`
    ${runQuery()} where ${conditionOf(filter)}
     order by r.number desc limit ${filter.limit ?? PAGE_OF_RUNS}`.execute(tx);
  return rows.map(readRun);
}

/** How many runs pass the filter, by state; states without one are left out. `before` and `limit` do not count. */
export async function countRuns(
  tx: ReadTx,
  filter: Omit<RunFilter, 'before' | 'limit'> = {},
): Promise<ReadonlyMap<RunState, number>> {
  const { rows } = await sql<{ state: RunState; n: number }>`
    select s.state, count(*)::int as n from run r join run_state s on s.run = r.number
     where ${conditionOf(filter)} group by s.state`.execute(tx);
  return new Map(rows.map(({ state, n }) => [state, n]));
}

/** What of a run's state is to change; members left out stay. */
export type RunChange = {
  readonly state?: RunState;
  readonly isSent?: boolean;
  readonly cancelled?: { readonly by: string; readonly at: string } | null;
  readonly version?: string | null;
  readonly firstBegunAt?: string | null;
  readonly endedAt?: string | null;
  readonly at: string;
};

/** Changes the state of a run whose row is held. */
export async function changeRun(tx: WriteTx, run: number, change: RunChange): Promise<void> {
  const { state, isSent, cancelled, version, firstBegunAt, endedAt } = change;
  await tx
    .updateTable('run_state')
    .set({
      changed_at: change.at,
      ...(state === undefined ? {} : { state }),
      ...(isSent === undefined ? {} : { is_sent: isSent }),
      ...(cancelled === undefined
        ? {}
        : { cancelled_by: cancelled?.by ?? null, cancelled_at: cancelled?.at ?? null }),
      ...(version === undefined ? {} : { version }),
      ...(firstBegunAt === undefined ? {} : { first_begun_at: firstBegunAt }),
      ...(endedAt === undefined ? {} : { ended_at: endedAt }),
    })
    .where('run', '=', run)
    .execute();
}

/** Which of the two the store does not have; undefined when there are both. */
export async function findUnknownCell(
  tx: ReadTx,
  cell: { readonly jurisdiction: string; readonly topic: string },
): Promise<'jurisdiction' | 'topic' | undefined> {
  const { rows } = await sql<{ jurisdiction: boolean; topic: boolean }>`
    select exists (select from jurisdiction where code = ${cell.jurisdiction}) as jurisdiction,
           exists (select from topic where key = ${cell.topic}) as topic`.execute(tx);
  if (rows[0]?.jurisdiction !== true) return 'jurisdiction';
  return rows[0].topic ? undefined : 'topic';
}

/** True for what can be the number of a run; the database refuses greater ones with an error of its own. */
function isRunNumber(number: number): boolean {
  return Number.isInteger(number) && number >= 1 && number < 2 ** 31;
}

function runQuery() {
  return sql`
    select r.number, r.jurisdiction, r.topic, r.request, r.batch, r.requested_by as "requestedBy",
           r.requested_at as "requestedAt", s.state, s.is_sent as "isSent", s.cancelled_by as "cancelledBy",
           s.cancelled_at as "cancelledAt", s.version as "versionId", v.analysis, v.number as "versionNumber",
           s.first_begun_at as "firstBegunAt", s.ended_at as "endedAt", s.changed_at as "changedAt"
      from run r
      join run_state s on s.run = r.number
      left join analysis_version v on v.id = s.version`;
}

function conditionOf({ jurisdiction, topic, batch, states, before }: RunFilter) {
  const conditions = [
    sql`true`,
    ...(jurisdiction === undefined ? [] : [sql`r.jurisdiction = ${jurisdiction}`]),
    ...(topic === undefined ? [] : [sql`r.topic = ${topic}`]),
    ...(batch === undefined ? [] : [sql`r.batch = ${batch}`]),
    ...(before === undefined ? [] : [sql`r.number < ${before}`]),
    ...(states === undefined ? [] : [sql`s.state = any (${[...states]}::text[])`]),
  ];
  return sql.join(conditions, sql` and `);
}

function readRun({ versionId, analysis, versionNumber, ...run }: RunRow): RunRecord {
  return {
    ...run,
    // Written by the use-case only, which checks the shape.
    request: run.request as RunRequest,
    version:
      versionId === null || analysis === null || versionNumber === null
        ? null
        : { id: versionId, analysis, number: versionNumber },
  };
}
