/** Reads labelled data: JSON Lines or one JSON document, every record held against a schema before anything is run. */
import type * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import { decodeFile } from '#ingest/read-file-text.ts';
import type { CliContext } from '../context.ts';
import { readInputFile } from '../read-files.ts';

/** Text of a file within the import limit. Throws `invalid-input` or `too-large`, naming the file. */
export async function readBenchText(file: string, context: CliContext): Promise<string> {
  const limit = { bytes: context.settings().maxImportBytes, setting: 'REGATLAS_MAX_IMPORT_BYTES' };
  return decodeFile(await readInputFile(file, limit), file, Number.POSITIVE_INFINITY);
}

/** Records of a JSON Lines file; blank lines are passed over. Throws `invalid-input` naming the first bad line. */
export async function readJsonLines<T>(
  file: string,
  schema: z.ZodType<T>,
  context: CliContext,
): Promise<T[]> {
  const lines = (await readBenchText(file, context)).split('\n');
  return lines.flatMap((text, index) =>
    text.trim() === '' ? [] : [readLine(text, schema, file, index + 1)],
  );
}

/** One record of a JSON Lines file; `line` counts from 1. Throws `invalid-input` naming both. */
export function readLine<T>(text: string, schema: z.ZodType<T>, file: string, line: number): T {
  return assertShape(parseJson(text, file, line), schema, file, line);
}

/** One JSON document of a file. Throws `invalid-input` naming the file and the member. */
export async function readJsonDocument<T>(
  file: string,
  schema: z.ZodType<T>,
  context: CliContext,
): Promise<T> {
  return assertShape(parseJson(await readBenchText(file, context), file), schema, file);
}

function parseJson(text: string, file: string, line?: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = line === undefined ? 'The file is not JSON' : 'The line is not JSON';
    throw new AppError('invalid-input', `${what} (${(cause as Error).message}).`, {
      place: { file, ...(line === undefined ? {} : { line }) },
      remedy: 'Each record is one JSON object on a line of its own.',
      cause,
    });
  }
}

function assertShape<T>(value: unknown, schema: z.ZodType<T>, file: string, line?: number): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new AppError('invalid-input', `${issue?.message ?? 'The record has not the shape'}.`, {
    place: { file, ...(field === '' ? {} : { field }), ...(line === undefined ? {} : { line }) },
    remedy: 'The shapes are in docs/benchmarks.md.',
  });
}
