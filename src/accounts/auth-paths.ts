/**
 * The few addresses of the accounts library that browsers reach: where a single sign-on comes back to, and the
 * ceremonies of passkeys, which are a conversation between script and device. Everything else it has is closed.
 */

/** Where they begin. */
export const AUTH_PATH = '/auth';

/** Paths below {@link AUTH_PATH}. `asked` need a session, which the library looks at again. */
export const LIBRARY_ROUTES = {
  get: ['/callback/oidc', '/passkey/generate-authenticate-options'],
  getAsked: ['/passkey/generate-register-options'],
  post: ['/passkey/verify-authentication'],
  postAsked: ['/passkey/verify-registration'],
} as const;
