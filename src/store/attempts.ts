/** How often something was tried of late, shared by all nodes: what the waiting before the next attempt is made of. */
import { sql } from 'kysely';
import type { WriteTx } from './connect.ts';

/** How attempts under one key stand. `count` includes the present one unless it is blocked. */
export type AttemptCount = { readonly count: number; readonly blockedUntil: string | null };

/**
 * Counts one more attempt, unless the key is blocked; attempts older than `forgetBefore` are forgotten first. The row is
 * locked from here on, so that of many at once each gets a number of its own.
 */
export async function countAttempt(
  tx: WriteTx,
  key: string,
  now: string,
  forgetBefore: string,
): Promise<AttemptCount> {
  const { rows } = await sql<{ count: number; blocked_until: string | null }>`
    insert into attempt as a (key, count, last_at) values (${key}, 1, ${now})
    on conflict (key) do update set
      count = case when a.blocked_until > ${now} then a.count
                   when a.last_at < ${forgetBefore} then 1 else a.count + 1 end,
      last_at = case when a.blocked_until > ${now} then a.last_at else ${now} end,
      blocked_until = case when a.blocked_until > ${now} then a.blocked_until end
    returning count, blocked_until`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('an attempt was not counted');
  return { count: row.count, blockedUntil: row.blocked_until };
}

/** Lets nothing through under this key until then. */
export async function blockAttempts(tx: WriteTx, key: string, until: string): Promise<void> {
  await tx.updateTable('attempt').set({ blocked_until: until }).where('key', '=', key).execute();
}

/** Forgets the attempts under this key. */
export async function forgetAttempts(tx: WriteTx, key: string): Promise<void> {
  await tx.deleteFrom('attempt').where('key', '=', key).execute();
}

/** Forgets every key that nothing was tried under since then, and that is not blocked. */
export async function forgetOldAttempts(tx: WriteTx, before: string, now: string): Promise<void> {
  await tx
    .deleteFrom('attempt')
    .where('last_at', '<', before)
    .where((or) => or.or([or('blocked_until', 'is', null), or('blocked_until', '<', now)]))
    .execute();
}

/** Takes one counted attempt back, and what it made others wait, as it was a good one. */
export async function takeBackAttempt(tx: WriteTx, key: string): Promise<void> {
  await tx
    .updateTable('attempt')
    .set(({ eb }) => ({ count: eb('count', '-', 1), blocked_until: null }))
    .where('key', '=', key)
    .where('count', '>', 1)
    .execute();
}
