/** Fills in what reviews rest on: the passages of what the system found, and the sources that people quote from. */

import type { PageReview } from '#store/analysis-pages.ts';
import type { ReadTx } from '#store/connect.ts';
import { listSourceIds } from '#store/sources.ts';
import { listChallengeGrounds } from '#store/system-challenges.ts';
import type { ShownReview } from '../review-views.ts';

/** The same reviews in the same order. */
export async function loadShownReviews(tx: ReadTx, reviews: readonly PageReview[]): Promise<ShownReview[]> {
  const opened = reviews.filter(({ origin }) => origin === 'system').map(({ id }) => id);
  const grounds = Map.groupBy(await listChallengeGrounds(tx, opened), ({ review }) => review);
  const hashes = reviews.flatMap(({ evidence }) =>
    evidence.flatMap((one) => (one.kind === 'passage' ? [one.snapshot] : [])),
  );
  const sources = hashes.length === 0 ? new Map<string, number>() : await listSourceIds(tx, hashes);
  return reviews.map((review) => ({
    ...review,
    evidence: review.evidence.map((one) => ({
      ...one,
      source: one.kind === 'passage' ? (sources.get(one.snapshot) ?? null) : null,
    })),
    grounds: grounds.get(review.id) ?? [],
  }));
}
