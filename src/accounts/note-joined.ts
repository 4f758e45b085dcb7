/** Notes in the trail that somebody came in by single sign-on for the first time. */
import { actorOf } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';

/** Appends the event; the account was made by the accounts library a moment before. */
export function noteJoined(tx: WriteTx, { clock }: { clock: Clock }, person: string): Promise<void> {
  return appendAuditEvent(tx, {
    at: nowIso(clock),
    actor: actorOf({ id: person }),
    action: 'person.added',
    subject: `person:${person}`,
    detail: { role: 'contributor', by: 'single sign-on' },
  });
}
