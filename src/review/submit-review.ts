/**
 * Takes a review by somebody signed in: what it is about, why, and what it rests on. A Challenge lowers the page's
 * confidence from then on, because it is open until someone decides on it; an editor's Approval of a whole version is the
 * one that the gate asks for, and goes the same way as from there.
 */
import { AppError } from '#domain/errors.ts';
import { type AccountRole, actorOf, holdsRole, type Viewer } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import {
  REVIEW_KINDS,
  REVIEW_SEVERITIES,
  type ReviewKind,
  type ReviewSeverity,
  type ReviewTarget,
} from '#domain/review.ts';
import { readPointer } from '#domain/review-pointer.ts';
import { refuseComment } from '#domain/review-rules.ts';
import { findUnseen } from '#domain/unseen-characters.ts';
import { resolvePointer } from '#grounding/review-targets.ts';
import { lockAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendReview, hasSameReview } from '#store/reviews.ts';
import { findVersionByHash, getVersionById, type Version } from '#store/versions.ts';
import { anchorOnLaterVersions } from './anchor-reviews.ts';
import { approveVersion } from './approve-version.ts';
import { assertAllowed, requestLooks } from './get-review.ts';
import { type EvidenceInput, readEvidence } from './read-evidence.ts';
import { readNote } from './read-note.ts';
import { refuseMaker } from './refuse-maker.ts';

/** Longest texts that are taken, in UTF-16 units. */
export const REVIEW_LIMITS = { text: 10_000, proposedText: 10_000 } as const;

/** A review as it came from the form. `least`: who may review on this installation. */
export type ReviewInput = {
  readonly actor: Viewer;
  readonly least: AccountRole;
  readonly analysis: number;
  /** Hash of the version the reader had before them. */
  readonly contentHash: string;
  readonly kind: string;
  /** Of a Challenge; not looked at otherwise. */
  readonly severity: string;
  /** As `domain/review-pointer.ts` writes it; empty for the whole version. */
  readonly target: string;
  readonly text: string;
  readonly proposedText: string;
  readonly evidence: EvidenceInput;
};

/** What submitting needs of others. */
export type SubmitDeps = {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<unknown>;
};

/**
 * Stores the review and returns its id. Throws `invalid-input` naming the field (also for the same words by the same
 * person on the same version), `forbidden`, `not-found`, and what approving a version throws.
 */
export async function submitReview(tx: WriteTx, deps: SubmitDeps, input: ReviewInput): Promise<string> {
  const { actor } = input;
  assertAllowed(refuseComment('comment', input.least, actor));
  const kind = readChoice('kind', REVIEW_KINDS, input.kind);
  const severity = kind === 'Challenge' ? readChoice('severity', REVIEW_SEVERITIES, input.severity) : null;
  const text = requireWords('text', input.text, REVIEW_LIMITS.text);
  const version = await lockVersion(tx, input);
  const target = readTarget(version, input.target);
  const proposedText = readProposal(kind, target, input.proposedText);
  const evidence = await readEvidence(tx, input.evidence);
  if (kind === 'Approval') await refuseMaker(tx, version.id, actor, 'Nothing was stored.');
  if (kind === 'Approval' && target.kind === 'version' && holdsRole(actor.role, 'editor')) {
    if (evidence.length > 0) throw invalid('links', 'cannot go with an approval; name it in your words.');
    const { analysis, number, contentHash } = version;
    return approveVersion(tx, deps, { actor, analysis, version: number, contentHash, note: text });
  }
  const author = actorOf(actor);
  if (await hasSameReview(tx, { versionId: version.id, author, text })) {
    throw invalid('text', 'stands on the page already, by you.');
  }
  const said = { kind, severity, text, target, proposedText, evidence };
  return keepReview(tx, deps, version, { author, actor, ...said });
}

type Kept = {
  readonly author: string;
  readonly actor: Viewer;
  readonly kind: ReviewKind;
  readonly severity: ReviewSeverity | null;
  readonly text: string;
  readonly target: ReviewTarget;
  readonly proposedText: string | null;
  readonly evidence: Awaited<ReturnType<typeof readEvidence>>;
};

async function keepReview(tx: WriteTx, deps: SubmitDeps, version: Version, kept: Kept): Promise<string> {
  const { actor, ...said } = kept;
  const submittedAt = nowIso(deps.clock);
  const id = deps.newId();
  await appendReview(tx, {
    ...{ id, versionId: version.id, origin: 'submitted', submittedAt, person: actor.id, role: actor.role },
    ...said,
  });
  await appendAuditEvent(tx, {
    ...{ at: submittedAt, actor: said.author, action: 'review.submitted' },
    subject: `analysis:${version.analysis}/${version.number}`,
    beforeHash: version.contentHash,
    detail: { review: id, kind: said.kind, severity: said.severity, about: said.target.kind },
  });
  await anchorOnLaterVersions(tx, version.id);
  await requestLooks(tx, deps, { analysis: version.analysis, versionId: version.id });
  return id;
}

/** The lock keeps a version from being added that would not know of the review. */
async function lockVersion(tx: WriteTx, input: ReviewInput): Promise<Version> {
  const unseen = findUnseen(input.contentHash);
  if (unseen !== undefined) throw invalid('version', `holds a character that nobody could see (${unseen}).`);
  const found = await findVersionByHash(tx, input.analysis, input.contentHash);
  if (found === undefined) {
    throw new AppError('not-found', `Analysis #${input.analysis} has no such version.`);
  }
  await lockAnalysis(tx, input.analysis);
  return getVersionById(tx, found.id);
}

function readTarget(version: Version, given: string): ReviewTarget {
  const pointer = findUnseen(given) === undefined ? readPointer(given) : undefined;
  const target = pointer === undefined ? undefined : resolvePointer(version.content, pointer);
  if (target !== undefined) return target;
  throw invalid('target', `names nothing that stands on version ${version.number}.`);
}

/** Where the words of the page are known, a Refinement says what should stand there instead. */
function readProposal(kind: ReviewKind, target: ReviewTarget, given: string): string | null {
  const proposed = readNote('proposedText', given, REVIEW_LIMITS.proposedText);
  if (kind !== 'Refinement') {
    if (proposed === null) return null;
    throw invalid('proposedText', `belong to a Refinement; this is a ${kind}.`);
  }
  if (target.kind !== 'sentence' && target.kind !== 'section') return proposed;
  if (proposed === null)
    throw invalid('proposedText', 'are needed for a Refinement of a sentence or section.');
  if (target.kind === 'sentence' && proposed === target.quote.exact) {
    throw invalid('proposedText', 'are what stands there already.');
  }
  return proposed;
}

function readChoice<T extends string>(field: string, choices: readonly T[], given: string): T {
  const chosen = choices.find((known) => known === given);
  if (chosen !== undefined) return chosen;
  throw invalid(field, `must be one of ${choices.join(', ')}.`);
}

function requireWords(field: string, given: string, most: number): string {
  const words = readNote(field, given, most);
  if (words === null) throw invalid(field, `must have 1 to ${most} characters.`);
  return words;
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, {
    place: { field },
    remedy: 'Correct the field and send it again.',
  });
}
