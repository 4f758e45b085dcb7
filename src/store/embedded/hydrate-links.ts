/**
 * Makes the symbolic links between the shared libraries of the PostgreSQL package. npm cannot pack links, so the
 * package lists them in `pg-symlinks.json` for its install script, and a machine that blocks install scripts has none.
 */
import { lstat, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes what is missing under `nativeDir` and returns how many links that were; safe to repeat and to race.
 * Throws the file system's error where the folder cannot be written.
 */
export async function hydrateLinks(nativeDir: string): Promise<number> {
  const links = linksSchema.parse(JSON.parse(await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8')));
  let made = 0;
  for (const link of links) {
    // The list is written from the package's root, one level above `native`.
    const target = join(dirname(nativeDir), link.target.replace(/^native\//, `${basename(nativeDir)}/`));
    if (await exists(target)) continue;
    try {
      await symlink(basename(link.source), target);
      made += 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return made;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
