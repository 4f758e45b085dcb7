/** Gathers the page of one review: what it says, where it stands today, the discussion, and what the viewer may do. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { AccountRole, Viewer } from '#domain/person.ts';
import type { ReviewTarget } from '#domain/review.ts';
import { refuseApplying, refuseAssignment, refuseComment, refuseOutcome } from '#domain/review-rules.ts';
import { placeOfTarget } from '#grounding/review-targets.ts';
import { getReview } from '#review/get-review.ts';
import { findAnalysis } from '#store/analyses.ts';
import type { ReadTx } from '#store/connect.ts';
import { listCheckedVersions } from '#store/current-versions.ts';
import { findAnchor } from '#store/review-anchors.ts';
import type { ReviewRecord } from '#store/review-records.ts';
import { listComments, listReviewers } from '#store/review-threads.ts';
import { findVersion, getVersionById, type Version } from '#store/versions.ts';
import { versionPath } from '../components/cite-box.tsx';
import { type PageContext, topicOf } from '../page-context.ts';
import { sentenceAnchor } from '../places.ts';
import type { ReviewPowers, ReviewStanding, ReviewView, ThreadDraft } from '../review-views.ts';
import { targetAnchor } from '../review-words.ts';
import { loadShownReviews } from './load-shown-reviews.ts';
import { jurisdictionOf } from './present-items.ts';

/** Comments that a page shows; all are in the export. */
export const NEWEST_COMMENTS = 100;

/** The page of the review with this id. Throws `not-found`. */
export async function loadReviewView(
  context: PageContext,
  tx: ReadTx,
  asked: { readonly id: string; readonly viewer: Viewer | null; readonly draft: ThreadDraft | null },
): Promise<ReviewView> {
  const review = await getReview(tx, asked.id);
  const analysis = await findAnalysis(tx, review.analysis);
  if (analysis === undefined) throw new Error(`a review is of #${review.analysis}, which is not there`);
  const own = await getVersionById(tx, review.versionId);
  const newest = await findVersion(tx, review.analysis);
  const [shown] = await loadShownReviews(tx, [{ ...review, anchor: null, answer: null }]);
  if (shown === undefined) throw new Error('a review that was read is not shown');
  const reviewLeast = context.reviewsOpen ? 'contributor' : 'analyst';
  return {
    review: shown,
    jurisdiction: jurisdictionOf(context, analysis.jurisdiction),
    topic: topicOf(context, analysis.topic),
    status: own.content.status,
    standings: await listStandings(tx, review, own),
    comments: await listComments(tx, review.id, NEWEST_COMMENTS),
    mended: await findMended(tx, review),
    viewer: asked.viewer,
    powers: await listPowers(tx, review, newest ?? own, asked.viewer, reviewLeast),
    reviewLeast,
    draft: asked.draft,
  };
}

/** On its own version, and on those that readers or authors have before them. */
async function listStandings(tx: ReadTx, review: ReviewRecord, own: Version): Promise<ReviewStanding[]> {
  const standings = [standingOn(own, 'own', review.target)];
  // What the system found, and what was approved, is of that version and no other.
  if (review.origin === 'system' || review.kind === 'Approval') return standings;
  for (const id of await listCheckedVersions(tx, review.analysis)) {
    if (id === own.id) continue;
    const anchor = await findAnchor(tx, review.id, id);
    if (anchor === undefined) continue;
    const version = await getVersionById(tx, id);
    standings.push(
      anchor.state === 'outdated'
        ? standingOn(version, 'outdated', { kind: 'version' })
        : standingOn(version, 'anchored', anchor.target),
    );
  }
  return standings.toSorted((a, b) => a.version - b.version);
}

function standingOn(version: Version, state: ReviewStanding['state'], target: ReviewTarget): ReviewStanding {
  const words = target.kind === 'sentence' ? target.quote.exact : null;
  const href = `${versionPath(version.analysis, version.number)}${anchorIn(version.content, target)}`;
  return { version: version.number, state, words, href };
}

function anchorIn(content: AnalysisContent, target: ReviewTarget): string {
  const place = target.kind === 'sentence' ? placeOfTarget(content, target) : null;
  return place === null ? targetAnchor(target) : `#${sentenceAnchor(place)}`;
}

async function findMended(tx: ReadTx, review: ReviewRecord): Promise<ReviewView['mended']> {
  if (review.causeOf === null || review.state !== 'accepted') return null;
  const before = review.causeOf > 1 ? review.causeOf - 1 : null;
  return (await findVersion(tx, review.analysis, review.causeOf)) === undefined
    ? null
    : { version: review.causeOf, before };
}

const NO_POWERS: ReviewPowers = {
  ...{ comment: false, answer: false, decide: false, withdraw: false, apply: false },
  ...{ assignees: [], take: false, drop: false },
};

async function listPowers(
  tx: ReadTx,
  review: ReviewRecord,
  newest: Version,
  viewer: Viewer | null,
  least: AccountRole,
): Promise<ReviewPowers> {
  if (viewer === null) return NO_POWERS;
  const assignee = review.assignee?.id ?? null;
  const mayHand = (to: Viewer | null) => refuseAssignment({ ...review, assignee }, to, viewer) === null;
  const isEditor = viewer.role === 'editor' || viewer.role === 'admin';
  return {
    comment: refuseComment('comment', least, viewer) === null,
    answer: refuseComment('answer', least, viewer) === null,
    decide: refuseOutcome('accepted', review, viewer) === null,
    withdraw: refuseOutcome('withdrawn', review, viewer) === null,
    apply: review.proposedText !== null && refuseApplying(review, newest.stage, viewer) === null,
    assignees: isEditor && mayHand(null) ? await listReviewers(tx) : [],
    take: assignee !== viewer.id && mayHand(viewer),
    drop: assignee !== null && mayHand(null),
  };
}
