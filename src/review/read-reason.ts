/** Reasons that must be given: kept for good and shown to readers with the decision. */
import { AppError } from '#domain/errors.ts';
import { readNote } from './read-note.ts';

/** The reason as it is kept. Throws `invalid-input` naming the field, also when there is nothing to read in it. */
export function requireReason(field: string, given: string): string {
  const reason = readNote(field, given);
  if (reason !== null) return reason;
  throw new AppError('invalid-input', 'is needed: it is kept and shown with the decision.', {
    place: { field },
    remedy: 'Give the reason and send it again.',
  });
}
