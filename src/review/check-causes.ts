/** The causes that somebody names for a version: what they point at must exist, and a review must be of that page. */
import { AppError } from '#domain/errors.ts';
import type { VersionCause } from '#domain/lineage.ts';
import type { ReadTx } from '#store/connect.ts';
import { listKnownCauses } from '#store/lineage.ts';
import { readNote } from './read-note.ts';

/** Most causes of one version. */
export const CAUSES_LIMIT = 100;

/** The causes as they are kept, each once. Throws `invalid-input` naming the cause that cannot be one. */
export async function checkCauses(
  tx: ReadTx,
  analysis: number | null,
  given: readonly VersionCause[],
): Promise<VersionCause[]> {
  if (given.length > CAUSES_LIMIT) throw refuse(`At most ${CAUSES_LIMIT} causes can be named.`);
  const causes = given.map((cause) => ({ ...cause, note: readNote('causes', cause.note) }));
  const reviews = causes.flatMap((cause) => (cause.kind === 'review' ? [cause.review] : []));
  const sources = causes.flatMap((cause) => (cause.kind === 'source' ? [cause.source] : []));
  const known = await listKnownCauses(tx, { analysis, reviews, sources });
  const strange = reviews.find((id) => !known.reviews.has(id));
  if (strange !== undefined) {
    throw refuse('A review that is named as a cause is not one of this page, or was rejected or withdrawn.');
  }
  const missing = sources.find((id) => !known.sources.has(id));
  if (missing !== undefined) throw refuse(`There is no source ${missing}, which is named as a cause.`);
  return [...new Map(causes.map((cause) => [causeKey(cause), cause])).values()];
}

function causeKey(cause: VersionCause): string {
  if (cause.kind === 'review') return `review ${cause.review}`;
  if (cause.kind === 'source') return `source ${cause.source}`;
  return cause.kind === 'run' ? `run ${cause.run} ${cause.note}` : `edit ${cause.note}`;
}

function refuse(message: string): AppError {
  return new AppError('invalid-input', message, {
    place: { field: 'causes' },
    remedy: 'Look at the list of causes again.',
  });
}
