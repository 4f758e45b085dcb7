/** Clears away what has run out: sessions, links, challenges of sign-ins that nobody ended. Nothing of it opens anything. */
import type { Clock } from '#domain/ports.ts';
import type { WriteTx } from '#store/connect.ts';
import { deleteExpired } from '#store/credentials.ts';

/** Links stay a while after they ran out: somebody may ask an administrator why theirs did not work. */
const LINKS_KEPT_MS = 30 * 86_400_000;

/** Done at each start of a server; how many rows there were. */
export function forgetExpired(tx: WriteTx, clock: Clock): Promise<number> {
  const now = clock();
  const linksBefore = new Date(now.getTime() - LINKS_KEPT_MS).toISOString();
  return deleteExpired(tx, now.toISOString(), linksBefore);
}
