/**
 * Reads `postmaster.pid`, the file by which PostgreSQL says that a server owns a cluster: process, folder, port and
 * socket (its layout is in PostgreSQL's `src/include/utils/pidfile.h`). The file is the arbiter between two starters
 * and is only ever read here; removing it is PostgreSQL's own business.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a postmaster wrote about itself. */
export type PostmasterPid = {
  readonly pid: number;
  /** The cluster's folder as the postmaster was told it. */
  readonly clusterDir: string;
  readonly port: number;
  /** Folder of the Unix socket; null while the postmaster has not opened it yet. */
  readonly socketDir: string | null;
  /** `starting`, `ready`, `stopping` or `standby`; null in the first instants. */
  readonly status: string | null;
};

/** Undefined when the text is not (yet) a whole entry: the postmaster writes its lines one after the other. */
export function parsePostmasterPid(text: string): PostmasterPid | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = positive(lines[0]);
  const port = positive(lines[3]);
  const clusterDir = lines[1];
  if (pid === undefined || port === undefined || !clusterDir) return undefined;
  return { pid, clusterDir, port, socketDir: lines[4] || null, status: lines[7] || null };
}

/** Undefined when there is no such file, or not a whole one. */
export async function readPostmasterPid(clusterDir: string): Promise<PostmasterPid | undefined> {
  try {
    return parsePostmasterPid(await readFile(join(clusterDir, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** True while a process of that number exists, whoever owns it; a dead one that nobody has reaped yet counts. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function positive(line: string | undefined): number | undefined {
  const value = Number(line);
  return line && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
