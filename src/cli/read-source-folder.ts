/** The sources that a report is checked against, read from a folder as they would be captured into the store. */
import { sha256Hex } from '#domain/canonical-json.ts';
import { atFile, isAppError } from '#domain/errors.ts';
import type { SourceText } from '#domain/source.ts';
import type { CliContext } from './context.ts';
import { listFilesBelow, readInputFile } from './read-files.ts';
import { readSourceText } from './read-source-text.ts';
import { refusalLine } from './refusal.ts';

/**
 * The readable files below the folder, by path; the same bytes twice are one source. Left out and named on standard
 * error: what cannot be read as a source, and the files of the report itself (`own`, SHA-256 of each), which would
 * bear out every word of it. Throws `invalid-input` when it is not a folder.
 */
export async function readSourceFolder(
  context: CliContext,
  folder: string,
  own: ReadonlySet<string>,
): Promise<SourceText[]> {
  const { out } = context;
  const files = await listFilesBelow(folder);
  const sources = new Map<string, SourceText>();
  using progress = out.progress('Reading sources', files.length);
  for (const file of files) {
    const source = await readSource(context, file, own);
    if (source !== undefined && !sources.has(source.sha256)) sources.set(source.sha256, source);
    progress.step();
  }
  return [...sources.values()];
}

async function readSource(
  { out, settings }: CliContext,
  file: string,
  own: ReadonlySet<string>,
): Promise<SourceText | undefined> {
  const maxBytes = settings().maxSourceBytes;
  try {
    const bytes = await readInputFile(file, { bytes: maxBytes, setting: 'REGATLAS_MAX_SOURCE_BYTES' });
    const sha256 = sha256Hex(bytes);
    if (own.has(sha256)) {
      out.note(`regatlas: ${file}: This is what is being checked, so it is no source of it (left out).`);
      return undefined;
    }
    return await readSourceText(file, bytes, maxBytes);
  } catch (error) {
    // One unreadable file must not hide what the others say; it is named, and nothing is held against it.
    if (!isAppError(error)) throw error;
    out.note(`${refusalLine(atFile(error, file))} (left out)`);
    return undefined;
  }
}
