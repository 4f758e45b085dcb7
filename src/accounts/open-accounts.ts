/** Accounts as the rest of the program sees them: who asks, signing in and out, and the few addresses of the library. */
import type { Viewer } from '#domain/person.ts';
import type { Clock, NewId } from '#domain/ports.ts';
import type { Store } from '#store/connect.ts';
import { answerByLibrary } from './answer-by-library.ts';
import { type Auth, createAuth, type OidcSettings } from './create-auth.ts';
import { createKey, type KeyInput } from './create-key.ts';
import { findSignedIn, findViewer, type SignedIn } from './find-viewer.ts';
import { noteJoined } from './note-joined.ts';
import { type Passwords, scryptPasswords } from './passwords.ts';
import { type Origin, type SignInInput, signIn, signOut } from './sign-in.ts';
import { createSingleSignOn, startSingleSignOn } from './single-sign-on.ts';

/** What accounts are put together from. */
export type AccountsParts = {
  readonly store: Store;
  readonly deps: { readonly clock: Clock; readonly newId: NewId };
  readonly secret: string;
  /** Address readers know the site by, without a slash at its end; asked when it is first needed. */
  readonly publicUrl: () => string;
  readonly oidc: OidcSettings | null;
  /** Whether anybody may have an account. */
  readonly openToNew: boolean;
  readonly passwords?: Passwords;
  readonly onError: (error: unknown) => void;
};

/** See the module comment. */
export type Accounts = {
  readonly publicUrl: () => string;
  readonly openToNew: boolean;
  /** Name of the single sign-on, for its button; null without. */
  readonly singleSignOn: string | null;
  readonly passwords: Passwords;
  /** Who sent a request with these headers; throws `signed-out` for a key that opens nothing. */
  readonly findViewer: (headers: Headers) => Promise<Viewer | null>;
  /** The session of a browser; null for keys and for readers without an account. */
  readonly findSignedIn: (headers: Headers) => Promise<SignedIn | null>;
  /** Values of `Set-Cookie`. */
  readonly signIn: (input: SignInInput) => Promise<readonly string[]>;
  readonly signOut: (headers: Headers) => Promise<readonly string[]>;
  /** The new key, which is not kept. */
  /** Where to send a browser for single sign-on, and the cookies it must bring back. Throws `fetch-failed`. */
  readonly startSingleSignOn: (
    then: string,
    origin: Origin,
  ) => Promise<{ readonly href: string; readonly cookies: readonly string[] }>;
  /** Answers a request for one of the mounted addresses of the library. */
  readonly answerByLibrary: (request: Request, address: string) => Promise<Response>;
  /** Whether browsers can have passkeys for this site: they want a name, not an address made of numbers. */
  readonly takesPasskeys: () => boolean;
  readonly createKey: (owner: Viewer, input: KeyInput) => Promise<string>;
};

/** Puts them together; the library itself is made when it is first needed, as it wants to know the public address. */
export function openAccounts(parts: AccountsParts): Accounts {
  const { store, deps, publicUrl, openToNew, passwords = scryptPasswords } = parts;
  let made: Auth | undefined;
  const make = (oidc: OidcSettings | null): Auth =>
    createAuth(store, {
      publicUrl: publicUrl(),
      secret: parts.secret,
      oidc,
      openToNew,
      passwords,
      onJoined: (person) => store.write((tx) => noteJoined(tx, deps, person)),
      onError: parts.onError,
    });
  // Without the provider: what it takes to reach one must not stand in the way of a password.
  const auth = (): Auth => {
    made ??= make(null);
    return made;
  };
  const singleSignOn = createSingleSignOn(() => make(parts.oidc));
  return {
    publicUrl,
    openToNew,
    singleSignOn: parts.oidc?.name ?? null,
    passwords,
    findViewer: (headers) => findViewer(store, auth, headers),
    findSignedIn: (headers) => findSignedIn(auth, headers),
    signIn: (input) => signIn(store, deps.clock, auth, input),
    signOut: (headers) => signOut(auth, headers),
    startSingleSignOn: async (then, origin) => startSingleSignOn(await singleSignOn(), then, origin),
    answerByLibrary: async (request, address) => {
      const isCallback = new URL(request.url).pathname.includes('/callback/');
      const library = isCallback && parts.oidc !== null ? await singleSignOn() : auth();
      return answerByLibrary(store, deps.clock, library, request, address);
    },
    takesPasskeys: () => !/^[\d.]+$|^\[/.test(new URL(publicUrl()).hostname),
    createKey: (owner, input) => createKey(store, deps.clock, auth, owner, input),
  };
}
