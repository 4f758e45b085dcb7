/** What an exported version was made from and why, as far as it is here: a cause that is not here is told in words. */
import type { ExportedLineage } from '#domain/analysis-export.ts';
import type { VersionCause } from '#domain/lineage.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendLineage, listKnownCauses, listSnapshotSources } from '#store/lineage.ts';

/** Stores the lineage of a version just imported. What it is based on has another number here, so that stays open. */
export async function importLineage(
  tx: WriteTx,
  version: { readonly id: string; readonly analysis: number },
  { note, causes }: ExportedLineage,
): Promise<void> {
  const named = causes.flatMap((cause) => (cause.kind === 'review' ? [cause.review.toLowerCase()] : []));
  const known = await listKnownCauses(tx, { analysis: version.analysis, reviews: named, sources: [] });
  const sources = await listSnapshotSources(
    tx,
    causes.flatMap((cause) => (cause.kind === 'source' ? [cause.snapshot] : [])),
  );
  await appendLineage(tx, version.id, {
    basedOn: null,
    note,
    causes: causes.map((cause) => readCause(cause, known.reviews, sources)),
  });
}

function readCause(
  cause: ExportedLineage['causes'][number],
  reviews: ReadonlySet<string>,
  sources: ReadonlyMap<string, number>,
): VersionCause {
  const { note } = cause;
  if (cause.kind === 'review') {
    const review = cause.review.toLowerCase();
    return reviews.has(review) ? { kind: 'review', review, note } : elsewhere(`the review ${review}`, note);
  }
  if (cause.kind === 'source') {
    const source = sources.get(cause.snapshot);
    return source === undefined
      ? elsewhere(`a source with the snapshot ${cause.snapshot}`, note)
      : { kind: 'source', source, note };
  }
  return cause.kind === 'run' ? { kind: 'run', run: null, note } : { kind: 'edit', note };
}

function elsewhere(what: string, note: string | null): VersionCause {
  return { kind: 'edit', note: `Because of ${what}, which is not here.${note === null ? '' : ` ${note}`}` };
}
