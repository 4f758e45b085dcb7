/**
 * Takes a review of a version. Without accounts the author is the name given and nothing more, and says so where it
 * is shown; a Challenge lowers the page's confidence from then on, because it is open until someone answers it.
 */
import { AppError } from '#domain/errors.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { REVIEW_KINDS, type ReviewKind } from '#domain/review.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendReview } from '#store/reviews.ts';
import { findVersionByHash } from '#store/versions.ts';

/** Longest name and text that are taken, in UTF-16 units. */
export const REVIEW_LIMITS = { author: 120, text: 10_000 } as const;

/** A review as it came from the form. */
export type ReviewInput = {
  readonly analysis: number;
  /** Hash of the version the reader had before them. */
  readonly contentHash: string;
  readonly kind: string;
  readonly author: string;
  readonly text: string;
};

/** Stores the review and returns the id of the version it is about. Throws `invalid-input` or `not-found`. */
export async function submitReview(
  tx: WriteTx,
  deps: { clock: Clock; newId: NewId },
  input: ReviewInput,
): Promise<string> {
  const author = input.author.trim();
  const text = input.text.trim();
  const kind = REVIEW_KINDS.find((known): known is ReviewKind => known === input.kind);
  if (kind === undefined) throw invalid('kind', `must be one of ${REVIEW_KINDS.join(', ')}.`);
  if (author === '' || author.length > REVIEW_LIMITS.author) {
    throw invalid('name', `must have 1 to ${REVIEW_LIMITS.author} characters.`);
  }
  if (text === '' || text.length > REVIEW_LIMITS.text) {
    throw invalid('text', `must have 1 to ${REVIEW_LIMITS.text} characters.`);
  }
  for (const [field, value] of Object.entries({ name: author, text, version: input.contentHash })) {
    if (value.includes('\0')) throw invalid(field, 'holds a NUL character, which cannot be stored.');
  }
  const version = await findVersionByHash(tx, input.analysis, input.contentHash);
  if (version === undefined)
    throw new AppError('not-found', `analysis #${input.analysis} has no such version.`);
  const submittedAt = nowIso(deps.clock);
  const id = deps.newId();
  await appendReview(tx, { id, versionId: version.id, kind, author, text, submittedAt });
  await appendAuditEvent(tx, {
    at: submittedAt,
    actor: author,
    action: 'review.submitted',
    subject: `analysis:${input.analysis}/${version.number}`,
    beforeHash: input.contentHash,
    detail: { review: id, kind },
  });
  return version.id;
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, {
    place: { field },
    remedy: 'Correct the field and send it again.',
  });
}
