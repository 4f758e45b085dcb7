/** The reason of an Unknown status for files that give none. */
import { type UNKNOWN_REASONS, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { Notices } from './import-notices.ts';

/** Unknown never goes without a reason (product invariant 2); a file that gives none gets the most modest one. */
export function unknownReason(
  status: string,
  notices: Notices,
  line: number | null,
): (typeof UNKNOWN_REASONS)[number] | null {
  if (status !== UNKNOWN_STATUS) return null;
  const message =
    'The status is Unknown and no reason is given; “not yet researched” stands until someone gives one.';
  notices.add('UNKNOWN_WITHOUT_REASON', 'minor', message, { line, excerpt: null });
  return 'not-yet-researched';
}
