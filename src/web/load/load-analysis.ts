/** Gathers everything the analysis page shows. */

import type { AnalysisContent } from '#domain/analysis.ts';
import { readStoredReport } from '#domain/earlier-report.ts';
import { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import type { ReviewTarget } from '#domain/review.ts';
import { readPointer } from '#domain/review-pointer.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { CastVote } from '#domain/vote.ts';
import { resolvePointer } from '#grounding/review-targets.ts';
import { listAnalyses } from '#store/analyses.ts';
import {
  type AnalysisPageRow,
  findAnalysisPage,
  getAnalysisBody,
  type VersionStanding,
} from '#store/analysis-pages.ts';
import type { ReadTx } from '#store/connect.ts';
import { findMakingRun } from '#store/run-of-version.ts';
import { listSourceIds } from '#store/sources.ts';
import { listVotes } from '#store/votes.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { ReviewDraft } from '../review-views.ts';
import type { AnalysisView, HeldSignals, ReviewReckoned, StageDraft } from '../views.ts';
import { countContradictions } from './load-comparison.ts';
import { loadShownReviews } from './load-shown-reviews.ts';
import { loadHeldSignals } from './load-signals.ts';
import { loadStagePanel } from './load-stage-panel.ts';
import { jurisdictionOf, presentAnalysisItem } from './present-items.ts';

const DAY_MS = 86_400_000;
const NO_SIGNALS: HeldSignals = { items: [], counts: {} };

/** What a version says, what its verification found, and the votes there were when it was read; none of it changes. */
export type AnalysisBody = {
  readonly content: AnalysisContent;
  readonly report: VerificationReport | null;
  readonly votes: readonly CastVote[];
  readonly sourceIds: readonly (number | null)[];
  /** Points on which the version and the one before it cannot both be right. */
  readonly contradictions: number;
};

/** Which version, for whom, and with what refused form. */
export type AskedVersion = {
  readonly number: number;
  /** The one that stands for the analysis when not named. */
  readonly version: number | undefined;
  readonly reviewDraft: ReviewDraft | null;
  readonly viewer?: Viewer | null;
  readonly stageDraft?: StageDraft | null;
};

/** The version that stands for the analysis, or the one asked for. Throws `not-found`. */
export async function loadAnalysisView(
  context: PageContext,
  tx: ReadTx,
  asked: AskedVersion,
): Promise<AnalysisView> {
  const row = await findAnalysisPage(tx, asked.number, asked.version);
  if (row === undefined) throw new AppError('not-found', `There is no analysis #${asked.number} like that.`);
  const topic = topicOf(context, row.topic);
  const key = `${row.versionId} ${row.verification} ${row.votesCount}`;
  const body = await context.bodies(key, () => loadBody(context, tx, asked.number, row));
  const latest = row.isCurrent;
  return {
    number: asked.number,
    jurisdiction: jurisdictionOf(context, row.jurisdiction),
    topic,
    version: {
      number: row.number,
      latest,
      hash: row.contentHash,
      createdAt: row.recordedAt,
      origin: row.origin,
      stage: row.stage,
    },
    ...body,
    verifiedAt: row.verifiedAt,
    importFindings: row.importFindings,
    reviews: await loadShownReviews(tx, row.reviews),
    unsettled: row.unsettled,
    wordsBy: row.wordsBy,
    madeByRun: row.origin === 'run' ? ((await findMakingRun(tx, row.versionId)) ?? null) : null,
    signals: row.hasSignals ? await loadHeldSignals(tx, row.versionId) : NO_SIGNALS,
    reviewsCount: row.reviewsCount,
    // A version that is being worked on is reviewed as well as the one that readers have.
    reviewsOpen: latest || (row.number === row.versionsCount && isOpenStage(row)),
    reviewLeast: context.reviewsOpen ? 'contributor' : 'analyst',
    reviewDraft: asked.reviewDraft,
    reviewTarget: targetOf(body.content, asked.reviewDraft),
    siblings: row.siblings.length === 0 ? [] : await loadSiblings(context, tx, row),
    versionsCount: row.versionsCount,
    standing: standingOf(row),
    publication: row.publication,
    stagePanel: await loadStagePanel(tx, row, asked),
    lastReviewedOn: row.publication?.renewedAt.slice(0, 10) ?? null,
    ...reckonReview(row, body.content, topic.reviewIntervalDays),
  };
}

function standingOf(row: AnalysisPageRow): VersionStanding {
  const { author, isCurrent, newer, live, supersededBy, withdrawn } = row;
  return { author, isCurrent, newer, live, supersededBy, withdrawn };
}

async function loadBody(
  context: PageContext,
  tx: ReadTx,
  analysis: number,
  row: AnalysisPageRow,
): Promise<AnalysisBody> {
  const stored = await getAnalysisBody(tx, row.versionId, row.verification);
  // Written by ourselves after both were checked; checking them again for each page would cost more than the page.
  const content = stored.content as AnalysisContent;
  const report = readStoredReport(stored.report);
  const hashes = report?.sources.map((source) => source.sha256) ?? [];
  const ids = await listSourceIds(tx, hashes);
  const votes =
    row.verification === null || row.votesCount === 0 ? [] : await listVotes(tx, row.verification);
  const sourceIds = hashes.map((sha256) => ids.get(sha256) ?? null);
  const contradictions = await countContradictions(context, tx, { analysis, number: row.number });
  return { content, report, votes, sourceIds, contradictions };
}

function isOpenStage({ stage }: AnalysisPageRow): boolean {
  return stage !== 'Archived' && stage !== 'Withdrawn';
}

function targetOf(content: AnalysisContent, draft: ReviewDraft | null): ReviewTarget | null {
  const pointer = draft === null ? undefined : readPointer(draft.target);
  return pointer === undefined ? null : (resolvePointer(content, pointer) ?? null);
}

async function loadSiblings(context: PageContext, tx: ReadTx, row: AnalysisPageRow) {
  const all = await listAnalyses(tx, { jurisdiction: row.jurisdiction, topic: row.topic });
  return all
    .filter((one) => row.siblings.includes(one.number))
    .map((one) => presentAnalysisItem(context, one));
}

function reckonReview(
  row: AnalysisPageRow,
  content: AnalysisContent,
  intervalDays: number,
): Pick<AnalysisView, 'nextReviewOn' | 'reviewReckoned'> {
  // Nobody is to look again at what will not be changed any more.
  if (row.stage === 'Archived' || row.stage === 'Withdrawn')
    return { nextReviewOn: null, reviewReckoned: null };
  const { on, basis } = lastLooked(row, content);
  const from = Date.parse(on);
  if (Number.isNaN(from)) return { nextReviewOn: null, reviewReckoned: null };
  const next = new Date(from + intervalDays * DAY_MS).toISOString().slice(0, 10);
  return { nextReviewOn: next, reviewReckoned: { on, basis } };
}

// An imported page is as old as what it says, not as its import; what was written here is as old as our record of it.
function lastLooked(row: AnalysisPageRow, content: AnalysisContent): ReviewReckoned {
  if (row.publication !== null) {
    const { approvedAt, renewedAt } = row.publication;
    const isRenewed = renewedAt.slice(0, 10) > approvedAt.slice(0, 10);
    return { on: renewedAt.slice(0, 10), basis: isRenewed ? 'renewal' : 'publication' };
  }
  const isFromElsewhere = row.origin === 'import' || row.origin === 'example';
  const written = [content.report?.date, content.declared.created].find((date) => (date?.length ?? 0) >= 10);
  if (isFromElsewhere && written != null) return { on: written.slice(0, 10), basis: 'page' };
  return { on: row.recordedAt.slice(0, 10), basis: 'record' };
}
