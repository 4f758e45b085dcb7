/**
 * Whom the server runs as. PostgreSQL refuses to run as root, so root hands it to an unprivileged account; anyone
 * else runs it as themselves.
 */
import { readFile, stat } from 'node:fs/promises';
import { AppError } from '#domain/errors.ts';

/** An account of this machine. `uid` and `gid` may be negative on macOS, where `nobody` is -2. */
export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number };

const ACCOUNTS = ['postgres', '_postgres', 'nobody'];

/**
 * The account for the server, or undefined when this process is not root and simply keeps its own. A cluster that
 * already belongs to an unprivileged account stays with it, so that root and its owner can take turns.
 */
export async function findServerUser(clusterDir: string): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = parseUsers(await readFile('/etc/passwd', 'utf8'));
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) {
    const user = users.find((candidate) => candidate.uid >>> 0 === owner.uid);
    if (user !== undefined) return user;
  }
  for (const account of ACCOUNTS) {
    const user = users.find((candidate) => candidate.name === account);
    if (user !== undefined) return user;
  }
  throw new AppError(
    'database-unavailable',
    'PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody.',
    { remedy: 'Start Regatlas as an ordinary user, or add a user named postgres.' },
  );
}

/** The accounts of a passwd file; lines that are not entries are passed over. */
export function parseUsers(passwd: string): ServerUser[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || name.startsWith('#') || !uid || !gid) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
