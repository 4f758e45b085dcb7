/**
 * Makes sure the server's account can run the PostgreSQL programs. A checkout under `/root` (mode 700) hides them from
 * it, and a package folder that cannot be written may lack its links; both are cured by one copy (60 MB) in the data
 * folder, renamed into place whole so that a killed copy is never taken for a finished one.
 */
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#domain/errors.ts';
import { type DataFolder, giveTo } from './data-folder.ts';
import { POSTGRES_MAJOR, type PostgresBinaries } from './find-binaries.ts';
import { folderError, lastComplaint } from './folder-errors.ts';
import { hydrateLinks } from './hydrate-links.ts';
import { runProgram } from './run-program.ts';
import type { ServerUser } from './unprivileged-user.ts';

/** The folder of the programs `initdb` and `postgres` that the server's account is able to run. */
export async function provideBinaries(
  found: PostgresBinaries,
  folder: DataFolder,
  log: (line: string) => void,
): Promise<string> {
  const bin = join(found.nativeDir, 'bin');
  if ((await linksComplete(found.nativeDir)) && (await runs(bin, folder.user))) return bin;
  const copy = join(folder.dataDir, `postgres-bin-${found.version}`);
  const copyBin = join(copy, 'bin');
  if (!(await runs(copyBin, folder.user))) {
    log(`copying the PostgreSQL programs to ${copy}, where the server can reach them`);
    await copyBinaries(found.nativeDir, copy, folder);
  }
  const check = await runProgram(join(copyBin, 'postgres'), ['--version'], folder.user);
  if (check.code === 0) return copyBin;
  throw new AppError(
    'database-unavailable',
    `The bundled PostgreSQL does not run here: ${lastComplaint(check.output)}`,
    { remedy: 'Set DATABASE_URL to a PostgreSQL server of version 15 or newer.' },
  );
}

async function linksComplete(nativeDir: string): Promise<boolean> {
  return hydrateLinks(nativeDir).then(
    () => true,
    () => false,
  );
}

async function runs(bin: string, user: ServerUser | undefined): Promise<boolean> {
  const end = await runProgram(join(bin, 'postgres'), ['--version'], user);
  return end.code === 0 && end.output.includes(` ${POSTGRES_MAJOR}.`);
}

async function copyBinaries(from: string, to: string, folder: DataFolder): Promise<void> {
  const draft = `${to}.${process.pid}.tmp`;
  try {
    await rm(draft, { recursive: true, force: true });
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    await hydrateLinks(draft);
    await giveTreeTo(draft, folder.user);
    await rename(draft, to);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    // Another process was faster: its copy is as good.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw folderError(error, folder.dataDir);
  }
}

async function giveTreeTo(dir: string, user: ServerUser | undefined): Promise<void> {
  if (user === undefined) return;
  await giveTo(dir, user);
  for (const entry of await readdir(dir, { recursive: true })) await giveTo(join(dir, entry), user);
}
