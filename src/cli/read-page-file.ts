/** A page or report on disk, with the provider grounding that lies beside it, as `check` and `verify-report` read it. */
import { sha256Hex } from '#domain/canonical-json.ts';
import type { CheckableContent } from '#grounding/checkable-content.ts';
import { decodeGrounding } from '#ingest/grounding-beside.ts';
import { readCheckable } from '#ingest/read-checkable.ts';
import { decodeFile } from '#ingest/read-file-text.ts';
import { parseExport } from '#ingest/read-regatlas-json.ts';
import { recogniseFile } from '#ingest/recognise-file.ts';
import type { Reference } from '#ingest/reference.ts';
import type { CliContext } from './context.ts';
import { pairWithGrounding } from './pair-files.ts';
import { readInputFile } from './read-files.ts';

/** `contents`: every version in the file, the newest first. `own`: SHA-256 of each file read, none of them a source. */
export type PageFile = {
  readonly contents: readonly CheckableContent[];
  readonly own: ReadonlySet<string>;
};

/** Reads it; at least one content. Throws AppErrors as the readers of each kind of file do. */
export async function readPageFile(
  context: CliContext,
  file: string,
  reference: Reference,
): Promise<PageFile> {
  const limit = { bytes: context.settings().maxImportBytes, setting: 'REGATLAS_MAX_IMPORT_BYTES' };
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (const name of Object.values(pairWithGrounding([file])[0] ?? { file })) {
    files.push({ file: name, bytes: await readInputFile(name, limit) });
  }
  const [report, ...beside] = files;
  if (report === undefined) throw new Error('a pair of files had no file');
  const text = decodeFile(report.bytes, file, Number.POSITIVE_INFINITY);
  const options = { file, ...reference, grounding: beside.map(decodeGrounding) };
  const newest = readCheckable(text, options).content;
  const isExport = recogniseFile(text, file) === 'regatlas-json';
  const older = isExport ? parseExport(text, file).versions.map(({ content }) => content) : [];
  return { contents: [newest, ...older], own: new Set(files.map(({ bytes }) => sha256Hex(bytes))) };
}
