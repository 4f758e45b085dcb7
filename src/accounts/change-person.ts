/**
 * Changes of a person by an administrator or operator: role, and whether they may sign in. There is always somebody who
 * administers: the last admin is neither demoted nor disabled.
 */
import { AppError } from '#domain/errors.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { endAccess } from '#store/credentials.ts';
import { findPerson, findPersonByEmail, lockAdmins, type Person, updatePerson } from '#store/people.ts';
import { readEmail, readRole } from './read-fields.ts';

/** Whom a change concerns, and who makes it, as the trail names them. */
export type PersonChange = { readonly actor: string; readonly person: string };

type Deps = { readonly clock: Clock };

/** The person with this id or, with an @, this e-mail address. Throws `not-found`. */
export async function getPerson(tx: ReadTx, idOrEmail: string): Promise<Person> {
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(idOrEmail);
  let person: Person | undefined;
  if (isId) person = await findPerson(tx, idOrEmail);
  else if (idOrEmail.includes('@')) person = await findPersonByEmail(tx, readEmail(idOrEmail));
  if (person === undefined) {
    throw new AppError('not-found', 'There is no such person.', {
      remedy: 'List the people for their e-mail addresses.',
    });
  }
  return person;
}

/** Gives the person another role. Throws `conflict` for the last admin. */
export async function changeRole(
  tx: WriteTx,
  deps: Deps,
  input: PersonChange & { readonly role: string },
): Promise<Person> {
  const role = readRole(input.role);
  const admins = await lockAdmins(tx);
  const person = await getPerson(tx, input.person);
  if (person.role === role) return person;
  if (role !== 'admin') refuseLastAdmin(admins, person);
  await store(tx, deps, person, { role });
  await note(tx, deps, input.actor, person, 'person.role-changed', { before: person.role, after: role });
  return { ...person, role };
}

/** Lets the person in no more: sessions, keys and links end in this very transaction. Throws `conflict`. */
export async function disablePerson(tx: WriteTx, deps: Deps, input: PersonChange): Promise<Person> {
  const admins = await lockAdmins(tx);
  const person = await getPerson(tx, input.person);
  if (person.disabledAt !== null) return person;
  refuseLastAdmin(admins, person);
  const disabledAt = nowIso(deps.clock);
  await store(tx, deps, person, { disabledAt });
  await endAccess(tx, person.id);
  await note(tx, deps, input.actor, person, 'person.disabled', {});
  return { ...person, disabledAt };
}

/** Lets the person in again, with the password they had. */
export async function enablePerson(tx: WriteTx, deps: Deps, input: PersonChange): Promise<Person> {
  const person = await getPerson(tx, input.person);
  if (person.disabledAt === null) return person;
  if (person.email === null) {
    throw new AppError('conflict', 'This person was taken out and cannot come back.', {
      remedy: 'Add them anew.',
    });
  }
  await store(tx, deps, person, { disabledAt: null });
  await note(tx, deps, input.actor, person, 'person.enabled', {});
  return { ...person, disabledAt: null };
}

async function store(
  tx: WriteTx,
  deps: Deps,
  person: Person,
  change: Parameters<typeof updatePerson>[2],
): Promise<void> {
  if (await updatePerson(tx, person, change, nowIso(deps.clock))) return;
  throw new AppError('conflict', 'Somebody else has just changed this person.', {
    remedy: 'Look at the list again.',
    retryable: true,
  });
}

/** Throws `conflict` when nobody would be left who administers. */
export function refuseLastAdmin(admins: readonly string[], person: Person): void {
  if (person.role !== 'admin' || person.disabledAt !== null || admins.some((id) => id !== person.id)) return;
  throw new AppError('conflict', 'This is the last administrator.', {
    remedy: 'Make somebody else an admin first.',
  });
}

function note(
  tx: WriteTx,
  deps: Deps,
  actor: string,
  person: Person,
  action: string,
  detail: Readonly<Record<string, string>>,
): Promise<void> {
  return appendAuditEvent(tx, {
    at: nowIso(deps.clock),
    actor,
    action,
    subject: `person:${person.id}`,
    detail,
  });
}
