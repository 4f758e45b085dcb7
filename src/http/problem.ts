/** How refusals become HTTP: one status and title for every error code, checked to be complete by the compiler. */
import type { ErrorCode } from '#domain/errors.ts';

/** Status and title of each refusal. */
export const PROBLEMS: Readonly<Record<ErrorCode, { readonly status: 400 | 404 | 409 | 413 | 422 | 500 | 503; readonly title: string }>> = {
  'invalid-input': { status: 422, title: 'That cannot be used' },
  'too-large': { status: 413, title: 'Too large' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Changed in the meantime' },
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
  internal: { status: 500, title: 'Something went wrong' },
};
