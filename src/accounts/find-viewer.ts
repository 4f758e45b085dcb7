/**
 * Who sent a request: by the cookie of a session, or by a key in `Authorization`. Without either nobody asks the
 * database, so that reading stays as cheap as it was before there were accounts.
 */
import { AppError } from '#domain/errors.ts';
import type { AccountRole, Viewer } from '#domain/person.ts';
import type { Store } from '#store/connect.ts';
import { findPerson } from '#store/people.ts';
import type { Auth } from './create-auth.ts';
import { roleOfKey, SCOPE_RESOURCE } from './key-scopes.ts';

/** Somebody signed in with a browser. `startedAt` is when they signed in, ISO 8601. */
export type SignedIn = {
  readonly viewer: Viewer;
  readonly email: string;
  readonly session: { readonly id: string; readonly startedAt: string };
};

const SESSION_COOKIE = /(?:^|;\s*)(?:__Secure-)?regatlas\.session_token=/;
const BEARER = /^Bearer +([\w-]{20,200})\s*$/i;

/** The session of these headers; null without one that still runs. */
export async function findSignedIn(auth: () => Auth, headers: Headers): Promise<SignedIn | null> {
  if (!SESSION_COOKIE.test(headers.get('Cookie') ?? '')) return null;
  const found = await auth().api.getSession({ headers });
  // Disabling somebody ends their sessions; this holds also for one begun in the very same moment.
  if (found === null || (found.user.disabledAt ?? null) !== null) return null;
  const { user, session } = found;
  return {
    viewer: { id: user.id, name: user.name, role: user.role as AccountRole },
    email: user.email,
    session: { id: session.id, startedAt: session.createdAt.toISOString() },
  };
}

/** Who sent a request with these headers. Throws `signed-out` for a key that opens nothing, `too-many` for a busy one. */
export async function findViewer(store: Store, auth: () => Auth, headers: Headers): Promise<Viewer | null> {
  const authorization = headers.get('Authorization');
  if (authorization !== null) return findKeyOwner(store, auth, authorization);
  return (await findSignedIn(auth, headers))?.viewer ?? null;
}

async function findKeyOwner(store: Store, auth: () => Auth, authorization: string): Promise<Viewer | null> {
  const [, key] = BEARER.exec(authorization) ?? [];
  if (key === undefined) throw badKey();
  const { valid, error, key: found } = await auth().api.verifyApiKey({ body: { key } });
  if (error?.code === 'RATE_LIMITED') {
    throw new AppError('too-many', 'This key was used too often.', {
      remedy: 'Wait a minute between bursts.',
      retryable: true,
      detail: { retryAfterSeconds: 60 },
    });
  }
  if (!valid || found === null) throw badKey();
  const person = await store.read((tx) => findPerson(tx, found.referenceId));
  if (person === undefined || person.disabledAt !== null) throw badKey();
  const role = roleOfKey(found.permissions?.[SCOPE_RESOURCE] ?? [], person.role);
  return role === null ? null : { id: person.id, name: person.name, role };
}

function badKey(): AppError {
  return new AppError('signed-out', 'The key in Authorization opens nothing here.', {
    remedy: 'Send “Bearer” and a key that has neither run out nor been ended.',
  });
}
