/**
 * The installation's secret, with which cookies are signed. Given by the operator, or made once and kept in the data
 * folder, never in the database: whoever comes by a copy of the database cannot sign a cookie with it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#domain/errors.ts';

const FILE = 'secret';

/** The given secret, or the one in the folder, which is made when it is not there. Throws `setting-invalid`. */
export async function keepSecret(given: string, dataDir: string): Promise<string> {
  if (given !== '') return given;
  const path = join(dataDir, FILE);
  try {
    await mkdir(dataDir, { recursive: true });
    if (!existsSync(path)) await makeSecret(path);
  } catch (error) {
    throw unusable(path, error);
  }
  const kept = (
    await readFile(path, 'utf8').catch((error: unknown) => Promise.reject(unusable(path, error)))
  ).trim();
  if (kept.length < 32) throw unusable(path, undefined);
  return kept;
}

// Put in place whole, so that nobody who starts at the same time reads half of it.
async function makeSecret(path: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

function unusable(path: string, cause: unknown): AppError {
  return new AppError('setting-invalid', `The secret of this installation cannot be kept in ${path}.`, {
    place: { field: 'REGATLAS_SECRET' },
    remedy: 'Let this account read and write the file, or set the variable to 32 or more random characters.',
    cause,
  });
}
