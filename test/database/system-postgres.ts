/**
 * A throw-away PostgreSQL from the machine's own package (Debian keeps them under `/usr/lib/postgresql`), as the
 * server side of the store suite. It listens on a Unix socket in its own folder and gives up durability for speed.
 */
import { spawn } from 'node:child_process';
import { access, chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { OLDEST_POSTGRES } from '#store/assert-server.ts';
import { giveTo } from '#store/embedded/data-folder.ts';
import { runAs, runProgram } from '#store/embedded/run-program.ts';
import { findServerUser } from '#store/embedded/unprivileged-user.ts';

const PACKAGES = '/usr/lib/postgresql';
const USER = 'regatlas';
const START_PATIENCE_MS = 30_000;

/** Where a running one is reached. */
export type SystemPostgres = { readonly host: string; readonly port: number; readonly user: string };

/** The folder of the newest programs that will do; undefined when none is installed. */
export async function findSystemBinaries(): Promise<string | undefined> {
  const versions = await readdir(PACKAGES).catch(() => []);
  const fitting = versions
    .map(Number)
    .filter((version) => version >= OLDEST_POSTGRES)
    .sort((a, b) => b - a);
  for (const version of fitting) {
    const bin = join(PACKAGES, String(version), 'bin');
    const whole = await Promise.all(['initdb', 'postgres'].map((name) => access(join(bin, name)))).then(
      () => true,
      () => false,
    );
    if (whole) return bin;
  }
  return undefined;
}

/** Makes a cluster in `dir` (which must not exist) and starts it; its `postmaster.pid` lies in `dir`. */
export async function startSystemPostgres(bin: string, dir: string): Promise<SystemPostgres> {
  const user = await findServerUser(dir);
  await mkdir(dir);
  await chmod(dir, 0o700);
  await giveTo(dir, user);
  const made = await runProgram(
    join(bin, 'initdb'),
    ['-D', dir, '-U', USER, '-E', 'UTF8', '--locale=C', '-A', 'trust', '--no-sync'],
    user,
  );
  if (made.code !== 0) throw new Error(`initdb failed: ${made.output}`);
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${dir}`,
    'fsync=off',
    'shared_buffers=64MB',
  ];
  const child = spawn(join(bin, 'postgres'), ['-D', dir, ...settings.flatMap((setting) => ['-c', setting])], {
    ...runAs(user),
    detached: true,
    stdio: 'ignore',
  });
  child.unref();
  const server = { host: dir, port: 5432, user: USER };
  await waitFor(server);
  return server;
}

async function waitFor(server: SystemPostgres): Promise<void> {
  const deadline = Date.now() + START_PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ ...server, database: 'postgres' });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}
