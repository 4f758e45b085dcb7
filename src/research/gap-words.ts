/**
 * What a drafted page says where the sources say nothing. Each is a remark on the page itself, which needs no evidence;
 * a gap that is told is worth more than a sentence that fills it. It tells of what was found and not of what the sources
 * say: a sentence may be told in another part, or not have been recognised.
 */
import type { SectionKey } from '#domain/analysis.ts';

const MISSING: Readonly<Record<SectionKey, string>> = {
  'executive-summary': 'states how things stand',
  'key-pillars': 'names a further body or duty',
  'landmark-laws': 'names a law or other instrument',
  considerations: 'gives a further reservation, exception or opposing account',
  notes: 'adds a remark to what is said above',
  'detailed-explanation': 'goes into more detail',
};

/** In place of a section; `hasLaws` when the table of laws is filled, which stands in that section. */
export function sectionGap(key: SectionKey, hasLaws = false): string {
  if (key === 'landmark-laws' && hasLaws)
    return 'This section relies on the table of laws: no sentence was found that tells more of them.';
  return `This section is empty: no further sentence was found that ${MISSING[key]}.`;
}

/** In place of the points under a heading. */
export const HEADING_GAP = 'This section is empty: no sentence was found that belongs under this heading.';
