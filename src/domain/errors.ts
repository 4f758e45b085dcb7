/**
 * The one error type of the program. A code is a contract (exit codes, HTTP problems and tests read it);
 * the message is safe to show to anyone and says what happened, where, and what to do about it.
 */

/** Every way a request or command can be refused. `http/problem.ts` and `cli/exit-codes.ts` map all of them. */
export const ERROR_CODES = [
  'invalid-input',
  'too-large',
  'not-found',
  'conflict',
  'too-many',
  'signed-out',
  'forbidden',
  'wrong-method',
  'wrong-host',
  'number-taken',
  'unknown-jurisdiction',
  'unknown-topic',
  'unknown-status',
  'forbidden-address',
  'fetch-failed',
  'extraction-failed',
  'setting-invalid',
  'folder-in-use',
  'port-taken',
  'disk-full',
  'database-unavailable',
  'database-version',
  'search-unavailable',
  'internal',
] as const;

/** See {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Where in the input the fault lies: a file or field, and for text the 1-based line. */
export type ErrorPlace = { readonly file?: string; readonly field?: string; readonly line?: number };

/** Facts beside the message. `remedy` is one sentence telling the reader what to do next. */
export type ErrorFacts = {
  readonly place?: ErrorPlace;
  readonly remedy?: string;
  readonly retryable?: boolean;
  readonly cause?: unknown;
  /** What a program needs to know beyond the code, such as the HTTP status of an answer. */
  readonly detail?: ErrorDetail;
};

/** Facts of one refusal by name. */
export type ErrorDetail = Readonly<Record<string, string | number>>;

/** An expected refusal. Anything else that is thrown is a defect and is reported as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly place: ErrorPlace;
  readonly remedy: string | undefined;
  /** True when the same call may succeed later without a change of input. */
  readonly retryable: boolean;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'AppError';
    this.code = code;
    this.place = facts.place ?? {};
    this.remedy = facts.remedy;
    this.retryable = facts.retryable ?? false;
    this.detail = facts.detail ?? {};
  }
}

/** True for an {@link AppError}, of the given code when one is named. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** The same refusal with the file it concerns filled in, so that an inner parser need not know file names. */
export function atFile(error: AppError, file: string): AppError {
  const remedy = error.remedy === undefined ? {} : { remedy: error.remedy };
  return new AppError(error.code, error.message, {
    place: { ...error.place, file },
    retryable: error.retryable,
    cause: error.cause,
    detail: error.detail,
    ...remedy,
  });
}

/** One line: `file:line: message. remedy`. The form every command prints on standard error. */
export function describeError(error: AppError): string {
  const { file, field, line } = error.place;
  const where = [file, line === undefined ? undefined : String(line)]
    .filter((part) => part !== undefined)
    .join(':');
  const field_ = field === undefined ? '' : `${field}: `;
  const remedy = error.remedy === undefined ? '' : ` ${error.remedy}`;
  return `${where === '' ? '' : `${where}: `}${field_}${error.message}${remedy}`;
}
