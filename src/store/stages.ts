/**
 * Stages: the row that moves and the moves that are kept. A move says from where it goes, and moves nothing when the
 * version is no longer there. Locks are taken in one order: evidence, analyses of the cell, versions by id.
 */
import { sql } from 'kysely';
import { AppError } from '#domain/errors.ts';
import type { Stage } from '#domain/workflow.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import type { Cell } from './current-versions.ts';

/** A version as its stage is decided on. `author`: who made it. */
export type StagedVersion = Cell & {
  readonly id: string;
  readonly analysis: number;
  readonly number: number;
  readonly contentHash: string;
  readonly status: string;
  readonly stage: Stage;
  readonly author: string;
  /** Id of the verification that counts; null before the first one. */
  readonly verification: number | null;
};

/** The version of this analysis with this number, or undefined. */
export async function findStagedVersion(
  tx: ReadTx,
  analysis: number,
  number: number,
): Promise<StagedVersion | undefined> {
  const { rows } = await sql<StagedVersion>`
    ${stagedQuery()} where v.analysis = ${analysis} and v.number = ${number}`.execute(tx);
  return rows[0];
}

/** The Live version of a cell, or undefined. */
export async function findLiveVersion(tx: ReadTx, cell: Cell): Promise<StagedVersion | undefined> {
  const { rows } = await sql<StagedVersion>`
    ${stagedQuery()} where s.jurisdiction = ${cell.jurisdiction} and s.topic = ${cell.topic} and s.stage = 'Live'`.execute(
    tx,
  );
  return rows[0];
}

function stagedQuery() {
  return sql`
    select v.id, v.analysis, v.number, v.content_hash as "contentHash", v.status, v.jurisdiction, v.topic, s.stage,
           s.verification, ${authorOf('v')} as author
      from analysis_version v join version_state s on s.version = v.id`;
}

/** Who made the version of this alias: the actor of its first move, which every version has. */
export function authorOf(alias: 'v') {
  return sql<string>`(select m.actor from stage_move m where m.version = ${sql.ref(alias)}.id order by m.id limit 1)`;
}

/** Who made a version. Throws `not-found`. */
export async function getAuthor(tx: ReadTx, version: string): Promise<string> {
  const row = await tx
    .selectFrom('stage_move')
    .select('actor')
    .where('version', '=', version)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not-found', `there is no version ${version}`);
  return row.actor;
}

/** Keeps others from publishing or adding versions in the cell until the transaction ends; see `lockAnalysis`. */
export async function lockCell(tx: WriteTx, { jurisdiction, topic }: Cell): Promise<void> {
  await tx
    .selectFrom('analysis')
    .select('number')
    .where('jurisdiction', '=', jurisdiction)
    .where('topic', '=', topic)
    .orderBy('number')
    .forNoKeyUpdate()
    .execute();
}

/** Keeps others from moving or verifying these versions until the transaction ends. */
export async function lockVersions(tx: WriteTx, versions: readonly string[]): Promise<void> {
  await tx
    .selectFrom('version_state')
    .select('version')
    .where('version', 'in', [...versions])
    .orderBy('version')
    .forUpdate()
    .execute();
}

/** A move of one version. `reason` is shown with it. */
export type StageMove = {
  readonly version: string;
  readonly from: Stage;
  readonly to: Stage;
  readonly actor: string;
  readonly reason: string | null;
  readonly at: string;
};

/** Makes the move; throws `conflict` when the version is no longer where it goes from. */
export async function moveStage(tx: WriteTx, move: StageMove): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('version_state')
    .set({ stage: move.to })
    .where('version', '=', move.version)
    .where('stage', '=', move.from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) {
    throw new AppError('conflict', `The version is no longer ${move.from}.`, {
      remedy: 'Look at it again; nothing was changed.',
    });
  }
  await tx
    .insertInto('stage_move')
    .values({
      version: move.version,
      from_stage: move.from,
      to_stage: move.to,
      actor: move.actor,
      reason: move.reason,
      moved_at: move.at,
    })
    .execute();
}
