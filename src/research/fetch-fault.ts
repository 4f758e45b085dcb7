/** What a refusal of the web means for a run, in words of ours. What is no refusal of the web is thrown on. */
import type { LeftOutReason } from '#domain/brief.ts';
import { type AppError, isAppError } from '#domain/errors.ts';

/** Why an address came to nothing. */
export type FetchFault = { readonly reason: LeftOutReason; readonly words: string };

const LONGEST = 300;
/** Statuses by which a site says that it does not want to be read by us. */
const REFUSALS = new Set([401, 403, 451]);

/** See the module comment. */
export function fetchFault(error: unknown): FetchFault {
  if (!isAppError(error)) throw error;
  switch (error.code) {
    case 'forbidden-address':
      return fault('refused', 'The address was refused, as it leads into a private network.');
    case 'invalid-input':
    case 'unknown-jurisdiction':
    case 'extraction-failed':
      return fault('unreadable', `No text could be read out of it. ${error.message}`);
    case 'too-large':
      return fault('unreadable', error.message);
    case 'fetch-failed':
      return fault(isRefusal(error) ? 'refused' : 'not-reachable', error.message);
    default:
      throw error;
  }
}

function isRefusal({ detail }: AppError): boolean {
  return detail.barredBy !== undefined || REFUSALS.has(Number(detail.status));
}

function fault(reason: LeftOutReason, words: string): FetchFault {
  return { reason, words: words.length > LONGEST ? `${words.slice(0, LONGEST).toWellFormed()}…` : words };
}
