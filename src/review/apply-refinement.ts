/**
 * Puts the words that a Refinement proposes in their place, in one action: the new version, with the review as its cause
 * and so the credit to whoever wrote it, and the outcome are stored together or not at all.
 */
import { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import type { ReviewTarget } from '#domain/review.ts';
import { refuseApplying } from '#domain/review-rules.ts';
import { type ReplaceRefusal, replaceTarget } from '#grounding/replace-target.ts';
import type { WriteTx } from '#store/connect.ts';
import { findAnchor } from '#store/review-anchors.ts';
import type { ReviewRecord } from '#store/review-records.ts';
import { findVersion, type Version } from '#store/versions.ts';
import { giveOutcome } from './decide-review.ts';
import { assertAllowed, getReview, requestLooks } from './get-review.ts';
import { readNote } from './read-note.ts';
import { type SavedVersion, type SaveVersionDeps, saveVersion } from './save-version.ts';

/** See `DecideDeps` and `SaveVersionDeps`. */
export type ApplyDeps = SaveVersionDeps & {
  readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<unknown>;
};

/** `note` may be blank: what the one who applies it has to say. */
export type ApplyInput = { readonly actor: Viewer; readonly review: string; readonly note: string };

/**
 * The version it made. Throws `not-found`, `forbidden`, or `conflict` when the review was decided, its words are no longer
 * there, or a newer version came meanwhile.
 */
export async function applyRefinement(
  tx: WriteTx,
  deps: ApplyDeps,
  input: ApplyInput,
): Promise<SavedVersion> {
  const { actor } = input;
  const review = await getReview(tx, input.review);
  const newest = await findVersion(tx, review.analysis);
  if (newest === undefined) throw new Error(`analysis #${review.analysis} has a review and no version`);
  assertAllowed(refuseApplying(review, newest.stage, actor));
  const note = readNote('note', input.note);
  const content = await refine(tx, review, newest);
  const saved = await saveVersion(tx, deps, {
    ...{ actor, analysis: review.analysis, basedOn: newest.id, content, note },
    causes: [{ kind: 'review', review: review.id, note: null }],
  });
  const reason = note ?? `Its words stand in version ${saved.number}.`;
  await giveOutcome(tx, deps, { review, actor, outcome: 'accepted', reason });
  await requestLooks(tx, deps, review);
  return saved;
}

const REFUSALS: Readonly<Record<ReplaceRefusal, string>> = {
  gone: 'The words that it is about no longer stand on the page as they were.',
  'not-plain': 'The words that it is about run through emphasis, links or lines.',
  'no-words': 'It is about no particular words of the page.',
};

async function refine(tx: WriteTx, review: ReviewRecord, newest: Version) {
  if (review.proposedText === null) throw refuse('It proposes no words.');
  const target = await targetOn(tx, review, newest);
  const content = target === null ? 'gone' : replaceTarget(newest.content, target, review.proposedText);
  if (typeof content === 'string') throw refuse(REFUSALS[content]);
  return content;
}

async function targetOn(tx: WriteTx, review: ReviewRecord, newest: Version): Promise<ReviewTarget | null> {
  if (review.versionId === newest.id) return review.target;
  const anchor = await findAnchor(tx, review.id, newest.id);
  return anchor?.state === 'anchored' ? anchor.target : null;
}

function refuse(message: string): AppError {
  return new AppError('conflict', message, {
    remedy: 'Edit the page by hand and name the review as a cause; nothing was changed.',
  });
}
