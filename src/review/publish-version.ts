/**
 * Publishes a version through the gate: what the editor saw, verified with the evidence of this moment, approved by
 * somebody else than its author, with nothing in the way that was not overridden openly. The version before goes to
 * the archive in the same transaction, so a reader meets one of the two and never both or none.
 */
import { AppError } from '#domain/errors.ts';
import { describeOverridable, findCountingApproval, type GateBar, listBars } from '#domain/gate.ts';
import { actorOf } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import type { Cell } from '#store/current-versions.ts';
import { appendPublication, type LoadedGateFacts, loadGateFacts } from '#store/publications.ts';
import { findLiveVersion, lockCell, lockVersions, moveStage, type StagedVersion } from '#store/stages.ts';
import { holdEvidence } from '#store/verifications.ts';
import { readNote } from './read-note.ts';
import { assertAction, getSeenVersion, type SeenVersion, subjectOf } from './seen-version.ts';

/** `verifyVersion` holds the version against what is stored now, in this transaction. */
export type PublishDeps = {
  readonly clock: Clock;
  readonly verifyVersion: (tx: WriteTx, versionId: string) => Promise<unknown>;
  readonly requestRelating: (tx: WriteTx, cell: Cell) => Promise<unknown>;
};

/** `overrideReason` is blank where nothing is overridden; `overridden` is what was seen in the way, in the gate's words. */
export type PublishInput = SeenVersion & {
  readonly overrideReason: string;
  readonly overridden: string;
};

/** What was decided. `archived` is the version that was Live before; null when the cell had none. */
export type Published = { readonly version: StagedVersion; readonly archived: StagedVersion | null };

/**
 * Publishes. Throws `not-found`, `conflict` (moved meanwhile, or something in the way that cannot be overridden or was
 * not seen), `forbidden`, or `invalid-input` where an override lacks its reason.
 */
export async function publishVersion(
  tx: WriteTx,
  deps: PublishDeps,
  input: PublishInput,
): Promise<Published> {
  const { version, live } = await lockForPublishing(tx, input);
  assertAction('publish', version.stage, input.actor);
  await deps.verifyVersion(tx, version.id);
  const facts = await loadGateFacts(tx, version.id);
  const override = passGate(listBars(facts), input);
  const at = nowIso(deps.clock);
  const actor = actorOf(input.actor);
  await keepDecision(tx, { seen: input, facts, override, at });
  if (live !== null) {
    const reason = `Superseded by #${version.analysis} version ${version.number}.`;
    await moveStage(tx, { version: live.id, from: 'Live', to: 'Archived', actor, reason, at });
  }
  await moveStage(tx, {
    ...{ version: version.id, from: 'In review', to: 'Live', actor, at },
    reason: override?.reason ?? null,
  });
  await tell(tx, { version, live, facts, override, actor, at });
  await deps.requestRelating(tx, version);
  return { version, archived: live };
}

/** The version and the Live one, with everything locked that could change either, in the order that all keep. */
async function lockForPublishing(tx: WriteTx, seen: SeenVersion) {
  const { id, jurisdiction, topic, stage } = await getSeenVersion(tx, seen);
  // Asked before the locks, too: what cannot be published anyway must not wait for others.
  assertAction('publish', stage, seen.actor);
  const cell = { jurisdiction, topic };
  await holdEvidence(tx);
  await lockCell(tx, cell);
  const before = await findLiveVersion(tx, cell);
  await lockVersions(tx, before === undefined ? [id] : [id, before.id]);
  // Whoever held the locks may have moved both.
  return { version: await getSeenVersion(tx, seen), live: (await findLiveVersion(tx, cell)) ?? null };
}

type Override = { readonly reason: string; readonly bars: string };

type Decision = {
  readonly facts: LoadedGateFacts;
  readonly override: Override | null;
  readonly at: string;
};

/** Null when nothing is in the way; the override when all that is may be passed and was seen. */
function passGate(bars: readonly GateBar[], input: PublishInput): Override | null {
  const closed = bars.filter(({ overridable }) => !overridable);
  if (closed.length > 0) {
    throw new AppError('conflict', closed.map(({ message }) => message).join(' '), {
      remedy: 'It can go live once that is no longer so; nothing was changed.',
    });
  }
  if (bars.length === 0) return null;
  const words = describeOverridable(bars);
  const reason = readNote('override', input.overrideReason);
  if (reason === null) {
    throw new AppError('invalid-input', `${words} To publish all the same takes a reason that readers see.`, {
      place: { field: 'override' },
      remedy: 'Give the reason, or settle what is open; nothing was changed.',
    });
  }
  if (input.overridden.trim() !== words) {
    throw new AppError('conflict', `What stands in the way is not what you saw: ${words}`, {
      remedy: 'Look at it again before you override it; nothing was changed.',
    });
  }
  return { reason, bars: words };
}

async function keepDecision(
  tx: WriteTx,
  { seen, facts, override, at }: Decision & { seen: SeenVersion },
): Promise<void> {
  const version = await getSeenVersion(tx, seen);
  const approval = findCountingApproval(facts);
  if (approval === undefined || version.verification === null) {
    throw new Error('the gate let a version pass that is not approved or not verified');
  }
  await appendPublication(tx, {
    version: version.id,
    contentHash: seen.contentHash,
    verification: version.verification,
    author: facts.author,
    approval: approval.review,
    approvedBy: actorOf({ id: approval.person }),
    overrideReason: override?.reason ?? null,
    at,
  });
}

/** One event for each of the two versions. */
async function tell(
  tx: WriteTx,
  told: Decision & { version: StagedVersion; live: StagedVersion | null; actor: string },
): Promise<void> {
  const { version, live, facts, override, actor, at } = told;
  const before = live === null ? {} : { beforeHash: live.contentHash };
  await appendAuditEvent(tx, {
    ...{ at, actor, action: 'version.published', subject: subjectOf(version) },
    ...before,
    afterHash: version.contentHash,
    detail: {
      approval: findCountingApproval(facts)?.review ?? null,
      supersedes: live === null ? null : subjectOf(live),
      overridden: override?.bars ?? null,
      overrideReason: override?.reason ?? null,
    },
  });
  if (live === null) return;
  await appendAuditEvent(tx, {
    ...{ at, actor, action: 'version.archived', subject: subjectOf(live) },
    beforeHash: live.contentHash,
    afterHash: version.contentHash,
    detail: { supersededBy: subjectOf(version) },
  });
}
