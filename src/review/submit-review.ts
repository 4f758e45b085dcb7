/**
 * Takes a review of a version. Without accounts the author is the name given and nothing more, and says so where it
 * is shown; a Challenge lowers the page's confidence from then on, because it is open until someone answers it.
 */
import { AppError } from '#domain/errors.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { REVIEW_KINDS, type ReviewKind } from '#domain/review.ts';
import { findUnseen, isBlank, withoutBidiControls } from '#domain/unseen-characters.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendReview, hasSameReview } from '#store/reviews.ts';
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

/**
 * Stores the review and returns the id of the version it is about. Throws `invalid-input` naming the field (also for
 * the same words by the same name on the same version) or `not-found`.
 */
export async function submitReview(
  tx: WriteTx,
  deps: { clock: Clock; newId: NewId },
  input: ReviewInput,
): Promise<string> {
  const { kind, author, text } = readReview(input);
  const version = await findVersionByHash(tx, input.analysis, input.contentHash);
  if (version === undefined)
    throw new AppError('not-found', `analysis #${input.analysis} has no such version.`);
  if (await hasSameReview(tx, { versionId: version.id, author, text })) {
    throw invalid('text', 'stands on the page already, under the same name.');
  }
  const submittedAt = nowIso(deps.clock);
  const id = deps.newId();
  const origin = 'submitted';
  await appendReview(tx, { id, versionId: version.id, kind, origin, author, text, submittedAt });
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

function readReview(input: ReviewInput): { kind: ReviewKind; author: string; text: string } {
  const kind = REVIEW_KINDS.find((known): known is ReviewKind => known === input.kind);
  if (kind === undefined) throw invalid('kind', `must be one of ${REVIEW_KINDS.join(', ')}.`);
  const author = readWords('name', input.author, REVIEW_LIMITS.author);
  const text = readWords('text', input.text, REVIEW_LIMITS.text);
  refuseUnseen('version', input.contentHash);
  if (/[\t\n]/.test(author)) throw invalid('name', 'must be on one line.');
  return { kind, author, text };
}

/** The words as they are kept: forms send line ends as two characters, and copied text brings marks of direction. */
function readWords(field: string, given: string, most: number): string {
  const words = withoutBidiControls(given.replaceAll('\r\n', '\n')).trim();
  refuseUnseen(field, words);
  if (isBlank(words) || words.length > most) throw invalid(field, `must have 1 to ${most} characters.`);
  return words;
}

function refuseUnseen(field: string, words: string): void {
  const unseen = findUnseen(words);
  if (unseen === undefined) return;
  throw invalid(field, `holds a character that nobody could see (${unseen}).`);
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, {
    place: { field },
    remedy: 'Correct the field and send it again.',
  });
}
