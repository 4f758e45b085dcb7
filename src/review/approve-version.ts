/**
 * Approves a version, or takes an approval back. An approval is a review of exactly this content by an editor who did
 * not write it; the gate asks for one, and one of the Live version puts off its next review.
 */
import { AppError } from '#domain/errors.ts';
import { actorOf } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { appendApproval, listApprovals, type StandingApproval, withdrawApproval } from '#store/approvals.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import type { StagedVersion } from '#store/stages.ts';
import { readNote } from './read-note.ts';
import { requireReason } from './read-reason.ts';
import { refuseMaker } from './refuse-maker.ts';
import { assertAction, lockSeenVersion, type SeenVersion, subjectOf } from './seen-version.ts';

/** `requestReverification`: confidence counts approvals, so the version is verified again. */
export type ApproveDeps = {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<unknown>;
};

/** `note` may be blank. */
export type ApproveInput = SeenVersion & { readonly note: string };

const NO_WORDS = 'Approved without a remark.';

/** Stores the Approval; its id. Throws `not-found`, `conflict`, `forbidden` (to the author, too), `invalid-input`. */
export async function approveVersion(tx: WriteTx, deps: ApproveDeps, input: ApproveInput): Promise<string> {
  const version = await lockSeenVersion(tx, input);
  assertAction('approve', version.stage, input.actor);
  await refuseMaker(tx, version.id, input.actor, 'Ask another editor; nothing was changed.');
  const text = readNote('note', input.note) ?? NO_WORDS;
  const at = nowIso(deps.clock);
  refuseSecond(await listOwn(tx, version, input), version, at);
  const actor = actorOf(input.actor);
  const id = deps.newId();
  await appendApproval(tx, { id, version: version.id, by: input.actor, actor, text, at });
  await appendAuditEvent(tx, {
    ...{ at, actor, action: 'version.approved', subject: subjectOf(version) },
    beforeHash: version.contentHash,
    detail: { review: id, stage: version.stage },
  });
  await deps.requestReverification(tx, version.id);
  return id;
}

/** Takes back what this person has approved. Throws `not-found` when nothing of theirs stands, `invalid-input`. */
export async function takeBackApproval(
  tx: WriteTx,
  deps: Omit<ApproveDeps, 'newId'>,
  input: SeenVersion & { readonly reason: string },
): Promise<void> {
  const version = await lockSeenVersion(tx, input);
  const reason = requireReason('reason', input.reason);
  const own = await listOwn(tx, version, input);
  if (own.length === 0) {
    throw new AppError('not-found', 'No approval of yours stands on this version; nothing was changed.');
  }
  const at = nowIso(deps.clock);
  const actor = actorOf(input.actor);
  for (const { review } of own) {
    await withdrawApproval(tx, { review, reason, actor, at });
    await appendAuditEvent(tx, {
      ...{ at, actor, action: 'approval.withdrawn', subject: subjectOf(version) },
      beforeHash: version.contentHash,
      detail: { review, reason },
    });
  }
  await deps.requestReverification(tx, version.id);
}

async function listOwn(tx: WriteTx, version: StagedVersion, { actor }: SeenVersion) {
  return (await listApprovals(tx, version.id)).filter(({ person }) => person === actor.id);
}

/** One is enough before publication; later each look is news, but not twice on a day. */
function refuseSecond(own: readonly StandingApproval[], { stage }: StagedVersion, at: string): void {
  const last = own.at(-1);
  if (last === undefined) return;
  if (stage === 'Live' && last.submittedAt.slice(0, 10) < at.slice(0, 10)) return;
  throw new AppError('conflict', 'You have approved this version already; your approval stands.', {
    remedy: 'Take it back if you think otherwise now; nothing was changed.',
  });
}
