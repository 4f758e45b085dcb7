/**
 * Joins the server that already runs on a data folder. Joining is a shared advisory lock held for as long as the
 * server is used; who wants to stop it must get that lock alone. So a server is never stopped under someone who has
 * joined, two last users cannot both believe the other stays, and a killed process leaves nothing behind.
 */
import pg from 'pg';
import { AppError } from '#domain/errors.ts';
import { LOCK_SPACE, LOCKS } from '../advisory-locks.ts';
import type { DataFolder } from './data-folder.ts';
import { EMBEDDED_USER } from './init-cluster.ts';
import { isProcessAlive, type PostmasterPid, readPostmasterPid } from './postmaster-pid.ts';

/** The database of an embedded cluster. */
export const EMBEDDED_DATABASE = 'postgres';

/**
 * `joined`: the session holds the presence lock. `absent`: nobody claims the folder. `starting` and `stopping`: a
 * live server that is not ready for us. `silent`: the process named in the lock lives, but its socket does not answer.
 */
export type JoinAttempt =
  | { readonly state: 'joined'; readonly client: pg.Client; readonly postmaster: PostmasterPid }
  | { readonly state: 'starting' | 'stopping' | 'silent'; readonly pid: number }
  | { readonly state: 'absent' };

/** One attempt. Throws `folder-in-use` when the lock speaks of another folder, as in a copy of a running one. */
export async function joinPostmaster(folder: DataFolder): Promise<JoinAttempt> {
  const postmaster = await readPostmasterPid(folder.clusterDir);
  if (postmaster === undefined || !isProcessAlive(postmaster.pid)) return { state: 'absent' };
  if (postmaster.clusterDir !== folder.clusterDir) throw copiedFolder(folder, postmaster);
  const pid = postmaster.pid;
  if (postmaster.socketDir === null) return { state: 'starting', pid };
  const client = new pg.Client({
    host: postmaster.socketDir,
    port: postmaster.port,
    user: EMBEDDED_USER,
    database: EMBEDDED_DATABASE,
    application_name: `regatlas presence ${process.pid}`,
  });
  // A dropped session is noticed by its end; without a listener the error would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ joined: boolean }>(
      'select pg_try_advisory_lock_shared($1::int, $2::int) as joined',
      [LOCK_SPACE, LOCKS.presence],
    );
    if (rows[0]?.joined) return { state: 'joined', client, postmaster };
    await client.end().catch(() => {});
    return { state: 'stopping', pid };
  } catch (error) {
    await client.end().catch(() => {});
    return { state: notReady(error), pid };
  }
}

/**
 * Gives up the presence and tells whether it was the last one; then the session holds the lock alone and nobody can
 * join until it ends.
 */
export async function leavePostmaster(client: pg.Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_shared($1::int, $2::int)', [LOCK_SPACE, LOCKS.presence]);
  const { rows } = await client.query<{ alone: boolean }>(
    'select pg_try_advisory_lock($1::int, $2::int) as alone',
    [LOCK_SPACE, LOCKS.presence],
  );
  return rows[0]?.alone === true;
}

function notReady(error: unknown): 'starting' | 'stopping' | 'silent' {
  const { code, message } = error as { code?: string; message?: string };
  // cannot_connect_now: the sentence alone tells start and recovery from a stop.
  if (code === '57P03') return message?.includes('shutting down') ? 'stopping' : 'starting';
  if (code === '57P01' || code === '57P02') return 'stopping';
  const silent = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'];
  if (code !== undefined && silent.includes(code)) return 'silent';
  if (code === undefined && message?.includes('terminated')) return 'silent';
  throw error;
}

function copiedFolder(folder: DataFolder, postmaster: PostmasterPid): AppError {
  return new AppError(
    'folder-in-use',
    `The data folder ${folder.dataDir} is marked as used by process ${postmaster.pid} for ${postmaster.clusterDir}.`,
    { remedy: 'Stop the Regatlas that uses that folder, then start again.' },
  );
}
