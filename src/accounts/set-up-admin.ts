/** The first administrator: made by a link that the server prints while there is none. There is no default password. */
import { AppError } from '#domain/errors.ts';
import { actorOf } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { putPasswordHash } from '#store/credentials.ts';
import { hasAdmin, insertPerson, lockFirstAdmin } from '#store/people.ts';
import { createLink, getOpenLink, type NewLink, takeLink } from './one-time-link.ts';

/** The first administrator, with fields that were read and the hash of their password. */
export type FirstAdmin = {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
};

type Deps = { readonly clock: Clock; readonly newId: NewId };

/** A link for whoever sets the installation up; undefined once it has an administrator. */
export async function offerSetUp(tx: WriteTx, deps: Deps): Promise<NewLink | undefined> {
  return (await hasAdmin(tx)) ? undefined : createLink(tx, deps, { kind: 'set-up', person: null });
}

/** Throws `not-found` unless this is a link for the set-up that can be used. */
export async function assertSetUpLink(tx: ReadTx, token: string, now: string): Promise<void> {
  const { kind } = await getOpenLink(tx, token, now);
  if (kind !== 'set-up' || (await hasAdmin(tx))) throw noSetUp();
}

/** Makes the first administrator. Throws `not-found` for a link that is used up, or when there is one already. */
export async function setUpAdmin(tx: WriteTx, deps: Deps, admin: FirstAdmin): Promise<string> {
  const at = nowIso(deps.clock);
  await lockFirstAdmin(tx);
  const link = await takeLink(tx, admin.token, at);
  if (link.kind !== 'set-up' || (await hasAdmin(tx))) throw noSetUp();
  const id = deps.newId();
  const { name, email, passwordHash } = admin;
  // Whoever holds the link holds the server, so their word is enough for the address.
  if (!(await insertPerson(tx, { id, name, email, role: 'admin', emailVerified: true }, at))) {
    throw new AppError('conflict', 'Somebody with this e-mail address is here already.', {
      place: { field: 'e-mail' },
      remedy: 'Make them an admin on the server: npx regatlas user role E-MAIL admin.',
    });
  }
  await putPasswordHash(tx, { id: deps.newId(), person: id, hash: passwordHash }, at);
  await appendAuditEvent(tx, {
    at,
    actor: actorOf({ id }),
    action: 'person.added',
    subject: `person:${id}`,
    detail: { role: 'admin', by: 'set-up link' },
  });
  return id;
}

function noSetUp(): AppError {
  return new AppError('not-found', 'This installation has been set up already.', {
    remedy: 'Sign in, or ask an administrator for an account.',
  });
}
