/**
 * All that is stored about one person, and taking out what names them. What they did stays under their id: the trail,
 * the versions and the words of their reviews are records of the pages, not of the person.
 */
import { sql } from 'kysely';
import type { ReadTx, WriteTx } from './connect.ts';

/** Rows of one kind, as the database has them, without anything that would let somebody sign in. */
export type PersonRows = readonly Readonly<Record<string, unknown>>[];

/** See the module comment. */
export type PersonRecords = Readonly<Record<(typeof RECORDS)[number]['name'], PersonRows>>;

/** Name of the record in the export, and the query that fills it; `person` is the id, `actor` how the trail names it. */
const RECORDS = [
  {
    name: 'profile',
    rows: (
      person,
    ) => sql`select id, name, email, email_verified as "emailVerified", role, created_at as "createdAt",
      updated_at as "updatedAt", disabled_at as "disabledAt", anonymised_at as "anonymisedAt"
      from person where id = ${person}`,
  },
  {
    name: 'sessions',
    rows: (
      person,
    ) => sql`select id, created_at as "createdAt", expires_at as "expiresAt", ip_address as "address",
      user_agent as "userAgent" from session where person = ${person} order by created_at`,
  },
  {
    name: 'waysToSignIn',
    rows: (
      person,
    ) => sql`select provider_id as "provider", account_id as "account", created_at as "createdAt",
      updated_at as "updatedAt" from credential where person = ${person} order by created_at`,
  },
  {
    name: 'passkeys',
    rows: (person) => sql`select id, name, device_type as "deviceType", created_at as "createdAt"
      from passkey where person = ${person} order by created_at`,
  },
  {
    name: 'keys',
    rows: (
      person,
    ) => sql`select id, name, permissions, enabled, created_at as "createdAt", expires_at as "expiresAt",
      last_used_at as "lastUsedAt" from api_key where person = ${person} order by created_at`,
  },
  {
    name: 'reviews',
    rows: (person) => sql`select r.id, v.analysis, v.number as version, r.kind, r.severity, r.text, r.target,
      r.proposed_text as "proposedText", r.evidence, r.person_role as "role", r.submitted_at as "submittedAt"
      from review r join analysis_version v on v.id = r.version where r.person = ${person} order by r.submitted_at`,
  },
  {
    name: 'comments',
    rows: (person) => sql`select id, review, kind, text, written_at as "writtenAt"
      from review_comment where person = ${person} order by written_at`,
  },
  {
    name: 'outcomes',
    rows: (_, actor) => sql`select review, outcome, reason, decided_at as "decidedAt"
      from review_outcome where actor = ${actor} order by decided_at`,
  },
  {
    name: 'assignments',
    rows: (person) => sql`select review, assigned_at as "assignedAt"
      from review_assignment where assignee = ${person} order by id`,
  },
  {
    name: 'versions',
    rows: (
      _,
      actor,
    ) => sql`select v.analysis, v.number, v.content_hash as "contentHash", v.recorded_at as "recordedAt"
      from stage_move m join analysis_version v on v.id = m.version
     where m.actor = ${actor} and m.to_stage = 'Draft'
       and m.id = (select min(f.id) from stage_move f where f.version = m.version) order by m.id`,
  },
  {
    name: 'workingCopies',
    rows: (person) => sql`select id, analysis, content, begun_at as "begunAt", changed_at as "changedAt",
      saved_as as "savedAs", discarded_at as "discardedAt"
      from working_copy where person = ${person} order by begun_at`,
  },
  {
    name: 'watches',
    rows: (person) => sql`select kind, key, since from watch where person = ${person} order by since`,
  },
  {
    name: 'letterSettings',
    rows: (person) => sql`select kind, delivery from notice_setting where person = ${person} order by kind`,
  },
  {
    name: 'notices',
    rows: (person) => sql`select event, analysis, version, kind, because, at, read_at as "readAt",
      mailed_at as "mailedAt" from notice where person = ${person} order by id`,
  },
  {
    name: 'letters',
    // A link in a letter may still open the account, so the bodies are left to the mailbox they went to.
    rows: (person) => sql`select recipient, subject, queued_at as "queuedAt", sent_at as "sentAt"
      from outbox_message where person = ${person} order by queued_at`,
  },
  {
    name: 'events',
    rows: (person, actor) => sql`select id, at, actor, action, subject, before_hash as "beforeHash",
      after_hash as "afterHash", detail from audit_event
     where actor = ${actor} or subject = ${`person:${person}`} order by id`,
  },
] as const satisfies readonly {
  readonly name: string;
  readonly rows: (person: string, actor: string) => ReturnType<typeof sql>;
}[];

/** Reads all of it. `actor` is how the trail names the person. */
export async function readPersonRecords(tx: ReadTx, person: string, actor: string): Promise<PersonRecords> {
  const entries: [string, PersonRows][] = [];
  for (const { name, rows } of RECORDS) {
    entries.push([name, (await rows(person, actor).execute(tx)).rows as PersonRows]);
  }
  return Object.fromEntries(entries) as PersonRecords;
}

/** Takes name and address out, for good; false when it was done before. */
export async function eraseProfile(tx: WriteTx, person: string, name: string, at: string): Promise<boolean> {
  const result = await tx
    .updateTable('person')
    .set(({ fn, val }) => ({
      ...{ name, email: null, email_verified: false, image: null, anonymised_at: at, updated_at: at },
      disabled_at: fn.coalesce('disabled_at', val(at)),
    }))
    .where('id', '=', person)
    .where('anonymised_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Removes what was kept for the person alone: watches, notices, letters to them, and jobs that would write one. */
export async function removePersonalRecords(
  tx: WriteTx,
  person: string,
  email: string | null,
): Promise<void> {
  for (const table of ['watch', 'notice', 'notice_setting', 'digest'] as const) {
    await tx.deleteFrom(table).where('person', '=', person).execute();
  }
  await tx
    .deleteFrom('outbox_message')
    .where((eb) => eb.or([eb('person', '=', person), eb('recipient', '=', email ?? '')]))
    .execute();
  await removeJobsFor(tx, email);
}

/** Ends what they were writing and had not saved, and takes them off what they were to look at. */
export async function endPersonalWork(tx: WriteTx, person: string, by: string, at: string): Promise<void> {
  await tx
    .updateTable('working_copy')
    .set({ discarded_at: at })
    .where('person', '=', person)
    .where('saved_as', 'is', null)
    .where('discarded_at', 'is', null)
    .execute();
  await sql`insert into review_assignment (review, assignee, assigned_by, assigned_at)
            select review, null, ${by}, ${at} from review_state
             where assignee = ${person} and state = 'open' order by review`.execute(tx);
}

/** Jobs of the queue carry the address they write to, also for a while after they are done. */
async function removeJobsFor(tx: WriteTx, email: string | null): Promise<void> {
  if (email === null) return;
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('regatlas_jobs.job') is not null as "isThere"`.execute(tx);
  if (rows[0]?.isThere !== true) return;
  await sql`delete from regatlas_jobs.job where data ->> 'email' = ${email}`.execute(tx);
}
