/**
 * Links that came from outside become links only when they lead to the web or to a mailbox;
 * anything else stays text.
 */

/** The address when it is absolute http(s) or mailto, else null (`javascript:`, `data:`, relative and malformed ones). */
export function safeHref(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (parsed === null) return null;
  return ['https:', 'http:', 'mailto:'].includes(parsed.protocol) ? parsed.href : null;
}
