/**
 * Signing in with e-mail address and password, and out. A wrong password, an unknown address, an account without a
 * password and a closed account get the same answer after the same work; an attempt is counted before it is looked at.
 */
import { AppError } from '#domain/errors.ts';
import type { Clock } from '#domain/ports.ts';
import type { Store } from '#store/connect.ts';
import { deleteSessions, findPasswordHash } from '#store/credentials.ts';
import { findPersonByEmail } from '#store/people.ts';
import { admitAttempt, forgiveAttempt } from './attempt-limit.ts';
import { ADDRESS_HEADER, type Auth } from './create-auth.ts';
import { findSignedIn } from './find-viewer.ts';
import { readEmail } from './read-fields.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Where a request came from, as far as it can be told. */
export type Origin = { readonly address: string; readonly userAgent: string };

/** What the form of the sign-in page holds, and the headers it came with. */
export type SignInInput = Origin & {
  readonly email: string;
  readonly password: string;
  readonly headers: Headers;
};

/** Values of `Set-Cookie` for a new session. Throws `invalid-input` and `too-many`. */
export async function signIn(
  store: Store,
  clock: Clock,
  auth: () => Auth,
  input: SignInInput,
): Promise<readonly string[]> {
  const email = readSignInEmail(input.email);
  const attempt = { 'sign-in/account': email, 'sign-in/address': input.address };
  await store.write((tx) => admitAttempt(tx, clock, attempt));
  const answer = await auth().api.signInEmail({
    body: { email, password: input.password },
    headers: originHeaders(input),
    asResponse: true,
  });
  if (answer.status >= 500) throw new Error('signing in failed');
  if (!answer.ok) {
    await evenOut(store, email);
    throw notRight();
  }
  const before = await findSignedIn(auth, input.headers);
  await store.write(async (tx) => {
    await forgiveAttempt(tx, attempt);
    // The browser forgets the session it had, so nobody else shall go on with it.
    if (before !== null) await deleteSessions(tx, before.viewer.id, { only: before.session.id });
  });
  return answer.headers.getSetCookie();
}

// The library looks for the password of an account it knows, and for none where it knows nobody: one statement less.
async function evenOut(store: Store, email: string): Promise<void> {
  await store.read(async (tx) => {
    if ((await findPersonByEmail(tx, email)) === undefined) await findPasswordHash(tx, NOBODY);
  });
}

/** Ends the session of these headers; values of `Set-Cookie` that take its cookie away. */
export async function signOut(auth: () => Auth, headers: Headers): Promise<readonly string[]> {
  const cookie = headers.get('Cookie') ?? '';
  const answer = await auth().api.signOut({ headers: new Headers({ Cookie: cookie }), asResponse: true });
  return answer.headers.getSetCookie();
}

/** The headers by which the library notes where a session was begun. */
export function originHeaders({ address, userAgent }: Origin): Headers {
  return new Headers({ [ADDRESS_HEADER]: address, 'User-Agent': printable(userAgent) });
}

// A header takes no line ends and nothing beyond Latin-1.
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 300);
}

function readSignInEmail(given: string): string {
  try {
    return readEmail(given);
  } catch {
    throw notRight();
  }
}

function notRight(): AppError {
  return new AppError('invalid-input', 'E-mail address and password do not belong together.', {
    remedy: 'Try again, or ask for a new password.',
  });
}
