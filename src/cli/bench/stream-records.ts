/**
 * Labelled data too large to be held whole: JSON Lines read piece by piece, each record held against a schema when its
 * line is there. Lines end at a line feed and nowhere else, since records may hold any other separator.
 */
import { createReadStream } from 'node:fs';
import type * as z from 'zod';
import { AppError } from '#domain/errors.ts';
import { fileRefusal } from '../read-files.ts';
import { readLine } from './read-records.ts';

const LINE_FEED = 0x0a;

/** Records in order; blank lines are passed over. Throws `invalid-input` naming file and line. */
export async function* streamJsonLines<T>(file: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  let line = 0;
  for await (const bytes of linesOf(file)) {
    line += 1;
    const text = decodeLine(bytes, file, line);
    if (text.trim() !== '') yield readLine(text, schema, file, line);
  }
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
