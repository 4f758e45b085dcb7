/**
 * Waiting between attempts, longer each time: by the account that is tried and by the address that tries. Counted in the
 * database, so that several nodes count together, and before the attempt is looked at, so that many at once gain nothing.
 * An account that does not exist is counted like one that does.
 */
import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { AppError } from '#domain/errors.ts';
import type { Clock } from '#domain/ports.ts';
import {
  blockAttempts,
  countAttempt,
  forgetAttempts,
  forgetOldAttempts,
  takeBackAttempt,
} from '#store/attempts.ts';
import type { WriteTx } from '#store/connect.ts';

/** So many attempts are free; from then on each makes the next one wait, twice as long as the one before. */
export type AttemptRule = {
  readonly free: number;
  readonly firstWaitS: number;
  readonly longestWaitS: number;
  readonly forgetAfterS: number;
};

const HOUR_S = 3_600;

/** What is counted, by its name in the key. */
export const ATTEMPT_RULES = {
  'sign-in/account': { free: 5, firstWaitS: 30, longestWaitS: HOUR_S / 4, forgetAfterS: 24 * HOUR_S },
  'sign-in/address': { free: 20, firstWaitS: 30, longestWaitS: HOUR_S, forgetAfterS: HOUR_S },
  'letter/account': { free: 3, firstWaitS: 300, longestWaitS: 6 * HOUR_S, forgetAfterS: 24 * HOUR_S },
  'letter/address': { free: 10, firstWaitS: 60, longestWaitS: HOUR_S, forgetAfterS: HOUR_S },
  'link/address': { free: 20, firstWaitS: 30, longestWaitS: HOUR_S, forgetAfterS: HOUR_S },
} as const satisfies Record<string, AttemptRule>;

/** See {@link ATTEMPT_RULES}. */
export type AttemptKind = keyof typeof ATTEMPT_RULES;

const LONGEST_FORGET_S = Math.max(...Object.values(ATTEMPT_RULES).map((rule) => rule.forgetAfterS));

/** Seconds to wait after the attempt with this number; 0 while attempts are free. */
export function waitAfter(count: number, rule: AttemptRule): number {
  if (count < rule.free) return 0;
  return Math.min(rule.firstWaitS * 2 ** Math.min(count - rule.free, 30), rule.longestWaitS);
}

/** Counts an attempt of each kind for what it concerns (an e-mail address, a network address). Throws `too-many`. */
export async function admitAttempt(
  tx: WriteTx,
  clock: Clock,
  attempts: Partial<Record<AttemptKind, string>>,
): Promise<void> {
  const now = clock();
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
  // In one order everywhere, so that two attempts never wait for each other.
  for (const [kind, concerned] of listOf(attempts)) {
    const rule: AttemptRule = ATTEMPT_RULES[kind];
    const key = keyOf(kind, concerned);
    const { count, blockedUntil } = await countAttempt(tx, key, now.toISOString(), ago(rule.forgetAfterS));
    if (blockedUntil !== null) throw tooMany(Math.ceil((Date.parse(blockedUntil) - now.getTime()) / 1000));
    const wait = waitAfter(count, rule);
    if (wait > 0) await blockAttempts(tx, key, new Date(now.getTime() + wait * 1000).toISOString());
  }
  await forgetOldAttempts(tx, ago(LONGEST_FORGET_S), now.toISOString());
}

/**
 * Takes a good attempt out of the count: of an account everything is forgotten, of an address only this one, as others
 * may try from there and somebody with an account of their own must not clear the way for guesses at another.
 */
export async function forgiveAttempt(
  tx: WriteTx,
  attempts: Partial<Record<AttemptKind, string>>,
): Promise<void> {
  for (const [kind, concerned] of listOf(attempts)) {
    const key = keyOf(kind, concerned);
    await (kind.endsWith('/account') ? forgetAttempts(tx, key) : takeBackAttempt(tx, key));
  }
}

function listOf(attempts: Partial<Record<AttemptKind, string>>): [AttemptKind, string][] {
  return (Object.entries(attempts) as [AttemptKind, string][]).sort(([a], [b]) => (a < b ? -1 : 1));
}

// Hashed: the table is no list of who was here.
function keyOf(kind: AttemptKind, concerned: string): string {
  const of = kind.endsWith('/address') ? networkOf(concerned) : concerned;
  return `${kind} ${createHash('sha256').update(of).digest('hex').slice(0, 40)}`;
}

/** The address, or of IPv6 the /64 that one customer has to choose from. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join('.');
}

function tooMany(seconds: number): AppError {
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new AppError('too-many', 'There were too many attempts.', {
    remedy: `Try again in ${wait}. Nothing was changed.`,
    retryable: true,
    detail: { retryAfterSeconds: seconds },
  });
}
