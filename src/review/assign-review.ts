/** Hands a review to whoever is to look at it: taken, given or dropped, and never from under somebody unseen. */
import { AppError } from '#domain/errors.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { refuseAssignment } from '#domain/review-rules.ts';
import type { WriteTx } from '#store/connect.ts';
import type { ReviewRecord } from '#store/review-records.ts';
import { appendAssignment, findReviewer, lockAssignee } from '#store/review-threads.ts';
import { assertAllowed, getReview, recordAct } from './get-review.ts';

/** `to` and `seen` are ids of people, empty for nobody; `seen` is whom the sender saw it with. */
export type AssignInput = {
  readonly actor: Viewer;
  readonly review: string;
  readonly to: string;
  readonly seen: string;
};

/** Stores the assignment. Throws `not-found`, `invalid-input`, `forbidden`, or `conflict` when it changed hands. */
export async function assignReview(
  tx: WriteTx,
  deps: { readonly clock: Clock },
  input: AssignInput,
): Promise<ReviewRecord> {
  const found = await getReview(tx, input.review);
  const locked = await lockAssignee(tx, found.id);
  const assignee = locked?.assignee ?? null;
  if ((assignee ?? '') !== input.seen) {
    throw new AppError('conflict', 'The review has changed hands in the meantime.', {
      remedy: 'Look at it again; nothing was changed.',
    });
  }
  // Asked again under the lock: who waited for it sees the outcome that was given meanwhile.
  const review = await getReview(tx, found.id);
  const to = input.to === '' ? null : await readReviewer(tx, input.to);
  assertAllowed(refuseAssignment({ ...review, assignee }, to, input.actor));
  if ((to?.id ?? null) === assignee) return review;
  const at = nowIso(deps.clock);
  await appendAssignment(tx, { review: review.id, assignee: to?.id ?? null, by: actorOf(input.actor), at });
  await recordAct(tx, deps, {
    ...{ review, actor: input.actor, action: 'review.assigned' },
    detail: { assignee: to?.id ?? null },
  });
  return review;
}

async function readReviewer(tx: WriteTx, id: string): Promise<Viewer> {
  const person = /^[0-9a-f-]{36}$/.test(id) ? await findReviewer(tx, id) : undefined;
  if (person !== undefined) return person;
  throw new AppError('invalid-input', 'must be an analyst or editor with an open account.', {
    place: { field: 'assignee' },
    remedy: 'Choose one from the list; nothing was changed.',
  });
}
