/**
 * The accounts library (better-auth) on our tables, and the only place where it is put together. It keeps passwords,
 * sessions, passkeys, keys and single sign-on; who people are and what they may do is ours (ADR 9). Nobody who is
 * disabled gets a session, by whatever way they sign in.
 */
import { randomUUID } from 'node:crypto';
import { apiKey } from '@better-auth/api-key';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import type { Store } from '#store/connect.ts';
import { findPerson } from '#store/people.ts';
import { AUTH_PATH } from './auth-paths.ts';
import { ACCOUNT, API_KEY, PASSKEY, RATE_LIMIT, SESSION, USER, VERIFICATION } from './auth-tables.ts';
import { instantsAsDates } from './instants-as-dates.ts';
import { logFaults } from './log-faults.ts';
import type { Passwords } from './passwords.ts';
import { NAME_MOST, PASSWORD_LIMITS, readName } from './read-fields.ts';

/** The header in which our routes tell the library where a request came from; what a client writes there is dropped. */
export const ADDRESS_HEADER = 'x-regatlas-address';

/** The provider's name in the address that a single sign-on comes back to: `/auth/callback/oidc`. */
export const OIDC_PROVIDER = 'oidc';

/** A single sign-on by OpenID Connect. `name` is on the button. */
export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
};

/** What the library needs to know. `onJoined` hears of somebody who came in by single sign-on for the first time. */
export type AuthSettings = {
  /** Address readers know the site by, without a slash at its end. */
  readonly publicUrl: string;
  readonly secret: string;
  /** Null without single sign-on. */
  readonly oidc: OidcSettings | null;
  /** Whether somebody new may come in by single sign-on. */
  readonly openToNew: boolean;
  readonly passwords: Passwords;
  readonly onJoined: (person: string) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

/** Days that a session lasts; it is not made longer by use. */
export const SESSION_DAYS = 14;

const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
} as const;
const DAY_S = 86_400;
const KEY_DAYS_MOST = 366;
// An address may ask the library's own routes so often in this many seconds.
const RATE = { window: 60, max: 60 } as const;
const KEY_RATE = { timeWindow: 60_000, maxRequests: 600 } as const;

/** The library, ready. Nothing is asked of the database yet. */
export function createAuth(store: Store, settings: AuthSettings) {
  const db = store.db.withPlugin(instantsAsDates);
  return betterAuth({
    appName: 'Regatlas',
    baseURL: settings.publicUrl,
    basePath: AUTH_PATH,
    secret: settings.secret,
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    logger: { level: 'error', log: logFaults(settings.onError) },
    onAPIError: { errorURL: '/sign-in' },
    user: USER,
    session: {
      ...SESSION,
      expiresIn: SESSION_DAYS * DAY_S,
      disableSessionRefresh: true,
      // Passkeys are added by whoever has just signed in, not by whoever finds an open browser.
      freshAge: DAY_S,
    },
    account: {
      ...ACCOUNT,
      // Only an address that the provider vouches for; ours need not be proven, as an account without proof has no password.
      accountLinking: { enabled: true, trustedProviders: [], requireLocalEmailVerified: false },
      updateAccountOnSignIn: false,
    },
    verification: { ...VERIFICATION, storeIdentifier: 'hashed' },
    rateLimit: { ...RATE_LIMIT, enabled: true, storage: 'database', ...RATE },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LIMITS.least,
      maxPasswordLength: PASSWORD_LIMITS.most,
      password: settings.passwords,
    },
    advanced: {
      cookiePrefix: 'regatlas',
      useSecureCookies: settings.publicUrl.startsWith('https://'),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            const person = await store.read((tx) => findPerson(tx, userId));
            return person !== undefined && person.disabledAt === null ? undefined : false;
          },
        },
      },
      user: {
        create: {
          before: async (user) => ({ data: { ...user, name: nameFromProvider(user.name), image: null } }),
          after: async ({ id }) => settings.onJoined(id),
        },
      },
      // We call nobody in a person's name, so the tokens to do so are not kept.
      account: { create: { before: async (account) => ({ data: { ...account, ...NO_TOKENS } }) } },
    },
    plugins: [
      verifiedPasskeys(),
      apiKey({
        schema: API_KEY,
        requireName: true,
        maximumNameLength: 80,
        defaultPrefix: 'rga_',
        startingCharactersConfig: { shouldStore: true, charactersLength: 8 },
        keyExpiration: { defaultExpiresIn: 90 * DAY_S, minExpiresIn: 1, maxExpiresIn: KEY_DAYS_MOST },
        rateLimit: { enabled: true, ...KEY_RATE },
      }),
      ...oidcPlugins(settings),
    ],
  });
}

// A passkey is all that is asked for, so the device must have asked who holds it.
function verifiedPasskeys() {
  return passkey({
    rpName: 'Regatlas',
    schema: PASSKEY,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) =>
        assertHolder(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) =>
        assertHolder(verification.authenticationInfo.userVerified),
    },
  });
}

function assertHolder(isVerified: boolean | undefined): void {
  if (isVerified !== true)
    throw new APIError('UNAUTHORIZED', { message: 'The device did not ask who holds it.' });
}

function nameFromProvider(given: string): string {
  try {
    return readName(given.slice(0, NAME_MOST));
  } catch {
    return 'Somebody';
  }
}

function oidcPlugins({ oidc, openToNew }: AuthSettings) {
  if (oidc === null) return [];
  const { issuer, clientId, clientSecret, name } = oidc;
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          name,
          discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
          requireIdTokenVerification: true,
          clientId,
          clientSecret,
          scopes: ['openid', 'email', 'profile'],
          pkce: true,
          disableImplicitSignUp: !openToNew,
        },
      ],
    }),
  ];
}

/** See {@link createAuth}. */
export type Auth = ReturnType<typeof createAuth>;
