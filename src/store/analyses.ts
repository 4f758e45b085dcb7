/** Analyses: the numbered pages, one line of versions each. The list is what the list page, home and export read. */
import { type Kysely, sql } from 'kysely';
import type { VersionOrigin } from '#domain/analysis.ts';
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import { AppError } from '#domain/errors.ts';
import type { Stage } from '#domain/workflow.ts';
import { LOCK_SPACE, LOCKS } from './advisory-locks.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { liveVersions, standingOrLive } from './current-versions.ts';
import { reviewDueOn } from './due-reviews.ts';
import type { Database } from './schema.ts';

/** An analysis without its versions. */
export type AnalysisRow = { readonly number: number; readonly jurisdiction: string; readonly topic: string };

/** The version that stands for an analysis, in a list. */
export type AnalysisSummary = AnalysisRow & {
  readonly versionId: string;
  readonly version: number;
  readonly status: string;
  readonly ground: string | null;
  readonly origin: VersionOrigin;
  readonly recordedAt: string;
  readonly stage: Stage;
  readonly confidenceLevel: ConfidenceLevel;
  readonly confidenceFigure: number | null;
  readonly evidenceState: EvidenceState;
  readonly criticalFindings: number;
};

/** Which analyses to list. Absent members do not filter. */
export type AnalysisFilter = {
  readonly jurisdiction?: string;
  readonly topic?: string;
  readonly status?: string;
  readonly confidence?: string;
  readonly stage?: string;
  readonly evidence?: string;
  /** Only Live versions whose review was due before this day, `YYYY-MM-DD`. */
  readonly dueBefore?: string;
  /** Words to look for in the names of jurisdiction and topic. */
  readonly text?: string;
  readonly sort?: 'newest' | 'number' | 'jurisdiction' | 'topic';
  /** Rows to skip and to return; `limit` at most 500. */
  readonly offset?: number;
  readonly limit?: number;
};

/** The analysis with this number, or undefined. */
export async function findAnalysis(tx: ReadTx, number: number): Promise<AnalysisRow | undefined> {
  return tx
    .selectFrom('analysis')
    .select(['number', 'jurisdiction', 'topic'])
    .where('number', '=', number)
    .executeTakeFirst();
}

/** Makes an analysis. Without a number it gets the lowest above all that exist. Throws `number-taken`. */
export async function insertAnalysis(
  tx: WriteTx,
  input: { number: number | null; jurisdiction: string; topic: string; at: string },
): Promise<number> {
  await lockNumbers(tx);
  const number = input.number ?? (await nextNumber(tx));
  if (input.number !== null && (await findAnalysis(tx, number)) !== undefined) {
    throw new AppError('number-taken', `analysis #${number} already exists`);
  }
  await tx
    .insertInto('analysis')
    .values({ number, jurisdiction: input.jurisdiction, topic: input.topic, created_at: input.at })
    .execute();
  return number;
}

/**
 * Keeps others from giving numbers until the transaction ends: two that choose "the next one" at once must not choose
 * the same, and who looks again under the lock sees what the others have made.
 */
export async function lockNumbers(tx: WriteTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_SPACE}::int, ${LOCKS.numbers}::int)`.execute(tx);
}

/**
 * Keeps others from adding versions to the analysis until the transaction ends. Not from naming it: every review does,
 * and one that holds a version while it waits for a lock of updates would hold up whoever has the analysis and wants
 * that version.
 */
export async function lockAnalysis(tx: WriteTx, number: number): Promise<void> {
  await tx.selectFrom('analysis').select('number').where('number', '=', number).forNoKeyUpdate().execute();
}

async function nextNumber(tx: WriteTx): Promise<number> {
  const row = await tx
    .selectFrom('analysis')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

function summaryQuery(tx: Kysely<Database>) {
  return tx
    .selectFrom('analysis as a')
    .leftJoin(liveVersions().as('l'), (join) => join.onRef('l.analysis', '=', 'a.number'))
    .innerJoin('analysis_version as v', (join) => join.on('v.id', '=', standingOrLive()))
    .innerJoin('version_state as s', 's.version', 'v.id')
    .innerJoin('jurisdiction as j', 'j.code', 'a.jurisdiction')
    .innerJoin('topic as t', 't.key', 'a.topic')
    .leftJoin('verification as r', 'r.id', 's.verification');
}

function filtered(tx: Kysely<Database>, filter: AnalysisFilter) {
  let query = summaryQuery(tx);
  if (filter.jurisdiction !== undefined) query = query.where('a.jurisdiction', '=', filter.jurisdiction);
  if (filter.topic !== undefined) query = query.where('a.topic', '=', filter.topic);
  if (filter.status !== undefined) query = query.where('v.status', '=', filter.status);
  if (filter.stage !== undefined) query = query.where('s.stage', '=', filter.stage as Stage);
  if (filter.confidence !== undefined) {
    query = query.where(sql`coalesce(r.confidence_level, 'Unknown')`, '=', filter.confidence);
  }
  if (filter.evidence !== undefined) {
    query = query.where(sql`coalesce(r.evidence_state, 'unknown')`, '=', filter.evidence);
  }
  if (filter.dueBefore !== undefined) {
    query = query.where(
      sql<boolean>`s.stage = 'Live' and exists (
        select from publication p where p.version = v.id and ${reviewDueOn()} < ${filter.dueBefore}::date)`,
    );
  }
  for (const word of filter.text?.trim().toLowerCase().split(/\s+/).filter(Boolean).slice(0, 8) ?? []) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where(
      sql<string>`lower(concat_ws(' ', j.official_name, j.everyday_name, j.code, t.title, t.key, v.status, '#' || a.number))`,
      'like',
      pattern,
    );
  }
  return query;
}

const SORT_ORDERS = {
  newest: sql`v.recorded_at desc, a.number desc`,
  number: sql`a.number`,
  jurisdiction: sql`lower(j.everyday_name), t.position, a.number`,
  topic: sql`t.position, lower(j.everyday_name), a.number`,
} as const;

/** The analyses that pass the filter, each by the version that stands for it. */
export async function listAnalyses(tx: ReadTx, filter: AnalysisFilter): Promise<AnalysisSummary[]> {
  return filtered(tx, filter)
    .select([
      'a.number',
      'a.jurisdiction',
      'a.topic',
      'v.id as versionId',
      'v.number as version',
      'v.status',
      'v.ground',
      'v.origin',
      'v.recorded_at as recordedAt',
      's.stage',
      sql<ConfidenceLevel>`coalesce(r.confidence_level, 'Unknown')`.as('confidenceLevel'),
      'r.confidence_figure as confidenceFigure',
      sql<EvidenceState>`coalesce(r.evidence_state, 'unknown')`.as('evidenceState'),
      sql<number>`coalesce(r.critical_findings, 0)`.as('criticalFindings'),
    ])
    .orderBy(SORT_ORDERS[filter.sort ?? 'newest'])
    .offset(filter.offset ?? 0)
    .limit(Math.min(filter.limit ?? 50, 500))
    .execute();
}

/** How many analyses pass the filter, however many a page shows. */
export async function countAnalyses(tx: ReadTx, filter: AnalysisFilter): Promise<number> {
  const row = await filtered(tx, filter)
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Number of analyses by jurisdiction or by topic, for those that have any. */
export async function countAnalysesBy(
  tx: ReadTx,
  column: 'jurisdiction' | 'topic',
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('analysis')
    .select((eb) => [`${column} as key` as const, eb.fn.countAll<string>().as('n')])
    .groupBy(column)
    .execute();
  return new Map(rows.map((row) => [row.key, Number(row.n)]));
}
