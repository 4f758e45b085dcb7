/**
 * Runs a suite on both kinds of server, each test on its own database cloned from the migrated template. Tests use
 * the real database only; there are no stand-ins for it.
 */
import pg from 'pg';
import { afterEach, beforeEach, describe, inject } from 'vitest';
import { connect, type Store } from '#store/connect.ts';
import { withDatabaseName } from './database-url.ts';
import type { ServerKind, TestServer } from './provided.ts';

/** A fresh migrated database; `url` is for programs under test that open it themselves. */
export type TestDatabase = { readonly url: string; readonly store: Store };

let count = 0;

/**
 * Describes `name` twice, on the embedded PostgreSQL and on a server. Inside a test, `store()` is that test's store
 * (its `kind` says `server` on both, as both are reached by an address) and `database()` adds its address.
 */
export function describeStore(
  name: string,
  fn: (store: () => Store, database: () => TestDatabase) => void,
): void {
  describe.each<ServerKind>(['embedded', 'server'])(`${name}, PostgreSQL %s`, (kind) => {
    const server = inject('servers')[kind];
    const reason = server.state === 'missing' ? ` (${server.reason})` : '';
    describe.skipIf(server.state === 'missing')(`on its own database${reason}`, () => {
      let current: TestDatabase | undefined;
      const database = (): TestDatabase => {
        if (current === undefined) throw new Error('the database exists only inside a test');
        return current;
      };
      beforeEach(async () => {
        current = await cloneDatabase(server);
      });
      afterEach(async () => {
        if (current !== undefined) await dropDatabase(server, current);
        current = undefined;
      });
      fn(() => database().store, database);
    });
  });
}

/** A clone for suites that need one kind of server only; drop it with {@link dropDatabase}. */
export async function cloneDatabase(server: TestServer): Promise<TestDatabase> {
  const { adminUrl, template } = assertReady(server);
  count += 1;
  const name = `regatlas_test_${process.pid}_${count}`;
  await asAdmin(adminUrl, `create database ${name} template ${template}`);
  const url = withDatabaseName(adminUrl, name);
  const store = await connect({
    databaseUrl: url,
    dataDir: '',
    applicationName: 'regatlas test',
    maxConnections: 4,
  });
  return { url, store };
}

/** Closes the store and removes the database, whoever else is still connected. */
export async function dropDatabase(server: TestServer, database: TestDatabase): Promise<void> {
  await database.store.close();
  const name = new URL(database.url).pathname.slice(1);
  await asAdmin(assertReady(server).adminUrl, `drop database ${name} with (force)`);
}

function assertReady(server: TestServer): Extract<TestServer, { state: 'ready' }> {
  if (server.state === 'ready') return server;
  throw new Error(`no test database: ${server.reason}`);
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
