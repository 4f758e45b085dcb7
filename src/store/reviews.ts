/** Reviews as they are appended, and how many stand against a version. Reading them is in `review-records.ts`. */
import { sql } from 'kysely';
import { type Review, type ReviewDetail, WHOLE_VERSION } from '#domain/review.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** A review to append; what an imported or system review does not say may be left out. */
export type NewReview = Review & Partial<ReviewDetail>;

/** Appends a review; one with a known id is left as it is, which is told by false. */
export async function appendReview(tx: WriteTx, review: NewReview): Promise<boolean> {
  const { target = WHOLE_VERSION, evidence = [] } = review;
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
      person: review.person ?? null,
      person_role: review.role ?? null,
      severity: review.severity ?? null,
      target: target.kind === 'version' ? null : JSON.stringify(target),
      proposed_text: review.proposedText ?? null,
      evidence: JSON.stringify(evidence),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Challenges that stand against this version: raised on it or carried over, and not settled by it. */
export async function countStandingChallenges(
  tx: ReadTx,
  version: string,
): Promise<{ readonly open: number; readonly critical: number }> {
  const { rows } = await sql<{ open: number; critical: number }>`
    select count(*)::integer as open, (count(*) filter (where r.weight = 2))::integer as critical
      from analysis_version v join review_state r on r.analysis = v.analysis and is_standing(r, v)
     where v.id = ${version}`.execute(tx);
  return rows[0] ?? { open: 0, critical: 0 };
}

/** Ids of the critical challenges that stand against this version, oldest first; at most ten. */
export async function listCriticalChallenges(tx: ReadTx, version: string): Promise<string[]> {
  const { rows } = await sql<{ review: string }>`
    select r.review
      from analysis_version v join review_state r on r.analysis = v.analysis and r.weight = 2 and is_standing(r, v)
     where v.id = ${version} order by r.submitted_at, r.review limit 10`.execute(tx);
  return rows.map(({ review }) => review);
}

/** How many challenges stand against this version. */
export async function countOpenChallenges(tx: ReadTx, version: string): Promise<number> {
  return (await countStandingChallenges(tx, version)).open;
}

/** True when this author has said these very words of this version before. */
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
