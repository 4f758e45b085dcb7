/**
 * Starts the two PostgreSQL servers of a test run, an embedded one and one as a server, each in a temporary folder, in
 * memory where there is room, and migrates one template database on each. What an earlier, killed run left is cleared.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connect } from '#store/connect.ts';
import { isProcessAlive, readPostmasterPid } from '#store/embedded/postmaster-pid.ts';
import { stopPostmaster } from '#store/embedded/spawn-postmaster.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';
import { migrate } from '#store/migrate.ts';
import { databaseUrl, withDatabaseName } from './database-url.ts';
import type { TestServer } from './provided.ts';
import { findSystemBinaries, startSystemPostgres } from './system-postgres.ts';

const FOLDER = /^regatlas-test-(\d+)-/;
// Vitest runs this once for each project, in one process and perhaps on one given server.
const TEMPLATE = `regatlas_template_${process.pid}_${randomBytes(4).toString('hex')}`;
const MIGRATIONS = resolve(import.meta.dirname, '../../src/store/migrations');

// Cloning a database takes 20 ms there and 100 on a disk (seven hundred files), and most tests clone one.
const MEMORY_FOLDER = '/dev/shm';
const LEAST_MEMORY_BYTES = 4 * 1024 ** 3;

/** Called by Vitest before the first test; the function returned runs after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearLeftovers();
  const dir = await mkdtemp(join(await chooseParent(), `regatlas-test-${process.pid}-`));
  // The account that root hands the servers to must be able to pass.
  await chmod(dir, 0o755);
  const cleanUp: (() => Promise<void>)[] = [];
  const [embedded, server] = await Promise.all([
    provideServer(() => startEmbeddedServer(dir, cleanUp)),
    provideServer(() => startServer(dir, cleanUp)),
  ]);
  project.provide('servers', { embedded, server });
  return async () => {
    for (const step of cleanUp) await step();
    await clearFolder(dir);
  };
}

async function provideServer(start: () => Promise<string | undefined>): Promise<TestServer> {
  try {
    const adminUrl = await start();
    if (adminUrl === undefined) {
      return {
        state: 'missing',
        reason: 'There is no PostgreSQL 15 or newer here; install it or set REGATLAS_TEST_DATABASE_URL.',
      };
    }
    await makeTemplate(adminUrl);
    return { state: 'ready', adminUrl, template: TEMPLATE };
  } catch (error) {
    return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function startEmbeddedServer(dir: string, cleanUp: (() => Promise<void>)[]): Promise<string> {
  const embedded = await startEmbedded({
    dataDir: join(dir, 'embedded'),
    log: () => {},
    sharedBuffers: '64MB',
    settings: { fsync: 'off' },
  });
  cleanUp.push(() => embedded.release());
  return databaseUrl(embedded.connection, embedded.connection.database);
}

async function startServer(dir: string, cleanUp: (() => Promise<void>)[]): Promise<string | undefined> {
  const given = process.env.REGATLAS_TEST_DATABASE_URL;
  if (given) {
    cleanUp.push(() => dropTemplate(given));
    return given;
  }
  const bin = await findSystemBinaries();
  return bin === undefined
    ? undefined
    : databaseUrl(await startSystemPostgres(bin, join(dir, 'server')), 'postgres');
}

async function makeTemplate(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, `create database ${TEMPLATE} template template0 encoding 'UTF8'`);
  const store = await connect({
    databaseUrl: withDatabaseName(adminUrl, TEMPLATE),
    dataDir: '',
    applicationName: 'regatlas test set-up',
  });
  try {
    await migrate(store, MIGRATIONS);
  } finally {
    await store.close();
  }
  // A session on the template, were it only autovacuum's, would make cloning fail.
  await asAdmin(adminUrl, `alter database ${TEMPLATE} with is_template true allow_connections false`);
}

async function dropTemplate(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, `alter database ${TEMPLATE} with is_template false`);
  await asAdmin(adminUrl, `drop database ${TEMPLATE} with (force)`);
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

async function chooseParent(): Promise<string> {
  const room = await statfs(MEMORY_FOLDER).catch(() => undefined);
  return room !== undefined && room.bavail * room.bsize >= LEAST_MEMORY_BYTES ? MEMORY_FOLDER : tmpdir();
}

async function clearLeftovers(): Promise<void> {
  for (const parent of [tmpdir(), MEMORY_FOLDER]) {
    for (const entry of await readdir(parent).catch(() => [])) {
      const pid = FOLDER.exec(entry)?.[1];
      if (pid !== undefined && !isProcessAlive(Number(pid))) await clearFolder(join(parent, entry));
    }
  }
}

async function clearFolder(dir: string): Promise<void> {
  for (const clusterDir of [join(dir, 'embedded', 'postgres'), join(dir, 'server')]) {
    const postmaster = await readPostmasterPid(clusterDir);
    if (postmaster !== undefined) await stopPostmaster(clusterDir, postmaster.pid);
  }
  await rm(dir, { recursive: true, force: true });
}
