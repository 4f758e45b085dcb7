/** Which notices wait for a letter, and the letters that bring them. A notice is in one letter at most. */
import { sql } from 'kysely';
import type { Delivery } from '#domain/notice.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Somebody a letter can reach: the address is theirs, and they may sign in. */
export type Recipient = { readonly person: string; readonly name: string; readonly email: string };

/** People with unread notices of this delivery that happened before `before` and were in no letter. */
export async function listWaitingRecipients(
  tx: ReadTx,
  delivery: Delivery,
  before: string,
  limit: number,
): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select p.id as person, p.name, p.email
      from person p
     where p.email is not null and p.email_verified and p.disabled_at is null
       and exists (select from notice n where n.person = p.id and n.delivery = ${delivery}
                      and n.mailed_at is null and n.read_at is null and n.at < ${before})
       and not exists (select from digest d
                        where d.person = p.id and d.delivery = ${delivery} and d.due_at = ${before})
     order by p.id limit ${limit}`.execute(tx);
  return rows;
}

/**
 * Takes the notices that wait, for one letter; their ids. Whoever else takes them at the same time waits for this
 * transaction and then finds none.
 */
export async function takeWaitingNotices(
  tx: WriteTx,
  person: string,
  delivery: Delivery,
  before: string,
  at: string,
): Promise<number[]> {
  const rows = await tx
    .updateTable('notice')
    .set({ mailed_at: at })
    .where('person', '=', person)
    .where('delivery', '=', delivery)
    .where('mailed_at', 'is', null)
    .where('read_at', 'is', null)
    .where('at', '<', before)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Notes the digest of this moment; false when there was one. */
export async function insertDigest(
  tx: WriteTx,
  person: string,
  delivery: 'daily' | 'weekly',
  dueAt: string,
): Promise<boolean> {
  const result = await tx
    .insertInto('digest')
    .values({ person, delivery, due_at: dueAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
