/** How a page names a source of its brief in a list: by the best that is known of it. */
import type { BriefSource } from '#domain/brief.ts';

/** Title, else publisher, file or address; never empty. */
export function sourceName({ title, publisher, fileName, url, source }: BriefSource): string {
  const known = [title, publisher, fileName, url].find((name) => name !== null && name.trim() !== '');
  return (known ?? `Stored source ${source}`).replace(/\s+/g, ' ').trim();
}
