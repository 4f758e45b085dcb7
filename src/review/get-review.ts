/** The review that somebody acts on, and what every act on one ends with: a line in the trail and a new look at the page. */
import { AppError } from '#domain/errors.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { RuleRefusal } from '#domain/review-rules.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { listCheckedVersions } from '#store/current-versions.ts';
import { findReview, type ReviewRecord } from '#store/review-records.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The review with this id. Throws `not-found`. */
export async function getReview(tx: ReadTx, id: string): Promise<ReviewRecord> {
  const review = UUID.test(id) ? await findReview(tx, id) : undefined;
  if (review === undefined) {
    throw new AppError('not-found', 'There is no review with this address.', {
      remedy: 'Look for it on the page of its analysis; reviews are never removed.',
    });
  }
  return review;
}

/** Throws the refusal, if it is one. */
export function assertAllowed(refusal: RuleRefusal | null): void {
  if (refusal === null) return;
  throw new AppError(refusal.code, refusal.message, { remedy: 'Nothing was changed.' });
}

/** An act on a review: who, what (`review.accepted`), and the facts that the trail keeps. */
export type ReviewAct = {
  readonly review: ReviewRecord;
  readonly actor: Viewer;
  readonly action: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Writes the act into the trail, under the version that the review is about. */
export async function recordAct(tx: WriteTx, deps: { readonly clock: Clock }, act: ReviewAct): Promise<void> {
  const { review } = act;
  await appendAuditEvent(tx, {
    at: nowIso(deps.clock),
    actor: actorOf(act.actor),
    action: act.action,
    subject: `analysis:${review.analysis}/${review.version}`,
    detail: { review: review.id, kind: review.kind, ...act.detail },
  });
}

/** Asks for a new verification wherever the review could count: its own version and those that readers and authors see. */
export async function requestLooks(
  tx: WriteTx,
  deps: { readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<unknown> },
  { analysis, versionId }: Pick<ReviewRecord, 'analysis' | 'versionId'>,
): Promise<void> {
  const checked = await listCheckedVersions(tx, analysis);
  for (const id of new Set([versionId, ...checked])) await deps.requestReverification(tx, id);
}
