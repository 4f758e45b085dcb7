/** A new password: by a link, or by somebody signed in who knows the one they have. Other browsers are signed out. */
import { AppError } from '#domain/errors.ts';
import { actorOf } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { deleteSessions, putPasswordHash } from '#store/credentials.ts';
import { dropOpenLinks, type LinkKind } from '#store/one-time-links.ts';
import { findPerson, markEmailVerified, type Person } from '#store/people.ts';
import { getOpenLink, takeLink } from './one-time-link.ts';

type Deps = { readonly clock: Clock; readonly newId: NewId };

/** Whom a link lets choose a password, and what it is for. Throws `not-found`. */
export async function readPasswordLink(
  tx: ReadTx,
  token: string,
  now: string,
): Promise<{ readonly kind: LinkKind; readonly person: Person }> {
  const { kind, person: id } = await getOpenLink(tx, token, now);
  const person = id === null ? undefined : await findPerson(tx, id);
  if (person === undefined || person.disabledAt !== null) throw notYours();
  return { kind, person };
}

/** Uses the link up and keeps the hash; the person. Throws `not-found`. */
export async function setPasswordByLink(
  tx: WriteTx,
  deps: Deps,
  input: { readonly token: string; readonly passwordHash: string },
): Promise<Person> {
  const now = nowIso(deps.clock);
  const { person } = await readPasswordLink(tx, input.token, now);
  await takeLink(tx, input.token, now);
  await markEmailVerified(tx, person.id);
  await keepPassword(tx, deps, person.id, { passwordHash: input.passwordHash, session: null });
  return person;
}

/** Keeps the hash of a password that somebody signed in has chosen; `session` is theirs and goes on. */
export async function changePassword(
  tx: WriteTx,
  deps: Deps,
  input: { readonly person: string; readonly passwordHash: string; readonly session: string },
): Promise<void> {
  await keepPassword(tx, deps, input.person, input);
}

async function keepPassword(
  tx: WriteTx,
  deps: Deps,
  person: string,
  { passwordHash, session }: { passwordHash: string; session: string | null },
): Promise<void> {
  const at = nowIso(deps.clock);
  await putPasswordHash(tx, { id: deps.newId(), person, hash: passwordHash }, at);
  await deleteSessions(tx, person, { allBut: session });
  await dropOpenLinks(tx, person);
  await appendAuditEvent(tx, {
    at,
    actor: actorOf({ id: person }),
    action: 'person.password-set',
    subject: `person:${person}`,
  });
}

function notYours(): AppError {
  return new AppError('not-found', 'This link is not for a password, or its account is closed.', {
    remedy: 'Ask an administrator of this installation.',
  });
}
