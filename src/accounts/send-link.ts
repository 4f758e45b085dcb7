/**
 * Letters with a link, for whoever asks: a new password, or an account of one's own. To the one who asks the answer is
 * the same whether the address has an account or not; only the letter tells, and it goes to the address.
 */
import { actorOf } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { dropOpenLinks } from '#store/one-time-links.ts';
import type { OutboxMessage } from '#store/outbox.ts';
import { findPersonByEmail, insertPerson, type Person } from '#store/people.ts';
import { invitationLetter, type Letter, resetLetter } from './letters.ts';
import { createLink, LINK_HOURS, type NewLink } from './one-time-link.ts';

/** Puts a letter into the outbox, to be sent once the transaction is committed. */
export type QueueMessage = (
  tx: WriteTx,
  message: Pick<OutboxMessage, 'person' | 'recipient' | 'subject' | 'body'> &
    Partial<Pick<OutboxMessage, 'headers'>>,
) => Promise<void>;

/** A letter that was asked for, as it waits for its job. */
export type LetterRequest = { readonly email: string; readonly publicUrl: string } & (
  | { readonly kind: 'reset' }
  | { readonly kind: 'sign-up'; readonly name: string }
);

/** What writing a letter takes; `publicUrl` has no slash at its end. */
export type LetterDeps = {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly publicUrl: string;
  readonly queueMessage: QueueMessage;
};

/** Writes to the address if it has an account that may sign in. */
export async function requestReset(tx: WriteTx, deps: LetterDeps, email: string): Promise<void> {
  const person = await findPersonByEmail(tx, email);
  if (person === undefined || person.disabledAt !== null) return;
  await sendReset(tx, deps, { id: person.id, email }, await createReset(tx, deps, person));
}

/** Makes an account for the address and writes there; to an address with an account goes a link for that one. */
export async function signUp(
  tx: WriteTx,
  deps: LetterDeps,
  input: { readonly name: string; readonly email: string },
): Promise<void> {
  const { name, email } = input;
  const id = deps.newId();
  const at = nowIso(deps.clock);
  if (!(await insertPerson(tx, { id, name, email, role: 'contributor', emailVerified: false }, at))) {
    return requestReset(tx, deps, email);
  }
  await appendAuditEvent(tx, {
    at,
    actor: actorOf({ id }),
    action: 'person.added',
    subject: `person:${id}`,
    detail: { role: 'contributor', by: 'sign-up' },
  });
  const link = await createLink(tx, deps, { kind: 'invitation', person: id });
  await sendInvitation(tx, deps, { id, email }, link);
}

/** Writes a letter with this link to somebody new. */
export function sendInvitation(
  tx: WriteTx,
  deps: LetterDeps,
  person: { readonly id: string; readonly email: string },
  link: NewLink,
): Promise<void> {
  const letter = invitationLetter(`${deps.publicUrl}${link.path}`, LINK_HOURS.invitation / 24);
  return queue(tx, deps, person.id, person.email, letter);
}

/** Writes a letter with this link to somebody who is to choose a new password. */
export function sendReset(
  tx: WriteTx,
  deps: LetterDeps,
  person: { readonly id: string; readonly email: string },
  link: NewLink,
): Promise<void> {
  const letter = resetLetter(`${deps.publicUrl}${link.path}`, LINK_HOURS.reset);
  return queue(tx, deps, person.id, person.email, letter);
}

/** A link for a new password; the ones before it stop working. */
export async function createReset(
  tx: WriteTx,
  deps: Pick<LetterDeps, 'clock' | 'newId'>,
  person: Pick<Person, 'id'>,
): Promise<NewLink> {
  await dropOpenLinks(tx, person.id);
  return createLink(tx, deps, { kind: 'reset', person: person.id });
}

function queue(
  tx: WriteTx,
  { queueMessage }: LetterDeps,
  person: string,
  recipient: string,
  letter: Letter,
): Promise<void> {
  return queueMessage(tx, { person, recipient, ...letter });
}
