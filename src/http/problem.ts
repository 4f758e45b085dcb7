/** How refusals become HTTP: one status and title for every error code, checked to be complete by the compiler. */
import { HTTPException } from 'hono/http-exception';
import { AppError, describeError, type ErrorCode, isAppError } from '#domain/errors.ts';

/** Status and title of each refusal. */
export const PROBLEMS: Readonly<
  Record<
    ErrorCode,
    {
      readonly status: 401 | 403 | 404 | 405 | 409 | 413 | 421 | 422 | 429 | 500 | 503;
      readonly title: string;
    }
  >
> = {
  'invalid-input': { status: 422, title: 'That cannot be used' },
  'too-large': { status: 413, title: 'Too large' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Changed in the meantime' },
  'too-many': { status: 429, title: 'Too many at once' },
  'signed-out': { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'Not allowed' },
  'wrong-method': { status: 405, title: 'Not possible here' },
  'wrong-host': { status: 421, title: 'Not served under this name' },
  'number-taken': { status: 409, title: 'Number taken' },
  'unknown-jurisdiction': { status: 422, title: 'Unknown jurisdiction' },
  'unknown-topic': { status: 422, title: 'Unknown topic' },
  'unknown-status': { status: 422, title: 'Unknown status' },
  'forbidden-address': { status: 422, title: 'Address not allowed' },
  'fetch-failed': { status: 503, title: 'Could not be fetched' },
  'extraction-failed': { status: 422, title: 'Could not be read' },
  'setting-invalid': { status: 500, title: 'Something went wrong' },
  'folder-in-use': { status: 503, title: 'Not available' },
  'port-taken': { status: 503, title: 'Not available' },
  'disk-full': { status: 503, title: 'No space left' },
  'database-unavailable': { status: 503, title: 'The database does not answer' },
  'database-version': { status: 503, title: 'Not available' },
  'search-unavailable': { status: 503, title: 'The search does not work at the moment' },
  internal: { status: 500, title: 'Something went wrong' },
};

/** A problem document as RFC 9457 describes it. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
};

const ASK_OPERATOR = 'Try again in a moment; the operator finds the cause in the log.';

/**
 * The refusal behind anything thrown by a route. What only the operator can mend says nothing of machines, folders
 * and addresses, and carries the whole story as its cause; a defect becomes `internal`.
 */
export function refusalOf(error: unknown): AppError {
  if (isAppError(error)) {
    const { status, title } = PROBLEMS[error.code];
    if (status < 500 || error.code === 'fetch-failed') return error;
    return new AppError(error.code, `${title}.`, { cause: error, remedy: ASK_OPERATOR });
  }
  if (error instanceof HTTPException) {
    return new AppError(
      error.status === 413 ? 'too-large' : 'invalid-input',
      error.message || 'The request was refused.',
    );
  }
  return new AppError('internal', 'Something went wrong on our side.', {
    cause: error,
    remedy: ASK_OPERATOR,
  });
}

/** The wire form of a refusal. */
export function presentProblem(error: AppError, instance: string): Problem {
  const { status, title } = PROBLEMS[error.code];
  return {
    type: `urn:regatlas:problem:${error.code}`,
    title,
    status,
    detail: describeError(error),
    instance,
  };
}
