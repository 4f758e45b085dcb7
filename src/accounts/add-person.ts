/** Adds somebody, who comes in by a link and chooses a password of their own. Nobody ever chooses one for another. */
import { AppError } from '#domain/errors.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { insertPerson } from '#store/people.ts';
import { createLink, type NewLink } from './one-time-link.ts';
import { readEmail, readName, readRole } from './read-fields.ts';

/** Who is to be added, as it was written; `actor` as the trail names whoever does it. */
export type AddPersonInput = {
  readonly actor: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
};

/** The person's id and the link they come in by. Throws `invalid-input`, and `conflict` for a known e-mail address. */
export async function addPerson(
  tx: WriteTx,
  deps: { readonly clock: Clock; readonly newId: NewId },
  input: AddPersonInput,
): Promise<{ readonly id: string; readonly email: string; readonly link: NewLink }> {
  const name = readName(input.name);
  const email = readEmail(input.email);
  const role = readRole(input.role);
  const id = deps.newId();
  const at = nowIso(deps.clock);
  if (!(await insertPerson(tx, { id, name, email, role, emailVerified: false }, at))) {
    throw new AppError('conflict', 'Somebody with this e-mail address is here already.', {
      place: { field: 'e-mail' },
      remedy: 'Look for them among the people; a link for a new password can be sent from there.',
    });
  }
  await appendAuditEvent(tx, {
    at,
    actor: input.actor,
    action: 'person.added',
    subject: `person:${id}`,
    detail: { role },
  });
  return { id, email, link: await createLink(tx, deps, { kind: 'invitation', person: id }) };
}
