/**
 * Sources with their snapshot, extracted text and passages. The same bytes are one snapshot, whatever name they come
 * under. What a source is about (`source_jurisdiction`) decides which pages are held against it.
 */
import { sql } from 'kysely';
import { AppError } from '#domain/errors.ts';
import type { ExtractedText, Passage, SnapshotFacts, SourceFacts } from '#domain/source.ts';
import { LOCK_SPACE, LOCKS } from './advisory-locks.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { standingVersion } from './current-versions.ts';
import { insertRows } from './insert-rows.ts';

/** A jurisdiction a source is about, and how we know. */
export type SourceJurisdiction = {
  readonly code: string;
  readonly basis: 'declared' | 'detected';
  readonly mentions: number;
};

/** Everything a new source is made of. */
export type NewSource = {
  readonly facts: SourceFacts;
  readonly canonicalUrl: string | null;
  readonly snapshot: SnapshotFacts;
  readonly bytes: Uint8Array;
  readonly extracted: ExtractedText;
  readonly textSha256: string;
  /** Changed runs, flat: [text start, text end, normalised start, normalised end], …; code points. */
  readonly normalisation: readonly number[];
  readonly passages: readonly Passage[];
  readonly jurisdictions: readonly SourceJurisdiction[];
  readonly at: string;
};

/** A source in a list. */
export type SourceSummary = {
  readonly id: number;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly tier: SourceFacts['tier'];
  readonly url: string | null;
  readonly language: string | null;
  readonly sha256: string;
  readonly mediaType: string;
  readonly size: number;
  readonly capturedAt: string;
  /** Pages whose newest version cites a passage of it, by its current verification. */
  readonly citedBy: number;
};

/** Waits for running verifications, and keeps others from verifying or adding until the transaction ends. */
export async function lockEvidence(tx: WriteTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_SPACE}::int, ${LOCKS.evidence}::int)`.execute(tx);
}

/** Stores a source whole and returns its id. The caller has made sure that the bytes are new. */
export async function insertSource(tx: WriteTx, source: NewSource): Promise<number> {
  const [id] = await insertSources(tx, [source]);
  if (id === undefined) throw new Error('a source was stored and has no id');
  return id;
}

// Ten parameters a row and 65,535 a statement; bytes of a batch are the caller's to bound.
const SOURCES_PER_INSERT = 1_000;

/** Stores sources whole and returns their ids in the same order. The caller has made sure that all bytes are new. */
export async function insertSources(tx: WriteTx, sources: readonly NewSource[]): Promise<number[]> {
  const ids: number[] = [];
  for (let from = 0; from < sources.length; from += SOURCES_PER_INSERT) {
    ids.push(...(await insertBatch(tx, sources.slice(from, from + SOURCES_PER_INSERT))));
  }
  return ids;
}

async function insertBatch(tx: WriteTx, sources: readonly NewSource[]): Promise<number[]> {
  const ids = await insertFacts(tx, sources);
  const idOf = (index: number) => ids[index] ?? 0;
  await tx
    .insertInto('snapshot')
    .values(
      sources.map(({ snapshot, bytes }, index) => ({
        sha256: snapshot.sha256,
        source: idOf(index),
        media_type: snapshot.mediaType,
        size: snapshot.size,
        captured_at: snapshot.capturedAt,
        captured_from: snapshot.capturedFrom,
        bytes: Buffer.from(bytes),
      })),
    )
    .execute();
  const texts = await tx
    .insertInto('source_text')
    .values(sources.map(textRow))
    .returning(['id', 'snapshot'])
    .execute();
  const textOf = new Map(texts.map((row) => [String(row.snapshot), row.id]));
  await insertRows(
    sources.flatMap(({ snapshot, passages }) =>
      passages.map((passage, position) => ({
        source_text: textOf.get(snapshot.sha256) ?? 0,
        position,
        starts_at: passage.start,
        ends_at: passage.end,
        page: passage.page,
      })),
    ),
    (rows) => tx.insertInto('passage').values(rows).execute(),
  );
  await insertRows(
    sources.flatMap(({ jurisdictions }, index) =>
      jurisdictions.map((one) => ({
        source: idOf(index),
        jurisdiction: one.code,
        basis: one.basis,
        mentions: one.mentions,
      })),
    ),
    (rows) => tx.insertInto('source_jurisdiction').values(rows).execute(),
  );
  return ids;
}

/** PostgreSQL gives the rows of one statement their ids, and returns them, in the order in which they are written. */
async function insertFacts(tx: WriteTx, sources: readonly NewSource[]): Promise<number[]> {
  const rows = await tx
    .insertInto('source')
    .values(
      sources.map(({ facts, canonicalUrl, at }) => ({
        title: facts.title,
        publisher: facts.publisher,
        author: facts.author,
        published_on: facts.publishedOn,
        tier: facts.tier,
        url: facts.url,
        canonical_url: canonicalUrl,
        language: facts.language,
        added_at: at,
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

function textRow({ snapshot, extracted, textSha256, normalisation, at }: NewSource) {
  return {
    snapshot: snapshot.sha256,
    extractor: extracted.extractor,
    extractor_version: extracted.extractorVersion,
    text: extracted.text,
    text_sha256: textSha256,
    page_starts: [...extracted.pageStarts],
    normalisation: JSON.stringify(normalisation),
    extracted_at: at,
  };
}

/** Which sources to list; `text` is looked for in title, publisher and address. */
export type SourceFilter = {
  readonly text?: string;
  readonly jurisdiction?: string;
  readonly tier?: string;
  readonly ids?: readonly number[];
  readonly offset?: number;
  readonly limit?: number;
};

function sourceConditions(filter: SourceFilter) {
  const conditions = [sql`true`];
  if (filter.ids !== undefined) conditions.push(sql`s.id = any(${[...filter.ids]}::integer[])`);
  if (filter.tier !== undefined) conditions.push(sql`s.tier = ${filter.tier}`);
  if (filter.jurisdiction !== undefined) {
    conditions.push(
      sql`exists (select from source_jurisdiction j where j.source = s.id and j.jurisdiction = ${filter.jurisdiction})`,
    );
  }
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const pattern = `%${filter.text
      .trim()
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql`lower(concat_ws(' ', s.title, s.publisher, s.url)) like ${pattern}`);
  }
  return sql.join(conditions, sql` and `);
}

