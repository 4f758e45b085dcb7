/**
 * What PostgreSQL and the way to it can refuse, as refusals of ours. Only what an operator can act on is turned into
 * an AppError; a violated constraint passes through, as its meaning is known where the statement stands.
 */
import { AppError, isAppError } from '#domain/errors.ts';

/** The SQLSTATE of a server's answer, or Node's code of a failed connection; undefined for anything else. */
export function databaseErrorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** True for a transaction that lost against another one and can simply run again. */
export function isSerialisationFailure(error: unknown): boolean {
  const code = databaseErrorCode(error);
  return code === '40001' || code === '40P01';
}

type Refusal = { readonly says: string; readonly remedy: string; readonly retryable: boolean };

const CHECK_SERVER = 'Check that PostgreSQL runs there and that DATABASE_URL names its host and port.';
const UNREACHABLE: Refusal = { says: 'does not answer', remedy: CHECK_SERVER, retryable: true };
const LOGIN: Refusal = {
  says: 'refused the login',
  remedy: 'Check the user and the password in DATABASE_URL, and the pg_hba.conf of that server.',
  retryable: false,
};
const NO_DATABASE: Refusal = {
  says: 'has no such database',
  remedy: 'Create the database, or name an existing one in DATABASE_URL.',
  retryable: false,
};
const STOPPED: Refusal = {
  says: 'is stopping or starting',
  remedy: 'Try again in a moment.',
  retryable: true,
};
const TOO_MANY: Refusal = {
  says: 'has no connection to spare',
  remedy: 'Raise max_connections there, or run fewer Regatlas processes.',
  retryable: true,
};
const BUSY: Refusal = {
  says: 'took too long over a change',
  remedy: 'Try again; another change may have been holding the same rows.',
  retryable: true,
};

const REFUSALS: Readonly<Record<string, Refusal>> = {
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  EPIPE: UNREACHABLE,
  ENOENT: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  EAI_AGAIN: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
  EHOSTUNREACH: UNREACHABLE,
  ENETUNREACH: UNREACHABLE,
  EACCES: UNREACHABLE,
  '08001': UNREACHABLE,
  '08006': UNREACHABLE,
  '28000': LOGIN,
  '28P01': LOGIN,
  '3D000': NO_DATABASE,
  '57P01': STOPPED,
  '57P02': STOPPED,
  '57P03': STOPPED,
  '53300': TOO_MANY,
  '55P03': BUSY,
  '57014': BUSY,
};

/** `place` names the server in the message (`db.example:5432`); it must hold no password. */
export function toAppError(error: unknown, place: string): unknown {
  if (isAppError(error)) return error;
  const code = databaseErrorCode(error);
  if (code === '53100' || code === 'ENOSPC') {
    return new AppError('disk-full', `There is no space left for the database at ${place}.`, {
      remedy: 'Free some space on that disk and try again; nothing that was saved is lost.',
      cause: error,
    });
  }
  const refusal = code === undefined ? connectionLost(error) : REFUSALS[code];
  if (refusal === undefined) return error;
  return new AppError('database-unavailable', `The database at ${place} ${refusal.says}.`, {
    remedy: refusal.remedy,
    retryable: refusal.retryable,
    cause: error,
  });
}

/** The driver gives its own connection failures no code, only a sentence. */
function connectionLost(error: unknown): Refusal | undefined {
  if (error instanceof AggregateError) return UNREACHABLE;
  if (!(error instanceof Error)) return undefined;
  const lost =
    /^(Connection terminated|timeout (exceeded|expired)|The server does not support SSL|Client has encountered a connection error)/;
  if (lost.test(error.message)) return UNREACHABLE;
  return /SASL|password must be a string/.test(error.message) ? LOGIN : undefined;
}
