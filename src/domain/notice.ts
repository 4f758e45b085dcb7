/** What people follow, what they can be told, and how a letter brings it. The page of notices shows all of it at once. */

/** What can be watched. The key is the jurisdiction's code, the topic's key or the number of the analysis. */
export const WATCH_KINDS = ['jurisdiction', 'topic', 'analysis'] as const;

/** See {@link WATCH_KINDS}. */
export type WatchKind = (typeof WATCH_KINDS)[number];

/** Kinds of things people are told, in the order in which they are listed. */
export const NOTICE_KINDS = ['assigned', 'published', 'challenged', 'reviewed', 'drafted', 'due'] as const;

/** See {@link NOTICE_KINDS}. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** When a letter goes out: as it happens, in a digest, or not at all. */
export const DELIVERIES = ['at once', 'daily', 'weekly', 'never'] as const;

/** See {@link DELIVERIES}. */
export type Delivery = (typeof DELIVERIES)[number];

/** Why somebody is told: their task, their version, their discussion, or what they watch. The first that holds counts. */
export const NOTICE_REASONS = ['assignee', 'author', 'thread', 'watch'] as const;

/** See {@link NOTICE_REASONS}. */
export type NoticeReason = (typeof NOTICE_REASONS)[number];

/** The letters of somebody who never chose any. */
export const FIRST_DELIVERY: Readonly<Record<NoticeKind, Delivery>> = {
  assigned: 'at once',
  published: 'daily',
  challenged: 'daily',
  reviewed: 'daily',
  drafted: 'weekly',
  due: 'weekly',
};

const DAY_MS = 86_400_000;
const MONDAY = 1;

/**
 * The last moment, now included, at which a digest was due: every day, or every Monday, at `hour` UTC. What happened
 * before it belongs into that digest, however late somebody looks.
 */
export function lastDigestDue(now: Date, delivery: 'daily' | 'weekly', hour: number): Date {
  const due = new Date(now);
  due.setUTCHours(hour, 0, 0, 0);
  if (due > now) due.setTime(due.getTime() - DAY_MS);
  if (delivery === 'daily') return due;
  const daysSince = (due.getUTCDay() - MONDAY + 7) % 7;
  return new Date(due.getTime() - daysSince * DAY_MS);
}
