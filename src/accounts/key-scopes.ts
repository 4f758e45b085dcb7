/** What a key for a program may do. A key never does more than its owner's role, and never administers anything. */
import { ACCOUNT_ROLES, type AccountRole, ROLES, type Role } from '#domain/person.ts';

/** Scopes from least to most; each holds what is before it. */
export const KEY_SCOPES = ['read', 'review', 'edit', 'publish'] as const;

/** See {@link KEY_SCOPES}. */
export type KeyScope = (typeof KEY_SCOPES)[number];

const ROLE_OF: Readonly<Record<KeyScope, Role>> = {
  read: 'reader',
  review: 'contributor',
  edit: 'analyst',
  publish: 'editor',
};

/** The name under which the accounts library keeps our scopes. */
export const SCOPE_RESOURCE = 'regatlas';

/** The role a request with this key has; null for one that reads like anybody. Scopes we do not know give nothing. */
export function roleOfKey(scopes: readonly string[], owner: AccountRole): AccountRole | null {
  const given = KEY_SCOPES.filter((scope) => scopes.includes(scope)).map((scope) =>
    ROLES.indexOf(ROLE_OF[scope]),
  );
  const rank = Math.min(Math.max(0, ...given), ROLES.indexOf(owner));
  return ACCOUNT_ROLES.find((role) => role === ROLES[rank]) ?? null;
}

/** Scopes that a person with this role may give to a key. */
export function scopesFor(role: AccountRole): readonly KeyScope[] {
  return KEY_SCOPES.filter((scope) => ROLES.indexOf(ROLE_OF[scope]) <= ROLES.indexOf(role));
}

/** The scopes that a stored key has, from the library's words; none when they cannot be read. */
export function readScopes(permissions: string | null): readonly KeyScope[] {
  try {
    const parsed: unknown = JSON.parse(permissions ?? '{}');
    const given = (parsed as Record<string, unknown> | null)?.[SCOPE_RESOURCE];
    return Array.isArray(given) ? KEY_SCOPES.filter((scope) => given.includes(scope)) : [];
  } catch {
    return [];
  }
}
