/**
 * Opens a Challenge by the system on a version that a stored document speaks against: one for each document and status
 * it claims, however many sentences say so and however often it was printed. It changes no status (product
 * invariant 11); what becomes of it is for people.
 */
import { nowIso } from '#domain/ports.ts';
import type { SignalRelation } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { documentKeys } from '#grounding/same-document.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import { findSourceText } from '#store/candidate-sources.ts';
import type { WriteTx } from '#store/connect.ts';
import type { CurrentVersion } from '#store/current-versions.ts';
import { appendReview } from '#store/reviews.ts';
import type { StoredSignal } from '#store/signals.ts';
import {
  appendChallengeEvidence,
  appendSystemChallenge,
  listOpenedChallenges,
  type OpenedChallenge,
} from '#store/system-challenges.ts';
import { describeChallenge } from './describe-challenge.ts';
import type { WatchDeps } from './signal-rules.ts';

/** A signal that contradicts a version; its relation is stored already. */
export type Contradiction = {
  readonly version: CurrentVersion;
  readonly topic: Topic;
  readonly signal: StoredSignal;
  readonly relation: SignalRelation;
};

/** `extended`: another passage or print of the document. `known`: this very passage is there. */
export type ChallengeOutcome = 'opened' | 'extended' | 'known';

/** The caller holds the lock on the version's row, so that two that find the same document open one challenge. */
export async function openChallenge(
  tx: WriteTx,
  deps: WatchDeps,
  contradiction: Contradiction,
): Promise<ChallengeOutcome> {
  const { version, signal } = contradiction;
  const at = nowIso(deps.clock);
  const opened = await listOpenedChallenges(tx, version.id, signal.status);
  const standing = await findSameDocument(tx, opened, signal);
  const review = standing ?? (await appendChallenge(tx, deps, contradiction, at));
  const evidence = { review, version: version.id, signal: signal.id, at };
  const isNew = await appendChallengeEvidence(tx, evidence);
  if (!isNew) return 'known';
  await appendAuditEvent(tx, {
    at,
    actor: deps.rules.engine,
    action: standing === undefined ? 'challenge.opened' : 'challenge.extended',
    subject: `analysis:${version.analysis}/${version.number}`,
    beforeHash: version.contentHash,
    detail: { review, signal: signal.id, source: signal.sourceId, snapshot: signal.snapshot },
  });
  return standing === undefined ? 'opened' : 'extended';
}

async function appendChallenge(
  tx: WriteTx,
  deps: WatchDeps,
  contradiction: Contradiction,
  at: string,
): Promise<string> {
  const { version, signal } = contradiction;
  const id = deps.newId();
  await appendReview(tx, {
    id,
    versionId: version.id,
    kind: 'Challenge',
    origin: 'system',
    author: deps.rules.engine,
    text: describeChallenge(contradiction),
    submittedAt: at,
  });
  await appendSystemChallenge(tx, {
    review: id,
    version: version.id,
    snapshot: signal.snapshot,
    claimedStatus: signal.status,
  });
  return id;
}

/** The challenge that rests on this document or on a copy of it. */
async function findSameDocument(
  tx: WriteTx,
  opened: readonly OpenedChallenge[],
  signal: StoredSignal,
): Promise<string | undefined> {
  const same = opened.find(({ texts }) => texts.some(({ snapshot }) => snapshot === signal.snapshot));
  if (same !== undefined) return same.review;
  if (opened.length === 0) return undefined;
  const own = await findSourceText(tx, signal.sourceId);
  if (own === undefined) return undefined;
  const prepared = prepareSource(own.text);
  for (const { review, texts } of opened) {
    // Every further text of it was a copy of the first, so the first one stands for all.
    const first = await findSourceText(tx, texts[0]?.sourceId ?? 0);
    if (first === undefined) continue;
    const keys = documentKeys([first, own], [prepareSource(first.text), prepared]);
    if (keys[1] === 0) return review;
  }
  return undefined;
}
