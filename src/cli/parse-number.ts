/** Numbers of analyses as people type them. */
import { AppError } from '#domain/errors.ts';

/** `462` or `#462` as a number. Throws `invalid-input`. */
export function parseNumber(text: string): number {
  const number = /^#?\d{1,10}$/.test(text) ? Number(text.replace('#', '')) : 0;
  if (number >= 1 && number < 2 ** 31) return number;
  throw new AppError('invalid-input', `“${text}” is not the number of an analysis.`, {
    remedy: 'Give a whole number such as 462.',
  });
}
