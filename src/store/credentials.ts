/** What people sign in with and as: passwords, sessions, passkeys, keys. Hashes only; never a password or a key. */
import type { ReadTx, WriteTx } from './connect.ts';

/** The provider under which the accounts library keeps passwords. */
const PASSWORD = 'credential';

/** A browser that somebody is signed in with. */
export type Session = {
  readonly id: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Empty when it could not be told. */
  readonly address: string | null;
  readonly userAgent: string | null;
};

/** A key for programs, without the key. */
export type ApiKey = {
  readonly id: string;
  readonly name: string | null;
  /** Its first letters, to tell it from others. */
  readonly start: string | null;
  /** Scopes as the accounts library writes them. */
  readonly permissions: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
};

/** A passkey, by the name its owner gave it. */
export type Passkey = {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: string | null;
};

/** The hash of somebody's password; undefined while they have none. */
export async function findPasswordHash(tx: ReadTx, person: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('credential')
    .select('password')
    .where('person', '=', person)
    .where('provider_id', '=', PASSWORD)
    .executeTakeFirst();
  return row?.password ?? undefined;
}

/** Keeps this hash as the password, in place of one that is there. */
export async function putPasswordHash(
  tx: WriteTx,
  password: { readonly id: string; readonly person: string; readonly hash: string },
  at: string,
): Promise<void> {
  const { id, person, hash } = password;
  await tx
    .insertInto('credential')
    .values({
      id,
      person,
      account_id: person,
      provider_id: PASSWORD,
      password: hash,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: hash, updated_at: at }),
    )
    .execute();
}

/** Sessions that have not run out, newest first. */
export async function listSessions(tx: ReadTx, person: string, now: string): Promise<Session[]> {
  return tx
    .selectFrom('session')
    .select([
      'id',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'ip_address as address',
      'user_agent as userAgent',
    ])
    .where('person', '=', person)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Ends one session of the person, or with `all but` every other one; how many there were. */
export async function deleteSessions(
  tx: WriteTx,
  person: string,
  which: { readonly only: string } | { readonly allBut: string | null },
): Promise<number> {
  let query = tx.deleteFrom('session').where('person', '=', person);
  if ('only' in which) query = query.where('id', '=', which.only);
  else if (which.allBut !== null) query = query.where('id', '<>', which.allBut);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

/** Keys that work, newest first. */
export async function listApiKeys(tx: ReadTx, person: string, now: string): Promise<ApiKey[]> {
  return tx
    .selectFrom('api_key')
    .select([
      'id',
      'name',
      'start',
      'permissions',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'last_used_at as lastUsedAt',
    ])
    .where('person', '=', person)
    .where('enabled', '=', true)
    .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Ends one key of the person; false when they have no such key. */
export async function deleteApiKey(tx: WriteTx, person: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('api_key')
    .where('person', '=', person)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Passkeys, oldest first. */
export async function listPasskeys(tx: ReadTx, person: string): Promise<Passkey[]> {
  return tx
    .selectFrom('passkey')
    .select(['id', 'name', 'created_at as createdAt'])
    .where('person', '=', person)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Takes one passkey of the person away; false when they have no such passkey. */
export async function deletePasskey(tx: WriteTx, person: string, id: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('passkey')
    .where('person', '=', person)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** Ends every session, key and open link of the person at once; what they sign in with stays. */
export async function endAccess(tx: WriteTx, person: string): Promise<void> {
  await tx.deleteFrom('session').where('person', '=', person).execute();
  await tx.deleteFrom('api_key').where('person', '=', person).execute();
  await tx.deleteFrom('one_time_link').where('person', '=', person).where('used_at', 'is', null).execute();
}

/** Takes away everything the person could sign in with as well; for somebody who is taken out. */
export async function removeCredentials(tx: WriteTx, person: string): Promise<void> {
  await endAccess(tx, person);
  for (const table of ['credential', 'passkey', 'one_time_link'] as const) {
    await tx.deleteFrom(table).where('person', '=', person).execute();
  }
}

/** Deletes sessions, keys and challenges that ran out by now, and links that did before `linksBefore`; how many rows. */
export async function deleteExpired(tx: WriteTx, now: string, linksBefore: string): Promise<number> {
  let deleted = 0;
  for (const [table, before] of [
    ['session', now],
    ['api_key', now],
    ['sign_in_challenge', now],
    ['one_time_link', linksBefore],
  ] as const) {
    const result = await tx.deleteFrom(table).where('expires_at', '<', before).executeTakeFirst();
    deleted += Number(result.numDeletedRows);
  }
  return deleted;
}
