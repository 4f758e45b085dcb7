/**
 * How the accounts library's models lie in our tables: each model under our noun, each field in snake case. A test holds
 * this against the migrated database, so that a field the library adds with an upgrade does not go unnoticed.
 */

/** People. Only the library's own fields; `role` and what follows are never taken from a request. */
export const USER = {
  modelName: 'person',
  fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  additionalFields: {
    role: { type: 'string', required: false, defaultValue: 'contributor', input: false },
    disabledAt: { type: 'date', required: false, input: false, fieldName: 'disabled_at' },
  },
} as const;

/** Sessions of a browser. */
export const SESSION = {
  modelName: 'session',
  fields: {
    userId: 'person',
    expiresAt: 'expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
  },
} as const;

/** Passwords and single sign-ons. */
export const ACCOUNT = {
  modelName: 'credential',
  fields: {
    userId: 'person',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
} as const;

/** States of sign-ins under way. */
export const VERIFICATION = {
  modelName: 'sign_in_challenge',
  fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
} as const;

/** Requests counted by the library. */
export const RATE_LIMIT = { modelName: 'request_rate', fields: { lastRequest: 'last_request' } } as const;

/** Passkeys. */
export const PASSKEY = {
  passkey: {
    modelName: 'passkey',
    fields: {
      userId: 'person',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
} as const;

/** Keys for programs. */
export const API_KEY = {
  apikey: {
    modelName: 'api_key',
    fields: {
      referenceId: 'person',
      configId: 'config_id',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      lastRequest: 'last_used_at',
      rateLimitEnabled: 'rate_limit_enabled',
      rateLimitTimeWindow: 'rate_limit_time_window',
      rateLimitMax: 'rate_limit_max',
      requestCount: 'request_count',
      refillInterval: 'refill_interval',
      refillAmount: 'refill_amount',
      lastRefillAt: 'last_refill_at',
    },
  },
} as const;
