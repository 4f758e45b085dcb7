/** What a person may ask of the audit trail, on the command line and on its page: days in, instants out. */
import { AppError } from './errors.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;

/**
 * The instant at which a day begins in UTC; with `end`, at which it is over. Throws `invalid-input` naming the field
 * for anything that is no day.
 */
export function instantOfDay(field: string, text: string, end = false): string {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : Number.NaN;
  // A thirtieth of February is read as a day of March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new AppError('invalid-input', `“${text}” is not a day.`, {
      place: { field },
      remedy: 'Write it as 2026-03-31.',
    });
  }
  return new Date(end ? at + DAY_MS : at).toISOString();
}
