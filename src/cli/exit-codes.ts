/** What the process's exit code says; a contract of the command line. */
import type { ErrorCode } from '#domain/errors.ts';

/**
 * 0 ok · 1 critical findings · 2 bad usage or input · 3 the environment does not allow it · 4 a run ended without a draft
 * because the evidence does not suffice · 5 a run failed or was cancelled.
 */
export const EXIT = { ok: 0, findings: 1, input: 2, environment: 3, abstained: 4, failed: 5 } as const;

/** Exit code for each refusal. */
export const EXIT_BY_ERROR: Readonly<Record<ErrorCode, number>> = {
  'invalid-input': EXIT.input,
  'too-large': EXIT.input,
  'not-found': EXIT.input,
  conflict: EXIT.input,
  'too-many': EXIT.input,
  'signed-out': EXIT.input,
  forbidden: EXIT.input,
  'wrong-method': EXIT.input,
  'wrong-host': EXIT.input,
  'number-taken': EXIT.input,
  'unknown-jurisdiction': EXIT.input,
  'unknown-topic': EXIT.input,
  'unknown-status': EXIT.input,
  'forbidden-address': EXIT.input,
  'fetch-failed': EXIT.environment,
  'extraction-failed': EXIT.input,
  'setting-invalid': EXIT.input,
  'folder-in-use': EXIT.environment,
  'port-taken': EXIT.environment,
  'disk-full': EXIT.environment,
  'database-unavailable': EXIT.environment,
  'database-version': EXIT.environment,
  'search-unavailable': EXIT.environment,
  internal: EXIT.environment,
};
