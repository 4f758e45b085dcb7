/** People: their names and roles. Everything else in the store names them by id. */
import { sql } from 'kysely';
import type { AccountRole } from '#domain/person.ts';
import { LOCK_SPACE, LOCKS } from './advisory-locks.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Somebody with an account. */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Lower case; null of somebody taken out. */
  readonly email: string | null;
  readonly role: AccountRole;
  readonly createdAt: string;
  /** Since when they may not sign in; null while they may. */
  readonly disabledAt: string | null;
};

/** A person with what an administrator wants to know of them. */
export type ListedPerson = Person & {
  /** False until they have set a password or come by single sign-on. */
  readonly hasCredential: boolean;
  /** When their newest session began; null without one. */
  readonly lastSignInAt: string | null;
};

const COLUMNS = [
  'person.id',
  'person.name',
  'person.email',
  'person.role',
  'person.created_at as createdAt',
  'person.disabled_at as disabledAt',
] as const;

/** The person with this id, a UUID. */
export async function findPerson(tx: ReadTx, id: string): Promise<Person | undefined> {
  return tx.selectFrom('person').select(COLUMNS).where('id', '=', id).executeTakeFirst();
}

/** The person with this e-mail address, which is in lower case. */
export async function findPersonByEmail(tx: ReadTx, email: string): Promise<Person | undefined> {
  return tx.selectFrom('person').select(COLUMNS).where('email', '=', email).executeTakeFirst();
}

/** Everybody, those who may sign in first, then by name; those taken out are left out. */
export async function listPeople(tx: ReadTx): Promise<ListedPerson[]> {
  const rows = await tx
    .selectFrom('person')
    .select(COLUMNS)
    .select(({ exists, selectFrom }) => [
      exists(selectFrom('credential').select('id').whereRef('credential.person', '=', 'person.id')).as(
        'hasCredential',
      ),
      selectFrom('session')
        .select(({ fn }) => fn.max('session.created_at').as('at'))
        .whereRef('session.person', '=', 'person.id')
        .as('lastSignInAt'),
    ])
    .where('anonymised_at', 'is', null)
    .execute();
  return rows
    .map((row) => ({ ...row, hasCredential: Boolean(row.hasCredential) }))
    .sort(
      (a, b) =>
        Number(a.disabledAt !== null) - Number(b.disabledAt !== null) ||
        a.name.localeCompare(b.name, 'en') ||
        a.id.localeCompare(b.id),
    );
}

/** Adds a person; false when somebody has this e-mail address. */
export async function insertPerson(
  tx: WriteTx,
  person: Pick<Person, 'id' | 'name' | 'role'> & { readonly email: string; readonly emailVerified: boolean },
  at: string,
): Promise<boolean> {
  const { id, name, email, role } = person;
  const result = await tx
    .insertInto('person')
    .values({ id, name, email, role, email_verified: person.emailVerified, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Changes a person who had these values until now; false when somebody else has changed them meanwhile. */
export async function updatePerson(
  tx: WriteTx,
  person: Person,
  change: Partial<Pick<Person, 'name' | 'role' | 'disabledAt'>>,
  at: string,
): Promise<boolean> {
  const result = await tx
    .updateTable('person')
    .set({
      updated_at: at,
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.disabledAt === undefined ? {} : { disabled_at: change.disabledAt }),
    })
    .where('id', '=', person.id)
    .where('role', '=', person.role)
    .where('name', '=', person.name)
    .where('disabled_at', 'is not distinct from', person.disabledAt)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** The e-mail address is the person's, as they have used a link sent there. */
export async function markEmailVerified(tx: WriteTx, person: string): Promise<void> {
  await tx
    .updateTable('person')
    .set({ email_verified: true })
    .where('id', '=', person)
    .where('email_verified', '=', false)
    .execute();
}

/** Administrators who may sign in, locked until the transaction ends, so that none of two can be the last to go. */
export async function lockAdmins(tx: WriteTx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('person')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

/** Makes whoever else wants to be the first administrator wait until this transaction ends. */
export async function lockFirstAdmin(tx: WriteTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_SPACE}::int, ${LOCKS.admins}::int)`.execute(tx);
}

/** Whether there is an administrator who may sign in. */
export async function hasAdmin(tx: ReadTx): Promise<boolean> {
  const row = await tx
    .selectFrom('person')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
