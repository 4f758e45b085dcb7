/**
 * What the search index is filled from, in the order of the audit trail. The trail's numbers are given under a lock that
 * is held until commit, so whoever has read up to a number has missed nothing below it; and as each event's hash covers
 * the event before it, one number with its hash names a whole history, and with it the database.
 */
import { sql } from 'kysely';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Passage, SourceTier } from '#domain/source.ts';
import type { ReadTx } from './connect.ts';
import { standingVersion } from './current-versions.ts';

/** An event as far as the index needs it. */
export type FeedEvent = {
  readonly id: number;
  readonly hash: string;
  readonly actor: string;
  /** `source:3`, `analysis:7/2`, or something that is not indexed. */
  readonly subject: string;
};

/** A source with its newest text. Offsets are code points. */
export type FeedSource = {
  readonly id: number;
  readonly sourceText: number;
  readonly sha256: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly tier: SourceTier;
  readonly publishedOn: string | null;
  readonly jurisdictions: readonly string[];
  readonly text: string;
  readonly passages: readonly Passage[];
};

/** The version that stands for an analysis. */
export type FeedAnalysis = {
  readonly number: number;
  readonly version: number;
  readonly versionId: string;
  /** Day, UTC. */
  readonly recordedOn: string;
  /** Everyday name of the jurisdiction and title of the topic. */
  readonly title: string;
  readonly content: AnalysisContent;
};

/** The newest event; id 0 and an empty hash while nothing has happened. */
export async function readFeedHead(tx: ReadTx): Promise<{ id: number; hash: string }> {
  const row = await tx
    .selectFrom('audit_event')
    .select(['id', 'hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? { id: 0, hash: '' } : { id: row.id, hash: String(row.hash) };
}

/** Whether this database has the event with exactly this hash; always for id 0. */
export async function hasFeedEvent(tx: ReadTx, id: number, hash: string): Promise<boolean> {
  if (id === 0) return true;
  const row = await tx.selectFrom('audit_event').select('hash').where('id', '=', id).executeTakeFirst();
  return row !== undefined && String(row.hash) === hash;
}

/** Events after this number, in order, at most `limit`. */
export async function listFeedEvents(tx: ReadTx, after: number, limit: number): Promise<FeedEvent[]> {
  const rows = await tx
    .selectFrom('audit_event')
    .select(['id', 'hash', 'actor', 'subject'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, hash: String(row.hash) }));
}

/** Bytes of the newest text of each of these sources. */
export async function listTextSizes(tx: ReadTx, sources: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; size: number }>`
    select n.source as id, octet_length(t.text) as size
      from snapshot n
      join lateral (select text from source_text t where t.snapshot = n.sha256 order by t.id desc limit 1) t on true
     where n.source = any (${[...sources]}::int[])`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.size]));
}

/** These sources with texts and passages, by id. */
export async function listFeedSources(tx: ReadTx, ids: readonly number[]): Promise<FeedSource[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FeedSource>`
    select s.id, t.id as "sourceText", n.sha256, s.title, s.publisher, s.tier, s.published_on as "publishedOn", t.text,
           coalesce((select json_agg(j.jurisdiction order by j.jurisdiction)
                       from source_jurisdiction j where j.source = s.id), '[]') as jurisdictions,
           coalesce((select json_agg(json_build_object('start', p.starts_at, 'end', p.ends_at, 'page', p.page)
                                     order by p.position)
                       from passage p where p.source_text = t.id), '[]') as passages
      from source s
      join snapshot n on n.source = s.id
      join lateral (select id, text from source_text t where t.snapshot = n.sha256 order by t.id desc limit 1) t on true
     where s.id = any (${[...ids]}::int[])
     order by s.id`.execute(tx);
  return rows;
}

/** The versions that stand for these analyses, by number. */
export async function listFeedAnalyses(tx: ReadTx, numbers: readonly number[]): Promise<FeedAnalysis[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<FeedAnalysis>`
    select a.number, v.number as version, v.id as "versionId", v.content,
           concat_ws(' ', j.everyday_name, o.title) as title,
           to_char(v.recorded_at at time zone 'UTC', 'YYYY-MM-DD') as "recordedOn"
      from analysis a
      join jurisdiction j on j.code = a.jurisdiction
      join topic o on o.key = a.topic
      join analysis_version v on v.id = ${standingVersion('a')}
     where a.number = any (${[...numbers]}::int[])
     order by a.number`.execute(tx);
  return rows;
}

/** The highest number of a source that this transaction sees; 0 when there is none. */
export async function readLastSource(tx: ReadTx): Promise<number> {
  const row = await tx
    .selectFrom('source')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}
