/** The http(s) addresses in running text, as `findUrls` finds them; other schemes and bare names are not links here. */
import { findUrls } from '#grounding/find-urls.ts';

/** Distinct http(s) addresses in order of appearance. */
export function extractUrls(text: string): string[] {
  const urls = findUrls(text).map((found) => found.url);
  return [...new Set(urls.filter((url) => /^https?:\/\//i.test(url)))];
}
