/**
 * Gives a review its outcome: accepted or rejected by an editor, withdrawn by whoever submitted it, always with a reason
 * that readers see. A Challenge of a person and one of the system end the same way; what a rejected one rested on stays.
 */
import { AppError } from '#domain/errors.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { REVIEW_OUTCOMES, type ReviewOutcome } from '#domain/review.ts';
import { refuseOutcome } from '#domain/review-rules.ts';
import type { WriteTx } from '#store/connect.ts';
import type { ReviewRecord } from '#store/review-records.ts';
import { appendOutcome } from '#store/review-threads.ts';
import { assertAllowed, getReview, recordAct, requestLooks } from './get-review.ts';
import { requireReason } from './read-reason.ts';

/** `requestReverification`: confidence counts what stands against a version. */
export type DecideDeps = {
  readonly clock: Clock;
  readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<unknown>;
};

/** A decision as it came from the form. */
export type DecideInput = {
  readonly actor: Viewer;
  readonly review: string;
  readonly outcome: string;
  readonly reason: string;
};

/**
 * Stores the outcome. Throws `not-found`, `invalid-input` naming the field, `forbidden` by `domain/review-rules.ts`, or
 * `conflict` when it was decided meanwhile.
 */
export async function decideReview(tx: WriteTx, deps: DecideDeps, input: DecideInput): Promise<ReviewRecord> {
  const outcome = readOutcome(input.outcome);
  const review = await getReview(tx, input.review);
  assertAllowed(refuseOutcome(outcome, review, input.actor));
  const reason = requireReason('reason', input.reason);
  await giveOutcome(tx, deps, { review, actor: input.actor, outcome, reason });
  await requestLooks(tx, deps, review);
  return review;
}

/** Stores an outcome that the rules allow, with its line in the trail. Throws `conflict` for a second one. */
export async function giveOutcome(
  tx: WriteTx,
  deps: { readonly clock: Clock },
  given: {
    readonly review: ReviewRecord;
    readonly actor: Viewer;
    readonly outcome: ReviewOutcome;
    readonly reason: string;
  },
): Promise<void> {
  const { review, actor, outcome, reason } = given;
  const isFirst = await appendOutcome(tx, {
    ...{ review: review.id, outcome, reason, person: actor.id, actor: actorOf(actor) },
    at: nowIso(deps.clock),
  });
  if (!isFirst) {
    throw new AppError('conflict', 'Somebody else has decided on the review in the meantime.', {
      remedy: 'Look at it again; nothing was changed.',
    });
  }
  await recordAct(tx, deps, { review, actor, action: `review.${outcome}`, detail: { outcome, reason } });
}

function readOutcome(given: string): ReviewOutcome {
  const outcome = REVIEW_OUTCOMES.find((known) => known === given);
  if (outcome !== undefined) return outcome;
  throw new AppError('invalid-input', `must be one of ${REVIEW_OUTCOMES.join(', ')}.`, {
    place: { field: 'outcome' },
    remedy: 'Choose one and send it again.',
  });
}
