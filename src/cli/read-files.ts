/** Files named on the command line: read whole, within a limit, with refusals that name them. */
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#domain/errors.ts';

/** Largest size in bytes, and the variable that sets it. */
export type SizeLimit = { readonly bytes: number; readonly setting: string };

const CHUNK_BYTES = 64 * 1024;

/**
 * Bytes of a file or a pipe. Throws `invalid-input` when it cannot be read, `too-large` beyond the limit: a file by
 * its size before anything is read, what has no size as soon as it has given too much.
 */
export async function readInputFile(file: string, limit: SizeLimit): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      return await readWithin(handle, file, limit);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw fileRefusal(error, file, 'Check the name and your permission to read it.');
  }
}

async function readWithin(handle: FileHandle, file: string, limit: SizeLimit): Promise<Uint8Array> {
  const info = await handle.stat();
  if (info.isDirectory()) {
    throw new AppError('invalid-input', 'This is a folder.', {
      place: { file },
      remedy: 'Name the files in it.',
    });
  }
  if (info.size > limit.bytes) throw tooLarge(file, sizeText(info.size), limit);
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return Buffer.concat(chunks);
    total += bytesRead;
    if (total > limit.bytes) throw tooLarge(file, `more than ${sizeText(limit.bytes)}`, limit);
    chunks.push(buffer.subarray(0, bytesRead));
  }
}

function tooLarge(file: string, size: string, limit: SizeLimit): AppError {
  return new AppError('too-large', `The file has ${size}; ${sizeText(limit.bytes)} is the limit.`, {
    place: { file },
    remedy: `Split it, or raise ${limit.setting}.`,
  });
}

/** True for a file that is there, whether or not it can be read. */
export async function isFileThere(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** Files below a folder, by path; hidden ones left out. Throws `invalid-input` when it is not a folder. */
export async function listFilesBelow(folder: string): Promise<string[]> {
  const remedy = 'Give --sources a folder with the source files.';
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files: string[] = [];
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (entry.name.startsWith('.')) continue;
      // A link to a file is as good as the file; links to folders could lead round in a circle.
      if (entry.isFile() || (entry.isSymbolicLink() && (await stat(path)).isFile())) files.push(path);
    }
    return files.sort();
  } catch (error) {
    throw fileRefusal(error, folder, remedy);
  }
}

/** What the file system refused, as a refusal that names the path; anything else as it is. */
export function fileRefusal(error: unknown, file: string, remedy: string): unknown {
  const code = error instanceof AppError ? undefined : (error as NodeJS.ErrnoException).code;
  if (code === undefined) return error;
  const place = { file };
  if (code === 'ENOENT')
    return new AppError('invalid-input', 'There is no such file or folder.', { place, remedy });
  if (code === 'ENOTDIR') return new AppError('invalid-input', 'This is not a folder.', { place, remedy });
  if (code === 'EISDIR') return new AppError('invalid-input', 'This is a folder.', { place, remedy });
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppError('disk-full', 'There is no space left for it.', {
      place,
      remedy: 'Free some space on that disk and try again.',
      cause: error,
    });
  }
  return new AppError('invalid-input', `It cannot be opened (${code}).`, { place, remedy, cause: error });
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
