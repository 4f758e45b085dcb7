/**
 * Forward-only migrations: plain SQL files `NNNN-name.sql`, applied in order, each in one transaction together with
 * its entry in `schema_migration`. Every step takes the lock and looks again, so any number of processes may migrate
 * at once, also behind a pooler that hands each transaction another session.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { AppError } from '#domain/errors.ts';
import { LOCK_SPACE, LOCKS } from './advisory-locks.ts';
import type { Store } from './connect.ts';
import { databaseErrorCode, toAppError } from './database-errors.ts';

/** One file. `sha256` is taken with line ends as LF, which a checkout on another system may have changed. */
export type Migration = {
  readonly version: number;
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
};

/** An entry of `schema_migration`. */
export type AppliedMigration = Pick<Migration, 'version' | 'name' | 'sha256'>;

/**
 * Brings the database up to the files of `dir` and returns the names applied now, in order. Throws
 * `database-version` when an applied file has changed or the database is newer than the files; a file that fails
 * leaves the database as the one before it did.
 */
export async function migrate(store: Pick<Store, 'pool'>, dir: string): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(dir);
  const applied: string[] = [];
  const client = await store.pool.connect();
  try {
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === undefined) return { applied };
      applied.push(name);
    }
  } finally {
    client.release();
  }
}

/** The files in order. Throws when one is misnamed or a number is missing or taken twice. */
export async function readMigrations(dir: string): Promise<Migration[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file);
      if (match === null || Number(match[1]) !== index + 1) {
        throw new Error(`migration ${file} should be number ${index + 1}, named NNNN-name.sql`);
      }
      const sql = (await readFile(join(dir, file), 'utf8')).replaceAll('\r\n', '\n');
      const sha256 = createHash('sha256').update(sql).digest('hex');
      return { version: index + 1, name: file.slice(0, -'.sql'.length), sha256, sql };
    }),
  );
}

/**
 * The first migration still to be applied, undefined when there is none. Throws `database-version` for a history
 * that is not the beginning of the files.
 */
export function nextMigration(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration | undefined {
  for (const entry of applied) {
    const migration = migrations.find((candidate) => candidate.version === entry.version);
    if (migration === undefined) {
      throw new AppError(
        'database-version',
        `The database is newer than this program: it has ${entry.name}.`,
        {
          remedy: 'Start the newest Regatlas that has used this database.',
        },
      );
    }
    if (migration.sha256 !== entry.sha256) {
      throw new AppError(
        'database-version',
        `The migration ${entry.name} has changed since it was applied.`,
        {
          remedy: 'Restore the file from the release that the database was made with.',
        },
      );
    }
  }
  return migrations.find((candidate) => !applied.some((entry) => entry.version === candidate.version));
}

async function applyNext(
  client: pg.PoolClient,
  migrations: readonly Migration[],
): Promise<string | undefined> {
  await client.query('begin');
  try {
    const migration = nextMigration(migrations, await lockAndRead(client));
    if (migration !== undefined) await apply(client, migration);
    await client.query('commit');
    return migration?.name;
  } catch (error) {
    // The connection may be the very thing that failed.
    await client.query('rollback').catch(() => {});
    throw toAppError(error, 'DATABASE_URL or the data folder');
  }
}

async function lockAndRead(client: pg.PoolClient): Promise<AppliedMigration[]> {
  await client.query('select pg_advisory_xact_lock($1::int, $2::int)', [LOCK_SPACE, LOCKS.migration]);
  const { rows: found } = await client.query(
    "select 1 where to_regclass('public.schema_migration') is not null",
  );
  if (found.length === 0) {
    await client.query(
      `create table public.schema_migration (
         version integer primary key,
         name text not null,
         sha256 text not null,
         applied_at timestamptz not null default now()
       )`,
    );
  }
  const { rows } = await client.query<AppliedMigration>(
    'select version, name, sha256 from public.schema_migration order by version',
  );
  return rows;
}

async function apply(client: pg.PoolClient, migration: Migration): Promise<void> {
  try {
    // Without parameters the driver sends the text as it is, so a file may hold many statements.
    await client.query(migration.sql);
  } catch (error) {
    if (databaseErrorCode(error) === undefined) throw error;
    throw Object.assign(new Error(describeFailure(migration, error), { cause: error }), {
      code: databaseErrorCode(error),
    });
  }
  await client.query('insert into public.schema_migration (version, name, sha256) values ($1, $2, $3)', [
    migration.version,
    migration.name,
    migration.sha256,
  ]);
}

function describeFailure(migration: Migration, error: unknown): string {
  const { message, position } = error as { message: string; position?: string };
  const line =
    position === undefined ? '' : ` line ${migration.sql.slice(0, Number(position)).split('\n').length}`;
  return `migration ${migration.name}${line}: ${message}`;
}
