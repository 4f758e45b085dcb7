/**
 * Reads labelled data: JSON Lines of any size, piece by piece, or one JSON document; every record is held against a
 * schema. Lines end at a line feed and nowhere else, since records may hold any other separator.
 */
import { createReadStream } from 'node:fs';
import type * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import { decodeFile } from '#ingest/read-file-text.ts';
import type { CliContext } from '../context.ts';
import { fileRefusal, readInputFile } from '../read-files.ts';

const LINE_FEED = 0x0a;

/** Text of a file within the import limit. Throws `invalid-input` or `too-large`, naming the file. */
export async function readBenchText(file: string, context: CliContext): Promise<string> {
  const limit = { bytes: context.settings().maxImportBytes, setting: 'REGATLAS_MAX_IMPORT_BYTES' };
  return decodeFile(await readInputFile(file, limit), file, Number.POSITIVE_INFINITY);
}

/** All records of a JSON Lines file; see {@link streamJsonLines}. */
export async function readJsonLines<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  const records: T[] = [];
  for await (const record of streamJsonLines(file, schema)) records.push(record);
  return records;
}

/**
 * Records of a JSON Lines file in order, at least one; blank lines are passed over. Throws `invalid-input` naming file
 * and line.
 */
export async function* streamJsonLines<T>(file: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  let line = 0;
  let isEmpty = true;
  for await (const bytes of linesOf(file)) {
    line += 1;
    const text = decodeLine(bytes, file, line);
    if (text.trim() === '') continue;
    isEmpty = false;
    yield assertShape(parseJson(text, file, line), schema, file, line);
  }
  if (!isEmpty) return;
  throw new AppError('invalid-input', 'The file holds no record.', {
    place: { file },
    remedy: 'The shapes are in docs/benchmarks.md.',
  });
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

async function* linesOf(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, end)]);
        rest = [];
        from = end + 1;
      }
      rest.push(chunk.subarray(from));
    }
  } catch (error) {
    throw fileRefusal(error, file, 'Check the name and your permission to read it.');
  }
  yield Buffer.concat(rest);
}

function decodeLine(bytes: Buffer, file: string, line: number): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('invalid-input', 'The line is not UTF-8.', {
      place: { file, line },
      remedy: 'Save the file in UTF-8.',
      cause,
    });
  }
}
