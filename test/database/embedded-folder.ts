/** A data folder for tests that start embedded servers of their own, cleared with whatever still runs in it. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readPostmasterPid } from '#store/embedded/postmaster-pid.ts';
import { stopPostmaster } from '#store/embedded/spawn-postmaster.ts';
import type { EmbeddedConnection, EmbeddedOptions } from '#store/embedded/start-embedded.ts';

/** Settings of a small, fast server; durability is given up, as nothing here cuts the power. */
export const SMALL: Pick<EmbeddedOptions, 'log' | 'sharedBuffers' | 'settings'> = {
  log: () => {},
  sharedBuffers: '16MB',
  settings: { fsync: 'off' },
};

/** A new folder that the account of the server can pass. */
export async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'regatlas-embedded-'));
  await chmod(dir, 0o755);
  return dir;
}

/** Stops the servers of the given data folders and removes `dir`. */
export async function clearFolder(dir: string, dataDirs: readonly string[]): Promise<void> {
  for (const dataDir of dataDirs) {
    const postmaster = await readPostmasterPid(join(dataDir, 'postgres')).catch(() => undefined);
    if (postmaster !== undefined) await stopPostmaster(join(dataDir, 'postgres'), postmaster.pid);
  }
  await rm(dir, { recursive: true, force: true });
}

/** The process that serves the folder; undefined when none does. */
export async function postmasterOf(dataDir: string): Promise<number | undefined> {
  return (await readPostmasterPid(join(dataDir, 'postgres')))?.pid;
}

/** One statement on a session of its own. */
export async function ask(connection: EmbeddedConnection, statement: string): Promise<unknown[]> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
