/** What people change of their own account: name, password, browsers, passkeys and keys. Each leaves a line in the trail. */
import { AppError } from '#domain/errors.ts';
import { actorOf } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { deleteApiKey, deletePasskey, deleteSessions } from '#store/credentials.ts';
import { findPerson, updatePerson } from '#store/people.ts';
import { readName } from './read-fields.ts';

type Deps = { readonly clock: Clock };

/** Changes the name that is shown. Throws `invalid-input`, `conflict`. */
export async function renamePerson(tx: WriteTx, deps: Deps, id: string, given: string): Promise<void> {
  const name = readName(given);
  const person = await findPerson(tx, id);
  if (person === undefined || person.name === name) return;
  if (!(await updatePerson(tx, person, { name }, nowIso(deps.clock)))) {
    throw new AppError('conflict', 'Your account was just changed elsewhere.', {
      remedy: 'Look at it and try again.',
      retryable: true,
    });
  }
  // The name itself stays out of the trail: it can be taken out, the trail cannot.
  await noteOwn(tx, deps, id, 'person.renamed');
}

/** Ends one session of the person, or with null every one but `own`. */
export async function endSessions(
  tx: WriteTx,
  deps: Deps,
  person: string,
  { session, own }: { readonly session: string | null; readonly own: string },
): Promise<void> {
  const ended = await deleteSessions(tx, person, session === null ? { allBut: own } : { only: session });
  if (ended > 0) await noteOwn(tx, deps, person, 'person.sessions-ended', { sessions: ended });
}

/** Ends a key of the person; nothing when it has ended already. */
export async function endApiKey(tx: WriteTx, deps: Deps, person: string, key: string): Promise<void> {
  if (await deleteApiKey(tx, person, key)) await noteOwn(tx, deps, person, 'person.key-ended', { key });
}

/** Takes a passkey away; nothing when it is gone already. */
export async function removePasskey(tx: WriteTx, deps: Deps, person: string, passkey: string): Promise<void> {
  if (await deletePasskey(tx, person, passkey)) {
    await noteOwn(tx, deps, person, 'person.passkey-removed', { passkey });
  }
}

/** Notes what somebody did with their own account. */
export function noteOwn(
  tx: WriteTx,
  deps: Deps,
  person: string,
  action: string,
  detail: Readonly<Record<string, string | number>> = {},
): Promise<void> {
  const subject = `person:${person}`;
  return appendAuditEvent(tx, {
    at: nowIso(deps.clock),
    actor: actorOf({ id: person }),
    action,
    subject,
    detail,
  });
}
