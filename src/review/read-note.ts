/** Words that somebody gives with an act: a note, a reason. Kept as text, on as many lines as they wrote. */
import { AppError } from '#domain/errors.ts';
import { findUnseen, isBlank, withoutBidiControls } from '#domain/unseen-characters.ts';

/** Longest note, in UTF-16 units. */
export const NOTE_LIMIT = 2_000;

/**
 * The words as they are kept; null when there is nothing to read in them. Throws `invalid-input` naming the field when
 * they are too long or hold a character that nobody could see.
 */
export function readNote(field: string, given: string | null, most = NOTE_LIMIT): string | null {
  // Forms send line ends as two characters, and copied text brings marks of direction.
  const words = withoutBidiControls((given ?? '').replaceAll('\r\n', '\n')).trim();
  const remedy = 'Correct the field and send it again.';
  const unseen = findUnseen(words);
  if (unseen !== undefined) {
    const message = `holds a character that nobody could see (${unseen}).`;
    throw new AppError('invalid-input', message, { place: { field }, remedy });
  }
  if (words.length > most) {
    throw new AppError('invalid-input', `must have at most ${most} characters.`, {
      place: { field },
      remedy,
    });
  }
  return isBlank(words) ? null : words;
}
