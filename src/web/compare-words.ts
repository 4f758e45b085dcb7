/** Words of the comparison: parts of a page, fields of laws and sources, kinds of change. */

import type { Contradiction } from '#compare/find-contradictions.ts';
import type { DiffPartKey, LawChange, RowKind, SourceChange } from '#compare/version-diff.ts';
import type { Ground, UnknownReason } from '#domain/topic.ts';
import { SECTION_TITLES } from './wording.ts';

/** Headings of the parts. */
export const PART_TITLES: Readonly<Record<DiffPartKey, string>> = {
  ...SECTION_TITLES,
  'law-notes': 'Notes on laws',
  'summary-points': 'Summary points',
  'report-narrative': 'Full report: narrative',
  'report-excerpts': 'Full report: excerpts',
  'report-links': 'Full report: links',
  'report-disclaimer': 'Full report: disclaimer',
};

/** What became of a sentence, with the sign that stands before it. */
export const ROW_WORDS: Readonly<Record<RowKind, { sign: string; words: string }>> = {
  same: { sign: '=', words: 'Unchanged' },
  typography: { sign: '≈', words: 'Typography' },
  recited: { sign: '≈', words: 'Cites other sources' },
  reworded: { sign: '≠', words: 'Reworded' },
  added: { sign: '+', words: 'Added' },
  removed: { sign: '−', words: 'Removed' },
  'moved-away': { sign: '→', words: 'Moved' },
  'moved-here': { sign: '→', words: 'Moved' },
};

/** A law or source, as it stands before its name. */
export const CHANGE_WORDS: Readonly<Record<LawChange['kind'] | SourceChange['kind'], string>> = {
  added: 'Added',
  removed: 'Removed',
  renamed: 'Renamed',
  changed: 'Changed',
  replaced: 'Replaced',
  renumbered: 'Renumbered',
};

/** Members of laws and entries of the reference list. */
export const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: 'name',
  number: 'number',
  article: 'article',
  issuer: 'issued by',
  proposedOn: 'proposed',
  enactedOn: 'enacted',
  inForceOn: 'in force',
  applicableOn: 'applicable',
  repealedOn: 'repealed',
  url: 'address',
  note: 'note',
  ref: 'marker',
  title: 'title',
  publisher: 'publisher',
  publishedOn: 'published',
  snapshot: 'stored copy',
  quote: 'words relied on',
};

/** What a contradiction is about. */
export const CONTRADICTION_WORDS: Readonly<Record<Contradiction['kind'], string>> = {
  status: 'Two statuses that cannot both be true',
  law: 'Whether there is a law',
  licence: 'Whether a licence is needed',
  regulator: 'Whether there is a regulator',
};

/** A ground or reason in the codebook's own short words: `explicit law`. */
export function plainKey(key: Ground | UnknownReason): string {
  return key.replaceAll('-', ' ');
}
