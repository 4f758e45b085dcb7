/**
 * Starts a postmaster that outlives us, and stops one. It is detached, so neither Ctrl-C in our terminal nor our own
 * death ends it; its standard error goes straight to the log file, which needs nobody to read a pipe.
 */
import { spawn } from 'node:child_process';
import { open, readFile, stat } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DataFolder, giveTo, SOCKET_PORT } from './data-folder.ts';
import { isProcessAlive, readPostmasterPid } from './postmaster-pid.ts';
import { runAs } from './run-program.ts';

/** A server being started by this process. */
export type StartingPostmaster = {
  /** True once the process has ended: it never became, or no longer is, the server of the folder. */
  hasEnded(): boolean;
  /** What was written to the log since it was started. */
  output(): Promise<string>;
};

/** A fast stop ends with a checkpoint, which may have up to max_wal_size to write on a slow disk. */
const STOP_PATIENCE_MS = 60_000;

/** Starts `postgres` on the cluster. `settings` are added to ours and win over them. */
export async function spawnPostmaster(
  bin: string,
  folder: DataFolder,
  settings: Readonly<Record<string, string>>,
): Promise<StartingPostmaster> {
  const log = await open(folder.logFile, 'a', 0o640);
  try {
    // So that the account can go on writing it on a day when it starts the server itself.
    await giveTo(folder.logFile, folder.user);
    const start = (await stat(folder.logFile)).size;
    const args = Object.entries({ ...ownSettings(folder), ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const child = spawn(join(bin, 'postgres'), ['-D', folder.clusterDir, ...args], {
      ...runAs(folder.user),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    let ended = false;
    let failure = '';
    child.on('exit', () => {
      ended = true;
    });
    child.on('error', (error) => {
      ended = true;
      failure = error.message;
    });
    child.unref();
    return {
      hasEnded: () => ended,
      output: async () => `${(await readFile(folder.logFile)).subarray(start).toString('utf8')}${failure}`,
    };
  } finally {
    await log.close();
  }
}

/** A quarter of the memory this process may use, at most 512 MB and at least 16 MB, as PostgreSQL writes it. */
export function defaultSharedBuffers(): string {
  const limit = process.constrainedMemory();
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  const megabytes = Math.floor(memory / 4 / 2 ** 20);
  return `${Math.min(512, Math.max(16, megabytes))}MB`;
}

/**
 * Asks the postmaster to end its sessions and stop, and waits until it has let go of the cluster. False when it did
 * not within a minute; it will still stop.
 */
export async function stopPostmaster(clusterDir: string, pid: number): Promise<boolean> {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw error;
  }
  const deadline = Date.now() + STOP_PATIENCE_MS;
  while (Date.now() < deadline) {
    // The file goes last, after shared memory and socket; the process number may linger as one nobody has reaped.
    if ((await readPostmasterPid(clusterDir))?.pid !== pid) return true;
    // One that was killed before leaves its file.
    if (!isProcessAlive(pid)) return true;
    await pause(20);
  }
  return false;
}

function ownSettings(folder: DataFolder): Record<string, string> {
  return {
    listen_addresses: '',
    port: String(SOCKET_PORT),
    // The setting is a list; quotes keep a comma or a blank in the path from splitting it.
    unix_socket_directories: `"${folder.socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    shared_buffers: defaultSharedBuffers(),
    max_wal_size: '512MB',
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    cluster_name: 'regatlas',
  };
}
