/**
 * How many reviews and comments one person, and one address, may send. Each costs a verification and every kept page.
 * An address may have many people behind it, so it is given more. Counted in this process only, and whether what was
 * sent is taken or not.
 */
import { AppError } from '#domain/errors.ts';
import type { Clock } from '#domain/ports.ts';

/** Reviews of one analysis by one person within {@link REVIEW_WINDOW_MS}. */
export const MOST_REVIEWS = 20;
/** From one address, whoever sends them. */
export const MOST_FROM_ADDRESS = 60;
/** An hour, in milliseconds. */
export const REVIEW_WINDOW_MS = 3_600_000;

const MOST_KEYS = 10_000;

/** Who sends something: the id of the person and the network address. */
export type ReviewSender = { readonly person: string; readonly address: string };

/** Counts one more about this subject, such as an analysis; throws `too-many` when that is more than may be. */
export type ReviewLimit = (sender: ReviewSender, subject: number | string) => void;

/** A limit with nothing counted yet. Beyond 10,000 senders the one unheard of for longest is forgotten. */
export function createReviewLimit(clock: Clock): ReviewLimit {
  const sent = new Map<string, readonly number[]>();
  const isMore = (key: string, most: number, now: number) => {
    const recent = (sent.get(key) ?? []).filter((at) => now - at < REVIEW_WINDOW_MS);
    if (recent.length >= most) return true;
    sent.delete(key);
    sent.set(key, [...recent, now]);
    const [oldest] = sent.keys();
    if (sent.size > MOST_KEYS && oldest !== undefined) sent.delete(oldest);
    return false;
  };
  return ({ person, address }, subject) => {
    const now = clock().getTime();
    if (isMore(`person ${person} ${subject}`, MOST_REVIEWS, now)) throw tooMany(MOST_REVIEWS, 'you');
    if (isMore(`address ${address} ${subject}`, MOST_FROM_ADDRESS, now)) {
      throw tooMany(MOST_FROM_ADDRESS, 'your address');
    }
  };
}

function tooMany(most: number, who: string): AppError {
  return new AppError('too-many', `More than ${most} reviews of this page came from ${who} within an hour.`, {
    remedy: 'Nothing was stored. Wait an hour, or put what you have to say into one review.',
    retryable: true,
  });
}
