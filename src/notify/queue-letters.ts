/**
 * Puts notices into letters, and letters into the outbox: at once, or as the digest of a day or week. A notice is taken
 * and its letter written in one transaction, so it is in one letter however often this is called and by how many.
 */
import { type Delivery, lastDigestDue } from '#domain/notice.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import {
  insertDigest,
  listWaitingRecipients,
  type Recipient,
  takeWaitingNotices,
} from '#store/notice-letters.ts';
import { listNoticesById } from '#store/notices.ts';
import { type NoticeLetter, writeNoticeLetter } from './notice-letter.ts';
import { presentNotices } from './present-notices.ts';
import { makeUnsubscribeToken } from './unsubscribe-token.ts';

/** What letters need. `digestHour`: UTC, from 0 to 23. */
export type LetterDeps = {
  readonly clock: Clock;
  /** Address readers know the site by, without a slash at its end. */
  readonly publicUrl: () => string;
  readonly secret: string;
  readonly digestHour: number;
  /** Puts a letter into the outbox, and sends it once the transaction is committed. */
  readonly queueMessage: (
    tx: WriteTx,
    letter: NoticeLetter & { readonly person: string; readonly recipient: string },
  ) => Promise<void>;
};

/** Notices in one letter; the page has the rest. */
const MOST_IN_LETTER = 30;
const PORTION = 100;

/** Writes every letter that is due; how many. */
export async function queueLetters(store: Store, deps: LetterDeps): Promise<number> {
  const now = deps.clock();
  // A moment later than now, as what happens in this very millisecond is not in the future.
  const letters = [await queueDue(store, deps, 'at once', new Date(now.getTime() + 1))];
  for (const delivery of ['daily', 'weekly'] as const) {
    letters.push(await queueDue(store, deps, delivery, lastDigestDue(now, delivery, deps.digestHour)));
  }
  return letters.reduce((sum, count) => sum + count, 0);
}

async function queueDue(
  store: Store,
  deps: LetterDeps,
  delivery: Exclude<Delivery, 'never'>,
  due: Date,
): Promise<number> {
  const before = due.toISOString();
  let letters = 0;
  for (;;) {
    const recipients = await store.read((tx) => listWaitingRecipients(tx, delivery, before, PORTION));
    let written = 0;
    for (const recipient of recipients) {
      if (await store.write((tx) => queueLetter(tx, deps, recipient, delivery, before))) written += 1;
    }
    letters += written;
    // Whoever is left over although nothing was written is being written to by somebody else.
    if (recipients.length < PORTION || written === 0) return letters;
  }
}

/** One letter to one person; false when somebody else has taken its notices, or this digest was written. */
async function queueLetter(
  tx: WriteTx,
  deps: LetterDeps,
  { person, name, email }: Recipient,
  delivery: Exclude<Delivery, 'never'>,
  before: string,
): Promise<boolean> {
  if (delivery !== 'at once' && !(await insertDigest(tx, person, delivery, before))) return false;
  const at = nowIso(deps.clock);
  const ids = await takeWaitingNotices(tx, person, delivery, before, at);
  if (ids.length === 0) return false;
  const stored = await listNoticesById(tx, ids);
  const letter = writeNoticeLetter({
    name,
    delivery,
    notices: await presentNotices(tx, stored.slice(0, MOST_IN_LETTER)),
    total: ids.length,
    publicUrl: deps.publicUrl(),
    unsubscribeHref: `/unsubscribe/${makeUnsubscribeToken(deps.secret, person)}`,
  });
  await deps.queueMessage(tx, { person, recipient: email, ...letter });
  return true;
}
