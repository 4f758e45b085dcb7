/** Moves a version between stages: submits it for review, returns it to its author, or withdraws it for good. */
import { actorOf } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { StageAction } from '#domain/workflow.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import type { Cell } from '#store/current-versions.ts';
import { moveStage, type StagedVersion } from '#store/stages.ts';
import { readNote } from './read-note.ts';
import { requireReason } from './read-reason.ts';
import { assertAction, lockSeenVersion, type SeenVersion, subjectOf } from './seen-version.ts';

/** The actions that are a move and no more. */
export type MoveAction = Exclude<StageAction, 'approve' | 'publish'>;

/** What is asked for. `reason` may be blank where the action needs none. */
export type MoveInput = SeenVersion & { readonly action: MoveAction; readonly reason: string };

/** `requestRelating`: asks for the signals of the cell to be held against what now stands for it. */
export type MoveDeps = {
  readonly clock: Clock;
  readonly requestRelating: (tx: WriteTx, cell: Cell) => Promise<unknown>;
};

const EVENTS: Readonly<Record<MoveAction, string>> = {
  submit: 'version.submitted',
  return: 'version.returned',
  withdraw: 'version.withdrawn',
};

/**
 * Makes the move and returns the version as it was. Throws `not-found`, `conflict` when the stage does not allow it any
 * more, `forbidden`, or `invalid-input` for the reason.
 */
export async function moveVersion(tx: WriteTx, deps: MoveDeps, input: MoveInput): Promise<StagedVersion> {
  const version = await lockSeenVersion(tx, input);
  const rule = assertAction(input.action, version.stage, input.actor);
  const reason = (rule.needsReason ? requireReason : readNote)('reason', input.reason);
  const at = nowIso(deps.clock);
  const actor = actorOf(input.actor);
  await moveStage(tx, { version: version.id, from: version.stage, to: rule.to, actor, reason, at });
  await appendAuditEvent(tx, {
    at,
    actor,
    action: EVENTS[input.action],
    subject: subjectOf(version),
    beforeHash: version.contentHash,
    detail: { from: version.stage, to: rule.to, reason },
  });
  // What stands for the cell is another version once the Live one is gone.
  if (version.stage === 'Live') await deps.requestRelating(tx, version);
  return version;
}
