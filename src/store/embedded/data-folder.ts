/**
 * The folders an embedded server lives in, made so that only its account can enter them: `postgres` for the cluster
 * and `socket` for the Unix socket. A socket's path may have 103 bytes at most (macOS; Linux allows 107), so a deep
 * data folder gets its socket in a folder under the system's temporary one, named by a hash of the data folder.
 */
import { createHash } from 'node:crypto';
import { chmod, chown, lchown, lstat, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '#domain/errors.ts';
import { folderError } from './folder-errors.ts';
import { runProgram } from './run-program.ts';
import { findServerUser, type ServerUser } from './unprivileged-user.ts';

/** The port in the socket's file name; nothing listens on a network port. */
export const SOCKET_PORT = 5432;

const SOCKET_PATH_LIMIT = 103;

/** Everything about where a server lives; all paths absolute and free of symbolic links. */
export type DataFolder = {
  readonly dataDir: string;
  readonly clusterDir: string;
  readonly socketDir: string;
  readonly logFile: string;
  /** Undefined: the server runs as the user of this process. */
  readonly user: ServerUser | undefined;
};

/** Makes what is missing. Throws `database-unavailable` or `disk-full` with the folder's name. */
export async function prepareDataFolder(path: string): Promise<DataFolder> {
  const wanted = resolve(path);
  try {
    // Undefined when it was there already: then its owner and mode are its owner's choice.
    const made = await mkdir(wanted, { recursive: true, mode: 0o755 });
    const dataDir = await realpath(wanted);
    const clusterDir = join(dataDir, 'postgres');
    const user = await findServerUser(clusterDir);
    if (made !== undefined) await ownNewFolders(await realpath(made), dataDir, user);
    await assertReachable(dataDir, user);
    const socketDir = await prepareSocketDir(dataDir, user);
    return { dataDir, clusterDir, socketDir, logFile: join(dataDir, 'postgres.log'), user };
  } catch (error) {
    throw folderError(error, wanted);
  }
}

/** Where the socket of a data folder lies; pure, so that every process finds the same place. */
export function socketDirFor(dataDir: string, temporaryDir: string): string {
  const near = join(dataDir, 'socket');
  if (Buffer.byteLength(join(near, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_LIMIT) return near;
  const hash = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(temporaryDir, `regatlas-${hash}`);
}

/** Gives a path itself (not what a link points at) to the server's account; nothing to do when that is ours. */
export async function giveTo(path: string, user: ServerUser | undefined): Promise<void> {
  if (user !== undefined) await lchown(path, user.uid >>> 0, user.gid >>> 0);
}

async function ownOnly(dir: string, user: ServerUser | undefined): Promise<void> {
  await chmod(dir, 0o700);
  if (user !== undefined) await chown(dir, user.uid >>> 0, user.gid >>> 0);
}

/** The folders between, made on the way, must let the account pass whatever this process's umask is. */
async function ownNewFolders(first: string, dataDir: string, user: ServerUser | undefined): Promise<void> {
  for (let dir = dirname(dataDir); dir.startsWith(first); dir = dirname(dir)) await chmod(dir, 0o755);
  await ownOnly(dataDir, user);
}

async function prepareSocketDir(dataDir: string, user: ServerUser | undefined): Promise<string> {
  const dir = socketDirFor(dataDir, await realpath(tmpdir()));
  const made = await mkdir(dir, { mode: 0o700 }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  if (made) await ownOnly(dir, user);
  // Anyone may write in the temporary folder, so a folder found there could be a trap.
  const facts = await lstat(dir);
  const owner = user === undefined ? process.getuid?.() : user.uid >>> 0;
  if (facts.isDirectory() && facts.uid === owner && (facts.mode & 0o077) === 0) return dir;
  if (facts.isDirectory() && facts.uid === 0 && process.getuid?.() === 0) {
    await ownOnly(dir, user);
    return dir;
  }
  throw new AppError(
    'database-unavailable',
    `The socket folder ${dir} belongs to someone else or is open to others.`,
    {
      remedy: 'Remove it, or set REGATLAS_DATA_DIR to a folder with a shorter path.',
    },
  );
}

/** Root can enter everything, the account it hands the server to cannot; asked of the system, as only it knows all. */
async function assertReachable(dataDir: string, user: ServerUser | undefined): Promise<void> {
  if (user === undefined) return;
  if (await canEnter(dataDir, user)) return;
  // An empty folder made for us by hand (mktemp -d) hides nothing, so it may change hands.
  if ((await readdir(dataDir)).length === 0 && (await stat(dataDir)).uid === 0) {
    await ownOnly(dataDir, user);
    if (await canEnter(dataDir, user)) return;
  }
  throw new AppError(
    'database-unavailable',
    `PostgreSQL runs as the user ${user.name}, who cannot enter the data folder ${dataDir}.`,
    {
      remedy:
        'Let that user pass every folder on the way (chmod o+x), or set REGATLAS_DATA_DIR to a folder such as /var/lib/regatlas.',
    },
  );
}

async function canEnter(dir: string, user: ServerUser): Promise<boolean> {
  const end = await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', dir], user);
  return end.code === 0;
}
