/** What people watch. A watch tells of nothing that was before it. */
import { sql } from 'kysely';
import type { WatchKind } from '#domain/notice.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Something watched; see {@link WatchKind} for the key. */
export type WatchTarget = { readonly kind: WatchKind; readonly key: string };

/** A watch in a list, with the names to show. */
export type ListedWatch = WatchTarget & {
  readonly since: string;
  /** Everyday name of the jurisdiction, title of the topic, or both of the page. */
  readonly name: string;
};

/** Begins to watch; nothing when they do already. */
export async function putWatch(tx: WriteTx, person: string, target: WatchTarget, at: string): Promise<void> {
  await tx
    .insertInto('watch')
    .values({ person, ...target, since: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Watches no more. */
export async function deleteWatch(tx: WriteTx, person: string, target: WatchTarget): Promise<void> {
  await tx
    .deleteFrom('watch')
    .where('person', '=', person)
    .where('kind', '=', target.kind)
    .where('key', '=', target.key)
    .execute();
}

/** Whether they watch it. */
export async function hasWatch(tx: ReadTx, person: string, target: WatchTarget): Promise<boolean> {
  const row = await tx
    .selectFrom('watch')
    .select('since')
    .where('person', '=', person)
    .where('kind', '=', target.kind)
    .where('key', '=', target.key)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether there is such a thing to watch. */
export async function hasTarget(tx: ReadTx, { kind, key }: WatchTarget): Promise<boolean> {
  const row = await targetQuery(tx, kind, key).executeTakeFirst();
  return row !== undefined;
}

function targetQuery(tx: ReadTx, kind: WatchKind, key: string) {
  if (kind === 'jurisdiction')
    return tx.selectFrom('jurisdiction').select('code as key').where('code', '=', key);
  if (kind === 'topic') return tx.selectFrom('topic').select('key').where('key', '=', key);
  const number = /^[1-9]\d{0,8}$/.test(key) ? Number(key) : 0;
  return tx.selectFrom('analysis').select('topic as key').where('number', '=', number);
}

/** All that somebody watches, by name. */
export async function listWatches(tx: ReadTx, person: string): Promise<ListedWatch[]> {
  const { rows } = await sql<ListedWatch>`
    select w.kind, w.key, w.since, coalesce(nullif(concat_ws(' · ', j.everyday_name, t.title), ''), w.key) as name
      from watch w
      left join analysis a on w.kind = 'analysis' and a.number::text = w.key
      left join jurisdiction j on j.code = case w.kind when 'jurisdiction' then w.key else a.jurisdiction end
      left join topic t on t.key = case w.kind when 'topic' then w.key else a.topic end
     where w.person = ${person}`.execute(tx);
  return rows.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.kind.localeCompare(b.kind));
}
