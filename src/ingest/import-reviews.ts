/**
 * Reviews that a file brings: with what they are about, what was said after them and how they ended where they were
 * exported. A review that is here already is left as it is, whatever the file says of it: no file decides on one of ours.
 */
import type { NewId } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendComment, appendOutcome } from '#store/review-threads.ts';
import { appendReview } from '#store/reviews.ts';
import type { ReadReview } from './read-analysis-file.ts';

/** The version that the reviews are of, and the import that brings them. */
export type ReviewedVersion = {
  readonly id: string;
  readonly subject: string;
  readonly hash: string;
  readonly at: string;
  readonly importFile: string;
  readonly actor: string;
};

/** How many were not here yet. Who imported them is in the trail; who wrote them, only the file says. */
export async function importReviews(
  tx: WriteTx,
  deps: { readonly newId: NewId },
  version: ReviewedVersion,
  reviews: readonly ReadReview[],
): Promise<number> {
  let added = 0;
  for (const review of reviews) {
    const { comments: _comments, outcome: _outcome, ...said } = review;
    if (!(await appendReview(tx, { ...said, versionId: version.id }))) continue;
    added += 1;
    await importThread(tx, deps, review);
    await appendAuditEvent(tx, {
      at: version.at,
      actor: version.actor,
      action: 'review.imported',
      subject: version.subject,
      beforeHash: version.hash,
      detail: {
        review: review.id,
        kind: review.kind,
        author: review.author,
        submittedAt: review.submittedAt,
        outcome: review.outcome?.outcome ?? null,
        file: version.importFile,
      },
    });
  }
  return added;
}

async function importThread(tx: WriteTx, deps: { readonly newId: NewId }, review: ReadReview): Promise<void> {
  for (const { author, kind, text, writtenAt } of review.comments ?? []) {
    const comment = { id: deps.newId(), review: review.id, person: null, author, kind, text };
    await appendComment(tx, { ...comment, at: writtenAt });
  }
  if (review.outcome === undefined) return;
  const { outcome, reason, by, decidedAt } = review.outcome;
  await appendOutcome(tx, { review: review.id, outcome, reason, person: null, actor: by, at: decidedAt });
}
