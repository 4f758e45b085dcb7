/** How commands tell of refusals: one line for people, the same facts in `--json`. */
import { AppError, describeError, isAppError } from '#domain/errors.ts';
import { EXIT_BY_ERROR } from './exit-codes.ts';

/** Any thrown value as a refusal; a defect keeps its message and is `internal`. */
export function toRefusal(error: unknown): AppError {
  if (isAppError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new AppError('internal', `unexpected error: ${message}`, {
    cause: error,
    remedy: 'Nothing was stored by this step. If it happens again, report it with the command you ran.',
  });
}

/** The line on standard error. */
export function refusalLine(error: AppError): string {
  return `regatlas: ${describeError(error)}`;
}

/** The refusal in a JSON document. */
export function presentRefusal(error: AppError): object {
  return { code: error.code, message: error.message, place: error.place, remedy: error.remedy ?? null };
}

/** Exit code of a refusal. */
export function exitCodeOf(error: AppError): number {
  return EXIT_BY_ERROR[error.code];
}
