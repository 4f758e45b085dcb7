/** Numbers of analyses and versions as people type them. */
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

function parse(text: string, of: string, example: number): number {
  const number = /^#?\d{1,10}$/.test(text) ? Number(text.replace('#', '')) : 0;
  if (number >= 1 && number < MOST) return number;
  throw new AppError('invalid-input', `“${text}” is not the number of ${of}.`, {
    remedy: `Give a whole number such as ${example}.`,
  });
}
