/**
 * The one place where JSON from outside is parsed, so that every fault is told the same way: what is wrong,
 * at which line and column, and what to do about it.
 */
import { AppError } from '#domain/errors.ts';
import { findRepeatedMember } from './repeated-member.ts';
import { scanJson } from './scan-json.ts';

/** Where the text stands: its file and, when it is a part of it, the file's line on which it begins (from 1). */
export type JsonOrigin = { readonly file: string; readonly firstLine?: number };

/**
 * The parsed value. Throws `invalid-input` with file and line when the text is not one JSON value, is cut off,
 * or is nested deeper than `MAX_JSON_DEPTH`.
 */
export function parseJsonText(text: string, origin: JsonOrigin): unknown {
  const fault = findJsonFault(text);
  if (fault === null) return JSON.parse(text);
  const line = fault.line + (origin.firstLine ?? 1) - 1;
  throw new AppError(
    'invalid-input',
    `This is not valid JSON: ${fault.reason} at line ${line}, column ${fault.column}.`,
    {
      place: { file: origin.file, line },
      remedy: fault.truncated
        ? 'The file looks cut off: export or save it again, whole.'
        : 'Correct the file at that place, or export it again.',
    },
  );
}

/**
 * As {@link parseJsonText}, and throws `invalid-input` also where an object has a member twice. For files of our own:
 * what a provider sends is kept as it is.
 */
export function parseStrictJson(text: string, origin: { readonly file: string }): unknown {
  const value = parseJsonText(text, origin);
  const repeated = findRepeatedMember(text);
  if (repeated === null) return value;
  const { line, column } = locate(text, repeated.at);
  const name = JSON.stringify(repeated.name.slice(0, 80));
  throw new AppError('invalid-input', `The member ${name} is there twice (line ${line}, column ${column}).`, {
    place: { file: origin.file, line },
    remedy: 'Leave one of them out, or export the analysis again.',
  });
}

/** A fault with its 1-based line and column (UTF-16 code units) within the text. */
export type JsonFault = {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  readonly truncated: boolean;
};

/** The first fault that keeps the text from being exactly one JSON value; null when there is none. */
export function findJsonFault(text: string): JsonFault | null {
  const scan = scanJson(text);
  if (!scan.ok) return { ...locate(text, scan.at), reason: scan.reason, truncated: scan.truncated };
  const rest = text.slice(scan.end).search(/[^ \t\n\r]/);
  if (rest === -1) return null;
  return { ...locate(text, scan.end + rest), reason: 'something follows the value', truncated: false };
}

function locate(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n') };
}
