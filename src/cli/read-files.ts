/** Files named on the command line: read whole, after looking at their size, with errors that name them. */
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#domain/errors.ts';

/** Bytes of a file. Throws `invalid-input` when it cannot be read, `too-large` beyond `maxBytes`. */
export async function readInputFile(file: string, maxBytes: number, setting: string): Promise<Uint8Array> {
  const info = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new AppError(
      'invalid-input',
      error.code === 'ENOENT' ? 'there is no such file.' : `cannot be read (${error.code}).`,
      {
        place: { file },
        remedy: 'Check the name and your permission to read it.',
        cause: error,
      },
    );
  });
  if (info.isDirectory()) {
    throw new AppError('invalid-input', 'is a folder.', { place: { file }, remedy: 'Name the files in it.' });
  }
  if (info.size > maxBytes) {
    throw new AppError('too-large', `has ${info.size} bytes; the limit is ${maxBytes}.`, {
      place: { file },
      remedy: `Split the file, or raise ${setting}.`,
    });
  }
  return readFile(file);
}

/** Files below a folder, by path; hidden ones left out. Throws `invalid-input` when it is not a folder. */
export async function listFilesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder) || !(await stat(folder)).isDirectory()) {
    throw new AppError('invalid-input', 'is not a folder.', {
      place: { file: folder },
      remedy: 'Give --sources a folder with the source files.',
    });
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
