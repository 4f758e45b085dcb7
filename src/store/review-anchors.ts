/** Where reviews of earlier versions stand on later ones. Written once for each pair. */
import { sql } from 'kysely';
import type { ReviewAnchor, ReviewTarget } from '#domain/review.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** A review without its place on a version: `target` is the newest place that is known of it. */
export type ReviewToAnchor = { readonly id: string; readonly target: ReviewTarget };

/**
 * Reviews of earlier versions that wait for an outcome, or were accepted and are not mended before this version, and
 * have no place on it yet. Approvals are of one version, and the system looks at each version anew.
 */
export async function listReviewsToAnchor(tx: ReadTx, version: string): Promise<ReviewToAnchor[]> {
  const { rows } = await sql<ReviewToAnchor>`
    select s.review as id, coalesce(
             (select a.target from review_anchor a join analysis_version w on w.id = a.version
               where a.review = s.review and a.state = 'anchored' and w.number < v.number
               order by w.number desc limit 1),
             r.target, '{"kind":"version"}'::json) as target
      from analysis_version v
      join review_state s on s.analysis = v.analysis and s.version_number < v.number
      join review r on r.id = s.review
     where v.id = ${version} and s.kind <> 'Approval' and s.origin <> 'system' and s.state in ('open', 'accepted')
       and not exists (select from review_anchor a where a.review = s.review and a.version = v.id)
       and not (s.state = 'accepted' and exists (
             select from version_cause c join analysis_version m on m.id = c.version
              where c.review = s.review and m.number < v.number))
     order by s.submitted_at, s.review`.execute(tx);
  return rows;
}

/** Appends the place of a review on a version; one that is there already stays. */
export async function appendAnchor(
  tx: WriteTx,
  { review, version, anchor }: { review: string; version: string; anchor: ReviewAnchor },
): Promise<void> {
  const target =
    anchor.state === 'outdated' || anchor.target.kind === 'version' ? null : JSON.stringify(anchor.target);
  await tx
    .insertInto('review_anchor')
    .values({ review, version, state: anchor.state, target })
    .onConflict((conflict) => conflict.columns(['review', 'version']).doNothing())
    .execute();
}

/** Where a review stands on a version, or undefined when nobody has looked. */
export async function findAnchor(
  tx: ReadTx,
  review: string,
  version: string,
): Promise<ReviewAnchor | undefined> {
  const row = await tx
    .selectFrom('review_anchor')
    .select(['state', 'target'])
    .where('review', '=', review)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.state === 'outdated') return { state: 'outdated' };
  // Written by `appendAnchor` only.
  return { state: 'anchored', target: (row.target as ReviewTarget | null) ?? { kind: 'version' } };
}

/** Ids of the versions of the same analysis that came after this one, oldest first. */
export async function listLaterVersions(tx: ReadTx, version: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('analysis_version as later')
    .innerJoin('analysis_version as v', 'v.analysis', 'later.analysis')
    .select('later.id')
    .where('v.id', '=', version)
    .whereRef('later.number', '>', 'v.number')
    .orderBy('later.number')
    .execute();
  return rows.map(({ id }) => id);
}
