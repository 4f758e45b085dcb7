/** Notices: what a person is told of an event, once. Made by whoever follows the trail, read by the person alone. */
import { sql } from 'kysely';
import { FIRST_DELIVERY, type NoticeKind, type NoticeReason } from '#domain/notice.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** An event that concerns people, and which of them. `actor` is never told; null when it is no person. */
export type NoticeToSend = {
  readonly event: number;
  readonly at: string;
  readonly analysis: number;
  readonly version: number;
  readonly kind: NoticeKind;
  readonly actor: string | null;
  /** Review that the event is about; null when it is about none. */
  readonly review: string | null;
  /** Id of the person the event gives something to. */
  readonly assignee: string | null;
  readonly tellsAuthor: boolean;
  readonly tellsThread: boolean;
  /** Roles of those who watch and are told; none when watching is not enough. */
  readonly watcherRoles: readonly string[];
};

/** A notice with its event. `supersedes` and the rest of what the words need stand in `detail`. */
export type StoredNotice = {
  readonly id: number;
  readonly event: number;
  readonly kind: NoticeKind;
  readonly because: NoticeReason;
  readonly at: string;
  readonly readAt: string | null;
  readonly analysis: number;
  readonly version: number;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly actor: string;
  /** Name of the person who acted; null when it was none. */
  readonly actorName: string | null;
  readonly action: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
};

/** Holds the cursor until the transaction ends, so that only one tells at a time; the last event that was told of. */
export async function holdNoticeCursor(tx: WriteTx): Promise<number> {
  const row = await tx.selectFrom('notice_cursor').select('event').forUpdate().executeTakeFirstOrThrow();
  return row.event;
}

/** Moves the cursor; what is up to it is told. */
export async function moveNoticeCursor(tx: WriteTx, event: number): Promise<void> {
  await tx.updateTable('notice_cursor').set({ event }).execute();
}

/** Makes the notices of one event, one for each person concerned; how many were made. */
export async function insertNotices(tx: WriteTx, notice: NoticeToSend): Promise<number> {
  const { event, at, analysis, version, kind, actor, review, assignee } = notice;
  const first = FIRST_DELIVERY[kind];
  const { numAffectedRows } = await sql`
    with concerned (person, because, rank) as (
      select ${assignee}::uuid, 'assignee', 1 where ${assignee}::uuid is not null
      union all
      select substr(m.actor, 8)::uuid, 'author', 2
        from (select actor from stage_move
               where version = (select id from analysis_version where analysis = ${analysis} and number = ${version})
               order by id limit 1) m
       where ${notice.tellsAuthor} and m.actor ~ '^person:[0-9a-f-]{36}$'
      union all
      select t.person, 'thread', 3
        from (select person from review where id = ${review}::uuid
              union select person from review_comment where review = ${review}::uuid
              union select assignee from review_state where review = ${review}::uuid) t
       where ${notice.tellsThread}
      union all
      select w.person, 'watch', 4
        from watch w join analysis a on a.number = ${analysis} join person p on p.id = w.person
       where (w.kind, w.key) in (('analysis', a.number::text), ('jurisdiction', a.jurisdiction), ('topic', a.topic))
         and w.since <= ${at} and p.role = any (${[...notice.watcherRoles]}::text[])
    )
    insert into notice (person, event, analysis, version, kind, because, delivery, at)
    select distinct on (c.person) c.person, ${event}::int, ${analysis}::int, ${version}::int, ${kind}, c.because,
           coalesce(s.delivery, ${first}), ${at}::timestamptz
      from concerned c
      join person p on p.id = c.person and p.disabled_at is null
      left join notice_setting s on s.person = c.person and s.kind = ${kind}
     where c.person is distinct from ${actor}::uuid
     order by c.person, c.rank
    on conflict (person, event) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

/** How many somebody has not read: for the account menu. */
export async function countUnread(tx: ReadTx, person: string): Promise<number> {
  const row = await tx
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('person', '=', person)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** How many somebody has in all. */
export async function countNotices(tx: ReadTx, person: string): Promise<number> {
  const row = await tx
    .selectFrom('notice')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Somebody's notices, those not read first, newest first within each. */
export async function listNotices(
  tx: ReadTx,
  person: string,
  page: { readonly offset: number; readonly limit: number },
): Promise<StoredNotice[]> {
  const { rows } = await sql<StoredNotice>`
    ${noticeQuery()} where n.person = ${person}
     order by (n.read_at is null) desc, n.id desc offset ${page.offset} limit ${page.limit}`.execute(tx);
  return rows;
}

/** These notices, oldest first. */
export async function listNoticesById(tx: ReadTx, ids: readonly number[]): Promise<StoredNotice[]> {
  const { rows } = await sql<StoredNotice>`
    ${noticeQuery()} where n.id = any (${[...ids]}::int[]) order by n.id`.execute(tx);
  return rows;
}

/** Number of somebody's newest notice; 0 without any. */
export async function findNewestNotice(tx: ReadTx, person: string): Promise<number> {
  const row = await tx
    .selectFrom('notice')
    .select((eb) => eb.fn.max('id').as('id'))
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.id ?? 0;
}

function noticeQuery() {
  return sql`
    select n.id, n.event, n.kind, n.because, n.at, n.read_at as "readAt", n.analysis, n.version,
           j.everyday_name as jurisdiction, t.title as topic, e.actor, p.name as "actorName", e.action, e.detail
      from notice n
      join audit_event e on e.id = n.event
      join analysis a on a.number = n.analysis
      join jurisdiction j on j.code = a.jurisdiction
      join topic t on t.key = a.topic
      left join person p on e.actor = 'person:' || p.id`;
}

/** Marks as read those of the person's notices that are named, or all that were there up to one; how many. */
export async function markNoticesRead(
  tx: WriteTx,
  person: string,
  which: { readonly only: number } | { readonly upTo: number },
  at: string,
): Promise<number> {
  let query = tx
    .updateTable('notice')
    .set({ read_at: at })
    .where('person', '=', person)
    .where('read_at', 'is', null);
  query = 'only' in which ? query.where('id', '=', which.only) : query.where('id', '<=', which.upTo);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}
