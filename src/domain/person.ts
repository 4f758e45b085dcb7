/**
 * People and what they may do. A reader needs no account; every other role holds all that the roles before it hold.
 * The trail names people by their id only, so that a name can be taken out without touching the trail.
 */

/** Roles from least to most. `reader`: anyone, without an account. */
export const ROLES = ['reader', 'contributor', 'analyst', 'editor', 'admin'] as const;

/** See {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Roles that an account can have. */
export const ACCOUNT_ROLES = ['contributor', 'analyst', 'editor', 'admin'] as const;

/** See {@link ACCOUNT_ROLES}. */
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** Who is signed in. `id` is a UUID. */
export type Viewer = { readonly id: string; readonly name: string; readonly role: AccountRole };

/** True when a role holds what `least` holds. */
export function holdsRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}

/** How the trail and the columns `actor`, `author` and `approved_by` name a person. */
export function actorOf(person: { readonly id: string }): string {
  return `person:${person.id}`;
}

/** Id of the person that an actor names; undefined for programs, rules and the command line. */
export function personOf(actor: string): string | undefined {
  return /^person:([0-9a-f-]{36})$/.exec(actor)?.[1];
}
