/**
 * Carries what people said of earlier versions over to a later one: each review that still waits for an outcome, or was
 * accepted and is not mended yet, gets its place there or is told outdated. Written with the version, and again harmless.
 */
import { createAnchoring } from '#grounding/review-targets.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendAnchor, listLaterVersions, listReviewsToAnchor } from '#store/review-anchors.ts';
import { getVersionById } from '#store/versions.ts';

/** Anchors the reviews of earlier versions on this one; those that have their place already keep it. */
export async function anchorReviews(tx: WriteTx, versionId: string): Promise<void> {
  const waiting = await listReviewsToAnchor(tx, versionId);
  if (waiting.length === 0) return;
  const { content } = await getVersionById(tx, versionId);
  const anchor = createAnchoring(content);
  for (const { id, target } of waiting) {
    await appendAnchor(tx, { review: id, version: versionId, anchor: anchor(target) });
  }
}

/** Anchors what was just said of this version on all that came after it, in order. The analysis is locked by the caller. */
export async function anchorOnLaterVersions(tx: WriteTx, versionId: string): Promise<void> {
  for (const later of await listLaterVersions(tx, versionId)) await anchorReviews(tx, later);
}
