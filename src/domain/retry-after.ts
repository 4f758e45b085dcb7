/** When a server wants to be asked again, by its Retry-After header (RFC 9110, section 10.2.3). */

const LONGEST_WAIT_S = 86_400;

/** Seconds from the header, which is a number of seconds or a date; null when it is neither. A day at most. */
export function readRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return null;
  return Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_WAIT_S);
}
