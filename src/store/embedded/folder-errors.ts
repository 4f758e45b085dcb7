/**
 * Turns what goes wrong with the data folder, told by the file system or in a PostgreSQL program's own words, into a
 * refusal that says what to do. The words are those of the C locale, in which every program of ours runs.
 */
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, isAppError } from '#domain/errors.ts';

/** A refusal for a failed file system call under the folder; anything unknown is passed on as it is. */
export function folderError(error: unknown, folder: string): unknown {
  if (isAppError(error)) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError('database-unavailable', `The data folder ${folder} cannot be written by this user.`, {
      remedy: 'Give it to the user who runs Regatlas, or set REGATLAS_DATA_DIR to another folder.',
      cause: error,
    });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'ELOOP') {
    return new AppError('database-unavailable', `${folder} is not a folder.`, {
      remedy: 'Set REGATLAS_DATA_DIR to a folder that Regatlas may use for itself.',
      cause: error,
    });
  }
  return error;
}

/** A refusal for a PostgreSQL program that gave up; `action` reads as in "PostgreSQL could not …". */
export function programError(action: string, output: string, folder: string, logFile: string): AppError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(folder, undefined);
  const reason = lastComplaint(output);
  if (/Permission denied|Read-only file system|has wrong ownership/.test(output)) {
    return new AppError('database-unavailable', `PostgreSQL could not ${action} in ${folder}: ${reason}`, {
      remedy: `Let the user who runs PostgreSQL own ${folder}, or set REGATLAS_DATA_DIR to another folder.`,
    });
  }
  if (/could not look up effective user ID/.test(output)) {
    return new AppError('database-unavailable', `PostgreSQL could not ${action} in ${folder}: ${reason}`, {
      remedy: 'Run Regatlas as a user that has an entry in the list of users of this machine (/etc/passwd).',
    });
  }
  return new AppError('database-unavailable', `PostgreSQL could not ${action} in ${folder}: ${reason}`, {
    remedy: `The whole story is in ${logFile}.`,
  });
}

/**
 * A refusal of the running embedded server as its user can act on it: a full disk ends PostgreSQL without a word to
 * those connected, and nobody has set a DATABASE_URL. Anything but `database-unavailable` is passed on as it is.
 */
export function embeddedError(error: unknown, folder: string): unknown {
  if (!isAppError(error, 'database-unavailable')) return error;
  if (isNearlyFull(folder)) return diskFull(folder, error);
  return new AppError(error.code, error.message, {
    remedy: `Try again in a moment; the whole story is in ${join(folder, 'postgres.log')}.`,
    retryable: error.retryable,
    cause: error,
  });
}

/** True when not even two more segments of PostgreSQL's log (16 MB each) would fit. */
function isNearlyFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 32 * 2 ** 20;
  } catch {
    return false;
  }
}

/** The last line that says what was wrong, without its time stamp; the last line of all when none does. */
export function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const line =
    lines.findLast((candidate) => /\b(FATAL|PANIC|error):/.test(candidate)) ??
    lines.at(-1) ??
    'no reason given';
  return line.replace(/^.*?\b(?:FATAL|PANIC|error):\s*/, '').trim();
}

function diskFull(folder: string, cause: unknown): AppError {
  return new AppError('disk-full', `There is no space left for the data folder ${folder}.`, {
    remedy: 'Free some space on that disk and start again; nothing that was saved is lost.',
    cause,
  });
}
