/** Numbers as people type them: of analyses, versions, runs and batches, and how many of something. */
import { AppError } from '#domain/errors.ts';

const MOST = 2 ** 31;

/** `462` or `#462` as a number. Throws `invalid-input`. */
export function parseNumber(text: string): number {
  return parse(text, 'an analysis', 462);
}

/** The number of a version. Throws `invalid-input`. */
export function parseVersion(text: string): number {
  return parse(text, 'a version', 3);
}

/** The number of a run. Throws `invalid-input`. */
export function parseRunNumber(text: string): number {
  return parse(text, 'a run', 12);
}

/** The number of a batch. Throws `invalid-input`. */
export function parseBatchNumber(text: string): number {
  return parse(text, 'a batch', 3);
}

/** A whole number from `least` to `most` that a flag was given. Throws `invalid-input` naming the flag. */
export function parseCount(field: string, text: string, [least, most]: readonly [number, number]): number {
  const count = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (count >= least && count <= most) return count;
  throw new AppError('invalid-input', `“${text}” is no whole number from ${least} to ${most}.`, {
    place: { field },
    remedy: 'Give such a number.',
  });
}

function parse(text: string, of: string, example: number): number {
  const number = /^#?\d{1,10}$/.test(text) ? Number(text.replace('#', '')) : 0;
  if (number >= 1 && number < MOST) return number;
  throw new AppError('invalid-input', `“${text}” is not the number of ${of}.`, {
    remedy: `Give a whole number such as ${example}.`,
  });
}
