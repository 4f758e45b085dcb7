/** What versions were made from and why; written once, with the version. */
import { sql } from 'kysely';
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
    .select(['kind', 'review', 'source', 'note'])
    .where('version', '=', version)
    .orderBy('position')
    .execute();
  return { basedOn: row?.basedOn ?? null, note: row?.note ?? null, causes: causes.map(readCause) };
}

function readCause(row: {
  kind: VersionCause['kind'];
  review: string | null;
  source: number | null;
  note: string | null;
}): VersionCause {
  if (row.kind === 'review' && row.review !== null) {
    return { kind: 'review', review: row.review, note: row.note };
  }
  if (row.kind === 'source' && row.source !== null) {
    return { kind: 'source', source: row.source, note: row.note };
  }
  return { kind: row.kind === 'run' ? 'run' : 'edit', note: row.note };
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
