/** Adds words to a review: a comment by anyone who may review, or an answer by an editor that speaks for the editors. */
import { AppError } from '#domain/errors.ts';
import { type AccountRole, actorOf, type Viewer } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { COMMENT_KINDS, type CommentKind } from '#domain/review.ts';
import { refuseComment } from '#domain/review-rules.ts';
import type { WriteTx } from '#store/connect.ts';
import type { ReviewRecord } from '#store/review-records.ts';
import { appendComment, hasSameComment } from '#store/review-threads.ts';
import { assertAllowed, getReview, recordAct } from './get-review.ts';
import { readNote } from './read-note.ts';

/** Longest comment, in UTF-16 units. */
export const LONGEST_COMMENT = 5_000;

/** A comment as it came from the form. `least`: who may take part on this installation. */
export type CommentInput = {
  readonly actor: Viewer;
  readonly least: AccountRole;
  readonly review: string;
  readonly kind: string;
  readonly text: string;
};

/** Stores the comment. Throws `not-found`, `forbidden`, or `invalid-input` naming the field. */
export async function commentOnReview(
  tx: WriteTx,
  deps: { readonly clock: Clock; readonly newId: NewId },
  input: CommentInput,
): Promise<ReviewRecord> {
  const kind = readKind(input.kind);
  const review = await getReview(tx, input.review);
  assertAllowed(refuseComment(kind, input.least, input.actor));
  const text = readNote('text', input.text, LONGEST_COMMENT);
  if (text === null) throw invalid('text', 'is needed.');
  const author = actorOf(input.actor);
  if (await hasSameComment(tx, { review: review.id, author, text })) {
    throw invalid('text', 'stands there already: it was your last comment.');
  }
  const [id, at] = [deps.newId(), nowIso(deps.clock)];
  await appendComment(tx, { id, review: review.id, person: input.actor.id, author, kind, text, at });
  await recordAct(tx, deps, {
    ...{ review, actor: input.actor },
    action: kind === 'answer' ? 'review.answered' : 'review.commented',
    detail: { comment: id },
  });
  return review;
}

function readKind(given: string): CommentKind {
  const kind = COMMENT_KINDS.find((known) => known === given);
  if (kind === undefined) throw invalid('kind', `must be one of ${COMMENT_KINDS.join(', ')}.`);
  return kind;
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, {
    place: { field },
    remedy: 'Correct the field and send it again.',
  });
}
