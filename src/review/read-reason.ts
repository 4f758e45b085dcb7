/** Reasons as people give them: kept for good and shown to readers, so they must be something that can be read. */
import { AppError } from '#domain/errors.ts';
import { findUnseen, isBlank, withoutBidiControls } from '#domain/unseen-characters.ts';

/** Longest reason that is taken, in UTF-16 units. */
export const LONGEST_REASON = 2_000;

/** The reason as it is kept; null when none was given. Throws `invalid-input` naming the field. */
export function readReason(field: string, given: string): string | null {
  const words = withoutBidiControls(given.replaceAll('\r\n', '\n')).trim();
  const unseen = findUnseen(words);
  if (unseen !== undefined) throw invalid(field, `holds a character that nobody could see (${unseen}).`);
  if (words.length > LONGEST_REASON) throw invalid(field, `must have ${LONGEST_REASON} characters at most.`);
  return isBlank(words) ? null : words;
}

/** As {@link readReason} where one must be given. */
export function requireReason(field: string, given: string): string {
  const reason = readReason(field, given);
  if (reason === null) throw invalid(field, 'is needed: it is kept and shown with the decision.');
  return reason;
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, {
    place: { field },
    remedy: 'Correct the field and send it again.',
  });
}