/** Sources, newest first. */
export async function listSources(tx: ReadTx, filter: SourceFilter): Promise<SourceSummary[]> {
  const { rows } = await sql<SourceSummary>`
    select s.id, s.title, s.publisher, s.published_on as "publishedOn", s.tier, s.url, s.language, n.sha256,
           n.media_type as "mediaType", n.size, n.captured_at as "capturedAt",
           (select count(distinct v.analysis)::int from source_text t
              join citation c on c.source_text = t.id
              join version_state on version_state.version = c.version and version_state.verification = c.verification
              join analysis_version v on v.id = c.version
             where t.snapshot = n.sha256 and c.kind <> 'found'
               and v.id = ${standingVersion('v')}) as "citedBy"
      from source s join snapshot n on n.source = s.id
     where ${sourceConditions(filter)}
     order by s.id desc
     offset ${filter.offset ?? 0} limit ${Math.min(filter.limit ?? 50, 500)}`.execute(tx);
  return rows;
}

/** How many sources pass the filter. */
export async function countSources(tx: ReadTx, filter: SourceFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from source s where ${sourceConditions(filter)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** One source with its text, passages and what it is about. */
export type SourceDetail = {
  readonly id: number;
  readonly facts: SourceFacts;
  readonly snapshot: SnapshotFacts;
  readonly sourceTextId: number;
  readonly extracted: ExtractedText;
  readonly textSha256: string;
  readonly passages: readonly Passage[];
  readonly jurisdictions: readonly SourceJurisdiction[];
};

/** The source with this id. Throws `not-found`. */
export async function getSource(tx: ReadTx, id: number): Promise<SourceDetail> {
  const { rows } = await sql<Omit<SourceDetail, 'passages' | 'jurisdictions'>>`
    select s.id,
           json_build_object('title', s.title, 'publisher', s.publisher, 'author', s.author,
             'publishedOn', s.published_on, 'tier', s.tier, 'url', s.url, 'language', s.language) as facts,
           json_build_object('sha256', n.sha256, 'mediaType', n.media_type, 'size', n.size,
             'capturedAt', to_char(n.captured_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
             'capturedFrom', n.captured_from) as snapshot,
           t.id as "sourceTextId", t.text_sha256 as "textSha256",
           json_build_object('extractor', t.extractor, 'extractorVersion', t.extractor_version, 'text', t.text,
             'pageStarts', t.page_starts) as extracted
      from source s
      join snapshot n on n.source = s.id
      join lateral (select * from source_text t where t.snapshot = n.sha256 order by t.id desc limit 1) t on true
     where s.id = ${id}`.execute(tx);
  const row = rows[0];
  if (row === undefined) {
    throw new AppError('not-found', `There is no source ${id}.`, {
      remedy: 'Look at the list of sources for its number.',
    });
  }
  const passages = await tx
    .selectFrom('passage')
    .select(['starts_at as start', 'ends_at as end', 'page'])
    .where('source_text', '=', row.sourceTextId)
    .orderBy('position')
    .execute();
  const jurisdictions = await tx
    .selectFrom('source_jurisdiction')
    .select(['jurisdiction as code', 'basis', 'mentions'])
    .where('source', '=', id)
    .orderBy('mentions', 'desc')
    .orderBy('jurisdiction')
    .execute();
  return { ...row, passages, jurisdictions };
}

/** The bytes of a snapshot, with its media type. Throws `not-found`. */
export async function getSnapshotBytes(
  tx: ReadTx,
  sha256: string,
): Promise<{ bytes: Buffer; mediaType: string }> {
  const row = await tx
    .selectFrom('snapshot')
    .select(['bytes', 'media_type as mediaType'])
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  if (row === undefined) throw new AppError('not-found', `there is no snapshot ${sha256}`);
  return row;
}

/** Source id of each of these snapshots; those that are not stored are left out. */
export async function listSourceIds(tx: ReadTx, sha256s: readonly string[]): Promise<Map<string, number>> {
  if (sha256s.length === 0) return new Map();
  const rows = await tx
    .selectFrom('snapshot')
    .select(['sha256', 'source'])
    .where('sha256', 'in', [...sha256s])
    .execute();
  return new Map(rows.map((row) => [row.sha256, row.source]));
}

/** Number of sources about each jurisdiction that has any. */
export async function countSourcesByJurisdiction(tx: ReadTx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('source_jurisdiction')
    .select((eb) => ['jurisdiction', eb.fn.countAll<string>().as('n')])
    .groupBy('jurisdiction')
    .execute();
  return new Map(rows.map((row) => [row.jurisdiction, Number(row.n)]));
}
