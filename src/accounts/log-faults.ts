/**
 * What the accounts library writes into a log, reduced to faults: it also writes of each wrong key and each refused
 * session, and beside its messages values that may hold addresses and tokens.
 */
import { isAPIError } from 'better-auth/api';

// What it says when our own hook refuses a session.
const REFUSED_SESSION = 'Failed to create session';

/** A function for the library's log; `onError` hears of faults, by their message alone. */
export function logFaults(
  onError: (error: unknown) => void,
): (level: string, message: string, ...values: unknown[]) => void {
  return (_level, message, ...values) => {
    if (message === REFUSED_SESSION || values.some((value) => isAPIError(value))) return;
    const cause = values.find((value) => value instanceof Error);
    const code = cause !== undefined && 'code' in cause ? ` (${String(cause.code)})` : '';
    onError(new Error(`accounts: ${message.replace(/:$/, '')}${code}`));
  };
}
