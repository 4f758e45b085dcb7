/** Reading the audit trail: from its end for people, in the order of its numbers for whoever follows it. */
import type { ExpressionBuilder } from 'kysely';
import type { ReadTx } from './connect.ts';
import type { Database } from './schema.ts';

/** An event as it is stored. `subject` is `noun:key`; the hashes are null where there is no content. */
export type TrailEvent = {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  readonly hash: string;
};

/** Which events to list. Absent members do not filter. */
export type TrailFilter = {
  /** Any of these. */
  readonly actors?: readonly string[];
  readonly action?: string;
  /** `analysis:7` also finds `analysis:7/2`. */
  readonly subject?: string;
  /** Instants; `since` is taken in, `until` is not. */
  readonly since?: string;
  readonly until?: string;
  /** Only events with a lower number: where the page before ended. */
  readonly before?: number;
};

const COLUMNS = [
  'id',
  'at',
  'actor',
  'action',
  'subject',
  'before_hash as beforeHash',
  'after_hash as afterHash',
  'detail',
  'hash',
] as const;

/** The newest events that match, newest first. */
export async function listTrailEvents(tx: ReadTx, filter: TrailFilter, limit: number): Promise<TrailEvent[]> {
  let query = tx.selectFrom('audit_event').select(COLUMNS);
  const { actors, action, subject, since, until, before } = filter;
  if (actors !== undefined) query = query.where('actor', 'in', [...actors]);
  if (action !== undefined) query = query.where('action', '=', action);
  if (subject !== undefined) query = query.where((eb) => ofSubject(eb, subject));
  if (since !== undefined) query = query.where('at', '>=', since);
  if (until !== undefined) query = query.where('at', '<', until);
  if (before !== undefined) query = query.where('id', '<', before);
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(readEvent);
}

/** Events after this number, in order, at most `limit`. */
export async function listTrailEventsAfter(tx: ReadTx, after: number, limit: number): Promise<TrailEvent[]> {
  const rows = await tx
    .selectFrom('audit_event')
    .select(COLUMNS)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(readEvent);
}

/** These events, by number. */
export async function findTrailEvents(
  tx: ReadTx,
  ids: readonly number[],
): Promise<ReadonlyMap<number, TrailEvent>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('audit_event')
    .select(COLUMNS)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, readEvent(row)]));
}

/** Every action that ever happened, in the order of their names. */
export async function listTrailActions(tx: ReadTx): Promise<string[]> {
  // One step through the index for each of the few actions; `distinct` would read the whole of it.
  const actions: string[] = [];
  for (;;) {
    const last = actions.at(-1);
    let query = tx.selectFrom('audit_event').select('action');
    if (last !== undefined) query = query.where('action', '>', last);
    const row = await query.orderBy('action').limit(1).executeTakeFirst();
    if (row === undefined) return actions;
    actions.push(row.action);
  }
}

/** Names of people, by id. Somebody taken out has the name that stands for all of them. */
export async function findNames(tx: ReadTx, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(people)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Ids of the people who have exactly this name or e-mail address, whatever its case. */
export async function findPeopleCalled(tx: ReadTx, words: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('person')
    .select('id')
    .where((eb) =>
      eb.or([
        eb(eb.fn<string>('lower', ['name']), '=', words.toLowerCase()),
        eb('email', '=', words.toLowerCase()),
      ]),
    )
    .execute();
  return rows.map((row) => row.id);
}

/** The subject itself and what is below it; the slash and the sign after it bound those in the index. */
function ofSubject(eb: ExpressionBuilder<Database, 'audit_event'>, subject: string) {
  return eb.or([
    eb('subject', '=', subject),
    eb.and([eb('subject', '>', `${subject}/`), eb('subject', '<', `${subject}0`)]),
  ]);
}

function readEvent(row: Omit<TrailEvent, 'detail'> & { readonly detail: unknown }): TrailEvent {
  // Written by `appendAuditEvent` only.
  return { ...row, detail: row.detail as TrailEvent['detail'] };
}
