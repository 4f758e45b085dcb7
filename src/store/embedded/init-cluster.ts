/**
 * Makes a new cluster, or checks that the one found is of our version. `initdb` works in a folder beside and the
 * result is renamed into place, so a killed one leaves a cluster that is whole or none at all. UTF-8 and the builtin
 * C.UTF-8 locale are fixed: left alone, initdb takes SQL_ASCII on a machine without LANG.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#domain/errors.ts';
import { type DataFolder, giveTo } from './data-folder.ts';
import { POSTGRES_MAJOR } from './find-binaries.ts';
import { folderError, programError } from './folder-errors.ts';
import { isProcessAlive } from './postmaster-pid.ts';
import { runProgram } from './run-program.ts';

/** The one role of an embedded cluster; access is by the socket folder's mode, so it has no password. */
export const EMBEDDED_USER = 'regatlas';

const DRAFT = /^postgres-init-(\d+)-[0-9a-f]+$/;

/** False when there is no cluster yet. Throws `database-version` for one of another major version. */
export async function hasCluster(folder: DataFolder): Promise<boolean> {
  const version = await readVersion(folder);
  if (version === undefined) return false;
  if (version === POSTGRES_MAJOR) return true;
  throw new AppError(
    'database-version',
    `The data folder ${folder.dataDir} was made by PostgreSQL ${version}; this Regatlas brings PostgreSQL ${POSTGRES_MAJOR}.`,
    {
      remedy:
        'Start the Regatlas that made it, or set REGATLAS_DATA_DIR to a new folder and bring the data over from an export.',
    },
  );
}

/** Makes the cluster at `folder.clusterDir`; one that another process has made meanwhile is kept. */
export async function initCluster(folder: DataFolder, bin: string): Promise<void> {
  await removeDeadDrafts(folder.dataDir);
  const name = `postgres-init-${process.pid}-${randomBytes(4).toString('hex')}`;
  const draft = join(folder.dataDir, name);
  try {
    await mkdir(draft, { mode: 0o700 });
    await giveTo(draft, folder.user);
    const end = await runProgram(join(bin, 'initdb'), initArguments(draft), folder.user);
    if (end.code !== 0) throw programError('make a new database', end.output, folder.dataDir, folder.logFile);
    await rename(draft, folder.clusterDir);
    await syncFolder(folder.dataDir);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw folderError(error, folder.dataDir);
  }
}

function initArguments(dir: string): string[] {
  return [
    `--pgdata=${dir}`,
    `--username=${EMBEDDED_USER}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-instructions',
  ];
}

async function readVersion(folder: DataFolder): Promise<string | undefined> {
  try {
    return (await readFile(join(folder.clusterDir, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw folderError(error, folder.dataDir);
  }
  const entries = await readdir(folder.clusterDir).catch(() => []);
  if (entries.length === 0) return undefined;
  throw new AppError('database-unavailable', `${folder.clusterDir} holds something that is not a database.`, {
    remedy: 'Move it away, or set REGATLAS_DATA_DIR to another folder.',
  });
}

async function removeDeadDrafts(dataDir: string): Promise<void> {
  for (const entry of await readdir(dataDir)) {
    const pid = DRAFT.exec(entry)?.[1];
    if (pid !== undefined && !isProcessAlive(Number(pid))) {
      await rm(join(dataDir, entry), { recursive: true, force: true });
    }
  }
}

/** The rename itself must survive a power cut. */
async function syncFolder(dir: string): Promise<void> {
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
