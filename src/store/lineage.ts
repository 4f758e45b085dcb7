/** What versions were made from and why; written once, with the version. */
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
