/**
 * One Regatlas server per data folder. The lock is a session of the embedded PostgreSQL that holds an advisory lock,
 * so it is free the moment its process dies, however it dies. Commands beside the server do not take it.
 */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '#domain/errors.ts';
import { LOCK_SPACE, LOCKS } from '../advisory-locks.ts';
import { keepSession } from './keep-session.ts';
import type { EmbeddedConnection } from './start-embedded.ts';

/** Held until released; taken again by itself after a crash of PostgreSQL. */
export type ServerLock = {
  release(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

const NAME = 'regatlas server';

/** PostgreSQL needs an instant to see that a killed holder is gone. */
const PATIENCE_MS = 1_000;

/**
 * Takes the lock, or throws `folder-in-use` naming the folder and the process that serves it. `dataDir` is only
 * for that sentence.
 */
export async function acquireServerLock(
  connection: EmbeddedConnection,
  dataDir: string,
  log: (line: string) => void,
): Promise<ServerLock> {
  const session = await keepSession(() => openLocked(connection, dataDir), log);
  const release = (): Promise<void> => session.close();
  return { release, [Symbol.asyncDispose]: release };
}

async function openLocked(connection: EmbeddedConnection, dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, application_name: `${NAME} ${process.pid}` });
  // Its end is what counts; without a listener the error would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await tryLock(client))) {
      if (Date.now() > deadline) throw inUse(dataDir, await holderOf(client));
      await pause(50);
    }
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'select pg_try_advisory_lock($1::int, $2::int) as locked',
    [LOCK_SPACE, LOCKS.server],
  );
  return rows[0]?.locked === true;
}

/** The process number its session is named by; undefined when it has just gone. */
async function holderOf(client: pg.Client): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.classid = $1::bigint::oid and l.objid = $2::bigint::oid
        and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK_SPACE, LOCKS.server],
  );
  return rows[0]?.name.slice(NAME.length).trim();
}

function inUse(dataDir: string, pid: string | undefined): AppError {
  const who = pid === undefined ? 'by another process' : `by process ${pid}`;
  return new AppError('folder-in-use', `The data folder ${dataDir} is already served ${who}.`, {
    remedy: 'Stop that server, or set REGATLAS_DATA_DIR and PORT for a second one.',
  });
}
