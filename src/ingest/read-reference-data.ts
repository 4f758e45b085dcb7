/** Reads the reference data from its folder: the one place where these files are opened. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, atFile, isAppError } from '#domain/errors.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Topic } from '#domain/topic.ts';
import { parseCodebook } from './load-codebook.ts';
import { parseJurisdictions } from './load-jurisdictions.ts';

const JURISDICTIONS = 'jurisdictions/jurisdictions.yaml';
const CODEBOOK = 'codebook';

/**
 * Jurisdictions in the file's order and topics by position, from `dataDir` (`jurisdictions/jurisdictions.yaml` and
 * every `codebook/*.yaml`). Throws `invalid-input` with file and line for what is missing or does not fit; files are
 * named relative to `dataDir`.
 */
export async function readReferenceData(
  dataDir: string,
): Promise<{ jurisdictions: Jurisdiction[]; topics: Topic[] }> {
  const [list, files] = await Promise.all([readText(dataDir, JURISDICTIONS), readCodebookFiles(dataDir)]);
  return { jurisdictions: parseNamed(list), topics: parseCodebook(files) };
}

function parseNamed(text: string): Jurisdiction[] {
  try {
    return parseJurisdictions(text);
  } catch (error) {
    throw isAppError(error) ? atFile(error, JURISDICTIONS) : error;
  }
}

async function readCodebookFiles(dataDir: string): Promise<{ file: string; text: string }[]> {
  const names = await readdir(join(dataDir, CODEBOOK)).catch((cause: unknown) => {
    throw missing(dataDir, CODEBOOK, cause);
  });
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (name) => {
      const file = `${CODEBOOK}/${name}`;
      return { file, text: await readText(dataDir, file) };
    }),
  );
}

async function readText(dataDir: string, file: string): Promise<string> {
  return readFile(join(dataDir, file), 'utf8').catch((cause: unknown) => {
    throw missing(dataDir, file, cause);
  });
}

function missing(dataDir: string, file: string, cause: unknown): AppError {
  return new AppError('invalid-input', `The reference data has no readable “${file}”.`, {
    place: { file: join(dataDir, file) },
    remedy: 'Restore the folder data/ of the program; the codebook and the jurisdictions are part of it.',
    cause,
  });
}
