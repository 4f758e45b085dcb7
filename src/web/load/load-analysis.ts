/** Gathers everything the analysis page shows. */
import { AppError } from '#domain/errors.ts';
import { listAnalyses } from '#store/analyses.ts';
import type { ReadTx } from '#store/connect.ts';
import { listImportFindings } from '#store/findings.ts';
import { findPublication } from '#store/publications.ts';
import { listReviews } from '#store/reviews.ts';
import { listSourceIds } from '#store/sources.ts';
import { findVerification } from '#store/verifications.ts';
import { countVersions, findVersion, type Version } from '#store/versions.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { AnalysisView, ReviewDraft } from '../views.ts';
import { jurisdictionOf, presentAnalysisItem } from './present-items.ts';

const DAY_MS = 86_400_000;

/** The newest version, or the one asked for. Throws `not-found`. */
export async function loadAnalysisView(
  context: PageContext,
  tx: ReadTx,
  asked: { number: number; version: number | undefined; reviewDraft: ReviewDraft | null },
): Promise<AnalysisView> {
  const version = await findVersion(tx, asked.number, asked.version);
  if (version === undefined)
    throw new AppError('not-found', `There is no analysis #${asked.number} like that.`);
  const { content } = version;
  const topic = topicOf(context, content.topic);
  const versionsCount = await countVersions(tx, asked.number);
  const latest = version.number === versionsCount;
  const stored = version.verification === null ? undefined : await findVerification(tx, version.verification);
  const sourceIds = await listSourceIds(tx, stored?.report.sources.map((source) => source.sha256) ?? []);
  const siblings = await listAnalyses(tx, { jurisdiction: content.jurisdiction, topic: content.topic });
  const publication = await findPublication(tx, version.id);
  return {
    number: asked.number,
    jurisdiction: jurisdictionOf(context, content.jurisdiction),
    topic,
    version: {
      number: version.number,
      latest,
      hash: version.contentHash,
      createdAt: version.recordedAt,
      origin: version.origin,
      stage: version.stage,
    },
    content,
    report: stored?.report ?? null,
    verifiedAt: stored?.verifiedAt ?? null,
    importFindings: await listImportFindings(tx, version.id),
    reviews: await listReviews(tx, asked.number),
    reviewsOpen: context.reviewsOpen && latest,
    reviewDraft: asked.reviewDraft,
    siblings: siblings
      .filter((row) => row.number !== asked.number)
      .map((row) => presentAnalysisItem(context, row)),
    versionsCount,
    sourceIds: stored?.report.sources.map((source) => sourceIds.get(source.sha256) ?? null) ?? [],
    publication,
    lastReviewedOn: publication?.approvedAt.slice(0, 10) ?? null,
    nextReviewOn: nextReviewOn(version, topic.reviewIntervalDays, publication?.approvedAt),
  };
}

// A page is as old as what it says, not as its import: its own date first, our record of it last.
function nextReviewOn(version: Version, intervalDays: number, approvedAt: string | undefined): string | null {
  const { content } = version;
  const written = [content.report?.date, content.declared.created].find((date) => (date?.length ?? 0) >= 10);
  const from = Date.parse((approvedAt ?? written ?? version.recordedAt).slice(0, 10));
  return Number.isNaN(from) ? null : new Date(from + intervalDays * DAY_MS).toISOString().slice(0, 10);
}
