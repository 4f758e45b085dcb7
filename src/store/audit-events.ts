/** The audit trail: one row for every change, written in the transaction that makes it. The database chains the rows. */
import { sql } from 'kysely';
import type { ReadTx, WriteTx } from './connect.ts';

/** What happened. `subject` is `noun:key`; hashes are of the content before and after, null where there is none. */
export type AuditEvent = {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly beforeHash?: string;
  readonly afterHash?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
};

/** Appends one event. */
export async function appendAuditEvent(tx: WriteTx, event: AuditEvent): Promise<void> {
  await tx
    .insertInto('audit_event')
    .values({
      at: event.at,
      actor: event.actor,
      action: event.action,
      subject: event.subject,
      before_hash: event.beforeHash ?? null,
      after_hash: event.afterHash ?? null,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute();
}

/** Ids of events whose hash does not follow from their row and the row before: empty when nothing was tampered with. */
export async function listBrokenAuditEvents(tx: ReadTx): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select e.id from (
      select a.id, a.hash, a.previous_hash, audit_event_hash(a) as computed, lag(a.hash) over (order by a.id) as previous
        from audit_event a) e
     where e.hash <> e.computed or e.previous_hash is distinct from e.previous
     order by e.id`.execute(tx);
  return rows.map((row) => row.id);
}
