/** What versions were made from and why; written once, with the version. */
import { sql } from 'kysely';
import type { ExportedLineage } from '#domain/analysis-export.ts';
import type { Lineage, VersionCause } from '#domain/lineage.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Appends the lineage of a version just appended. */
export async function appendLineage(tx: WriteTx, version: string, lineage: Lineage): Promise<void> {
  await tx
    .insertInto('version_lineage')
    .values({ version, based_on: lineage.basedOn, note: lineage.note })
    .execute();
  if (lineage.causes.length === 0) return;
  const rows = lineage.causes.map((cause, position) => ({
    version,
    position,
    kind: cause.kind,
    review: cause.kind === 'review' ? cause.review : null,
    source: cause.kind === 'source' ? cause.source : null,
    run: cause.kind === 'run' ? cause.run : null,
    note: cause.note,
  }));
  await tx.insertInto('version_cause').values(rows).execute();
}

/** Lineage of a version; of one that was imported, nothing before it and no cause. */
export async function findLineage(tx: ReadTx, version: string): Promise<Lineage> {
  const row = await tx
    .selectFrom('version_lineage')
    .select(['based_on as basedOn', 'note'])
    .where('version', '=', version)
    .executeTakeFirst();
  const causes = await tx
    .selectFrom('version_cause')
    .select(['kind', 'review', 'source', 'run', 'note'])
    .where('version', '=', version)
    .orderBy('position')
    .execute();
  return { basedOn: row?.basedOn ?? null, note: row?.note ?? null, causes: causes.map(readCause) };
}

function readCause(row: {
  kind: VersionCause['kind'];
  review: string | null;
  source: number | null;
  run: number | null;
  note: string | null;
}): VersionCause {
  if (row.kind === 'review' && row.review !== null) {
    return { kind: 'review', review: row.review, note: row.note };
  }
  if (row.kind === 'source' && row.source !== null) {
    return { kind: 'source', source: row.source, note: row.note };
  }
  if (row.kind === 'run') return { kind: 'run', run: row.run, note: row.note };
  return { kind: 'edit', note: row.note };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which of these could be causes: reviews of the analysis that are open or were accepted, and stored sources. */
export async function listKnownCauses(
  tx: ReadTx,
  named: {
    readonly analysis: number | null;
    readonly reviews: readonly string[];
    readonly sources: readonly number[];
  },
): Promise<{ readonly reviews: ReadonlySet<string>; readonly sources: ReadonlySet<number> }> {
  const ids = named.reviews.filter((id) => UUID.test(id));
  const reviews =
    ids.length === 0 || named.analysis === null
      ? []
      : await tx
          .selectFrom('review_state')
          .select('review')
          .where('review', 'in', ids)
          .where('analysis', '=', named.analysis)
          .where('state', 'in', ['open', 'accepted'])
          .execute();
  const numbers = named.sources.filter((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31);
  const sources =
    numbers.length === 0
      ? []
      : await tx.selectFrom('source').select('id').where('id', 'in', numbers).execute();
  return {
    reviews: new Set(reviews.map(({ review }) => review)),
    sources: new Set(sources.map(({ id }) => id)),
  };
}

/** Lineages of an analysis as exports have them, by version; those that say nothing are left out. */
export async function listExportedLineages(
  tx: ReadTx,
  analysis: number,
): Promise<Map<string, ExportedLineage>> {
  const { rows } = await sql<{ version: string } & ExportedLineage>`
    select v.id as version, (select b.number from analysis_version b where b.id = l.based_on) as "basedOn", l.note,
           (select coalesce(json_agg(case c.kind
                     when 'review' then json_build_object('kind', c.kind, 'review', c.review, 'note', c.note)
                     when 'source' then json_build_object('kind', c.kind, 'note', c.note, 'snapshot',
                       (select n.sha256 from snapshot n where n.source = c.source order by n.captured_at limit 1))
                     else json_build_object('kind', c.kind, 'note', c.note) end order by c.position), '[]')
              from version_cause c where c.version = v.id) as causes
      from analysis_version v join version_lineage l on l.version = v.id
     where v.analysis = ${analysis}`.execute(tx);
  return new Map(
    rows
      .filter(({ basedOn, note, causes }) => basedOn !== null || note !== null || causes.length > 0)
      .map(({ version, ...lineage }) => [version, lineage]),
  );
}

/** Numbers of the sources with these snapshots. */
export async function listSnapshotSources(
  tx: ReadTx,
  snapshots: readonly string[],
): Promise<Map<string, number>> {
  if (snapshots.length === 0) return new Map();
  const rows = await tx
    .selectFrom('snapshot')
    .select(['sha256', 'source'])
    .where('sha256', 'in', [...snapshots])
    .execute();
  return new Map(rows.map(({ sha256, source }) => [sha256, source]));
}

/** A review of the page that a change may answer: open, or accepted and not mended yet. */
export type PendingReview = {
  readonly id: string;
  readonly kind: string;
  readonly by: string;
  readonly text: string;
  readonly state: string;
};

/** Pending challenges and refinements of the analysis, gravest first. */
export async function listPendingReviews(tx: ReadTx, analysis: number): Promise<PendingReview[]> {
  const { rows } = await sql<PendingReview>`
    select s.review as id, s.kind, coalesce(p.name, r.author) as by, r.text, s.state
      from review_state s join review r on r.id = s.review left join person p on p.id = r.person
     where s.analysis = ${analysis} and s.kind <> 'Approval'
       and (s.state = 'open' or (s.state = 'accepted'
            and not exists (select from version_cause c where c.review = s.review)))
     order by s.weight desc, s.submitted_at, s.review
     limit 100`.execute(tx);
  return rows;
}
