/** Reviews people submitted, oldest first; append-only. */
import type { Review } from '#domain/review.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Appends a review; one with a known id is left as it is, which is told by false. */
export async function appendReview(tx: WriteTx, review: Review): Promise<boolean> {
  const result = await tx
    .insertInto('review')
    .values({
      id: review.id,
      version: review.versionId,
      kind: review.kind,
      origin: review.origin,
      author: review.author,
      text: review.text,
      submitted_at: review.submittedAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Reviews of all versions of an analysis. */
export async function listReviews(tx: ReadTx, analysis: number): Promise<(Review & { version: number })[]> {
  return tx
    .selectFrom('review as r')
    .innerJoin('analysis_version as v', 'v.id', 'r.version')
    .select([
      'r.id',
      'r.version as versionId',
      'v.number as version',
      'r.kind',
      'r.origin',
      'r.author',
      'r.text',
      'r.submitted_at as submittedAt',
    ])
    .where('v.analysis', '=', analysis)
    .orderBy('r.submitted_at')
    .orderBy('r.id')
    .execute();
}

/** Challenges on exactly this version; without accounts and outcomes, every one counts as open. */
export async function countOpenChallenges(tx: ReadTx, version: string): Promise<number> {
  const row = await tx
    .selectFrom('review')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('version', '=', version)
    .where('kind', '=', 'Challenge')
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** True when this name has said these very words of this version before. */
export async function hasSameReview(
  tx: ReadTx,
  review: Pick<Review, 'versionId' | 'author' | 'text'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('review')
    .select('id')
    .where('version', '=', review.versionId)
    .where('author', '=', review.author)
    .where('text', '=', review.text)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
