/**
 * How many reviews one address may send. Without accounts nobody can be told apart from an address, and each review
 * costs a verification and every kept page. Counted in this process only, and whether the review is taken or not.
 */
import { AppError } from '#domain/errors.ts';
import type { Clock } from '#domain/ports.ts';

/** Reviews of one analysis from one address within {@link REVIEW_WINDOW_MS}. */
export const MOST_REVIEWS = 20;
/** An hour, in milliseconds. */
export const REVIEW_WINDOW_MS = 3_600_000;

const MOST_KEYS = 10_000;

/** Counts one more; throws `too-many` when that is more than may be. */
export type ReviewLimit = (address: string, analysis: number) => void;

/** A limit with nothing counted yet. Beyond 10,000 senders the one unheard of for longest is forgotten. */
export function createReviewLimit(clock: Clock): ReviewLimit {
  const sent = new Map<string, readonly number[]>();
  return (address, analysis) => {
    const now = clock().getTime();
    const key = `${address} ${analysis}`;
    const recent = (sent.get(key) ?? []).filter((at) => now - at < REVIEW_WINDOW_MS);
    if (recent.length >= MOST_REVIEWS) {
      throw new AppError(
        'too-many',
        `More than ${MOST_REVIEWS} reviews of this page came from your address.`,
        {
          remedy: 'Nothing was stored. Wait an hour, or put what you have to say into one review.',
          retryable: true,
        },
      );
    }
    sent.delete(key);
    sent.set(key, [...recent, now]);
    const [oldest] = sent.keys();
    if (sent.size > MOST_KEYS && oldest !== undefined) sent.delete(oldest);
  };
}
