/** The refusal of whoever looked at a draft that another window has changed since. */
import { AppError } from '#domain/errors.ts';

/** `revision` is the one that is there now. */
export function revisionMoved(revision: number): AppError {
  return new AppError('conflict', 'Another window has changed this draft since; nothing was overwritten.', {
    remedy: 'Look at the draft as it is now, and do it again.',
    detail: { revision },
  });
}
