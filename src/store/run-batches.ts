/** Batches of runs: what was asked for, how many of the runs are where, and which wait for their turn. */
import { sql } from 'kysely';
import { AppError } from '#domain/errors.ts';
import type { RunRequest, RunState } from '#domain/run.ts';
import type { BatchStop, RunBatch } from '#domain/run-batch.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Stores a batch; its number. The runs are stored one by one with that number. */
export async function insertBatch(tx: WriteTx, batch: Omit<RunBatch, 'number'>): Promise<number> {
  const { number } = await tx
    .insertInto('run_batch')
    .values({
      topic: batch.topic,
      request: JSON.stringify(batch.request),
      concurrency: batch.concurrency,
      requested_by: batch.requestedBy,
      requested_at: batch.requestedAt,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** The batch of that number; undefined when there is none. */
export async function findBatch(tx: ReadTx, number: number): Promise<RunBatch | undefined> {
  const row = await batchQuery(tx).where('number', '=', number).executeTakeFirst();
  return row === undefined ? undefined : toBatch(row);
}

/** The batch of that number. Throws `not-found`. */
export async function getBatch(tx: ReadTx, number: number): Promise<RunBatch> {
  const batch = await findBatch(tx, number);
  if (batch !== undefined) return batch;
  throw new AppError('not-found', `There is no batch ${number}.`, {
    remedy: 'Look for its number on the list of batches.',
  });
}

/** Number of the batch that a run belongs to; null for a run of its own. */
export async function findBatchOfRun(tx: ReadTx, run: number): Promise<number | null> {
  const row = await tx.selectFrom('run').select('batch').where('number', '=', run).executeTakeFirst();
  return row?.batch ?? null;
}

/** The newest batches, newest first; `before` goes on behind that number. */
export async function listBatches(
  tx: ReadTx,
  page: { readonly limit: number; readonly before?: number },
): Promise<RunBatch[]> {
  let query = batchQuery(tx).orderBy('number', 'desc').limit(page.limit);
  if (page.before !== undefined) query = query.where('number', '<', page.before);
  return (await query.execute()).map(toBatch);
}

function batchQuery(tx: ReadTx) {
  return tx
    .selectFrom('run_batch')
    .select([
      'number',
      'topic',
      'request',
      'concurrency',
      'requested_by as requestedBy',
      'requested_at as requestedAt',
    ]);
}

function toBatch(row: Omit<RunBatch, 'request'> & { readonly request: unknown }): RunBatch {
  return { ...row, request: row.request as RunRequest };
}

/** That the batch was stopped; undefined when it was not. */
export async function findBatchStop(tx: ReadTx, batch: number): Promise<BatchStop | undefined> {
  return tx
    .selectFrom('run_batch_stop')
    .select(['reason', 'words', 'actor', 'stopped_at as stoppedAt'])
    .where('batch', '=', batch)
    .executeTakeFirst() as Promise<BatchStop | undefined>;
}

/** Stops the batch; false when it was stopped before, which then stands. */
export async function insertBatchStop(tx: WriteTx, batch: number, stop: BatchStop): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('run_batch_stop')
    .values({
      ...{ batch, reason: stop.reason, words: stop.words },
      ...{ actor: stop.actor, stopped_at: stop.stoppedAt },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** How many runs of a batch are in a state, by whether they were sent and whether they have a draft. */
export type BatchCount = {
  readonly state: RunState;
  readonly isSent: boolean;
  readonly hasDraft: boolean;
  readonly runs: number;
};

/** See {@link BatchCount}; each run is in one of them. */
export async function countBatchRuns(tx: ReadTx, batch: number): Promise<BatchCount[]> {
  const { rows } = await sql<BatchCount>`
    select state, is_sent as "isSent", version is not null as "hasDraft", count(*)::int as runs
      from run_state
     where batch = ${batch}
     group by 1, 2, 3
     order by 1, 2, 3`.execute(tx);
  return rows;
}

/** When the first run of the batch began and the last one ended; null for what has not happened. */
export async function findBatchTimes(
  tx: ReadTx,
  batch: number,
): Promise<{ readonly begunAt: string | null; readonly endedAt: string | null }> {
  const { rows } = await sql<{ begunAt: string | null; endedAt: string | null }>`
    select min(first_begun_at) as "begunAt",
           case when bool_and(ended_at is not null) then max(ended_at) end as "endedAt"
      from run_state
     where batch = ${batch}`.execute(tx);
  return rows[0] ?? { begunAt: null, endedAt: null };
}

/** How many runs of the batch were sent and have not ended. */
export async function countUnderWay(tx: ReadTx, batch: number): Promise<number> {
  const { rows } = await sql<{ runs: number }>`
    select count(*)::int as runs from run_state
     where batch = ${batch} and is_sent and state in ('Blocked', 'Ready', 'Running')`.execute(tx);
  return rows[0]?.runs ?? 0;
}

/** Numbers of the runs of the batch that were sent and have not ended, in their order. */
export async function listUnderWay(tx: ReadTx, batch: number): Promise<number[]> {
  const { rows } = await sql<{ run: number }>`
    select run from run_state
     where batch = ${batch} and is_sent and state in ('Blocked', 'Ready', 'Running')
     order by run`.execute(tx);
  return rows.map(({ run }) => run);
}

/**
 * Marks as sent the first runs that wait, as many as there is room for; their numbers. Two that do this at once take
 * different runs: what another transaction holds is passed over, as that one has taken it.
 */
export async function takeWaiting(
  tx: WriteTx,
  wanted: { readonly batch: number; readonly room: number; readonly at: string },
): Promise<number[]> {
  const { rows } = await sql<{ run: number }>`
    update run_state s set is_sent = true, changed_at = ${wanted.at}
      from (select run from run_state
             where batch = ${wanted.batch} and not is_sent and state = 'Ready'
             order by run limit ${wanted.room}
               for update skip locked) w
     where s.run = w.run
     returning s.run`.execute(tx);
  return rows.map(({ run }) => run).sort((a, b) => a - b);
}

/**
 * Cancels every run of the batch that waits, with the reason on its first step; how many. A run that another
 * transaction is sending is waited for and then left alone.
 */
export async function cancelWaiting(
  tx: WriteTx,
  cancelled: { readonly batch: number; readonly by: string; readonly reason: string; readonly at: string },
): Promise<number> {
  const { rows } = await sql<{ run: number }>`
    update run_state
       set state = 'Cancelled', cancelled_by = ${cancelled.by}, cancelled_at = ${cancelled.at},
           ended_at = ${cancelled.at}, changed_at = ${cancelled.at}
     where batch = ${cancelled.batch} and not is_sent and state = 'Ready'
     returning run`.execute(tx);
  const runs = rows.map(({ run }) => run);
  if (runs.length > 0) {
    await tx
      .updateTable('run_step')
      .set({ state: 'Cancelled', reason: cancelled.reason, changed_at: cancelled.at })
      .where('run', 'in', runs)
      .where('state', '=', 'Ready')
      .execute();
  }
  return runs.length;
}

/** What kept runs of the batch from ending, each said once. */
export async function listFailureReasons(tx: ReadTx, batch: number): Promise<string[]> {
  const { rows } = await sql<{ reason: string }>`
    select distinct p.reason
      from run_state s
      join run_step p on p.run = s.run and p.state = 'Failed' and p.reason is not null
     where s.batch = ${batch} and s.state = 'Failed'`.execute(tx);
  return rows.map(({ reason }) => reason);
}
