/**
 * The rows of a comparison as they are shown: stretches without a change folded to one, divided into pages of bounded
 * length. Every sentence has one address on one of the pages.
 */

import type { DiffPartKey, DiffRow, PageSentence, PartDiff, VersionDiff } from '#compare/version-diff.ts';
import type { Place } from '#domain/finding.ts';
import { sentenceAnchor } from './places.ts';

/** A changed row, or unchanged rows in a stretch. */
export type RowGroup =
  | { readonly kind: 'row'; readonly row: DiffRow }
  | { readonly kind: 'same'; readonly rows: readonly DiffRow[] };

/** The groups of one part on one page. */
export type PartGroups = { readonly key: DiffPartKey; readonly groups: readonly RowGroup[] };

/** Groups on a page. */
export const PAGE_GROUPS = 200;

/** See the module comment. Parts without a change are left out. */
export function groupRows({ parts }: VersionDiff): PartGroups[][] {
  const pages: PartGroups[][] = [[]];
  let room = PAGE_GROUPS;
  for (const { key, rows } of parts.filter(isChangedPart)) {
    let groups = foldRows(rows);
    while (groups.length > 0) {
      if (room === 0) {
        pages.push([]);
        room = PAGE_GROUPS;
      }
      pages.at(-1)?.push({ key, groups: groups.slice(0, room) });
      const taken = Math.min(room, groups.length);
      groups = groups.slice(taken);
      room -= taken;
    }
  }
  return pages;
}

/** True when a sentence of the part is another, or stands elsewhere. */
export function isChangedPart({ rows }: PartDiff): boolean {
  return rows.some(({ kind }) => kind !== 'same');
}

function foldRows(rows: readonly DiffRow[]): RowGroup[] {
  const groups: RowGroup[] = [];
  let stretch: DiffRow[] = [];
  const close = () => {
    if (stretch.length > 0) groups.push({ kind: 'same', rows: stretch });
    stretch = [];
  };
  for (const row of rows) {
    if (row.kind === 'same') stretch.push(row);
    else {
      close();
      groups.push({ kind: 'row', row });
    }
  }
  close();
  return groups;
}

/** Id of the row in which a sentence of one side stands. */
export function rowAnchor(side: 'before' | 'after', place: Place): string {
  return `${side}-${sentenceAnchor(place)}`;
}

/** Page on which each changed sentence has its row, from 1, by {@link rowAnchor}. */
export function pagesOfRows(pages: readonly (readonly PartGroups[])[]): Map<string, number> {
  const found = new Map<string, number>();
  const add = (side: 'before' | 'after', sentence: PageSentence | null, page: number) => {
    if (sentence !== null) found.set(rowAnchor(side, sentence.place), page);
  };
  pages.forEach((parts, index) => {
    for (const group of parts.flatMap(({ groups }) => groups)) {
      if (group.kind !== 'row') continue;
      add('before', group.row.before, index + 1);
      add('after', group.row.after, index + 1);
    }
  });
  return found;
}

/** Address of a comparison; the earlier version first. */
export function comparePath(number: number, before: number, after: number): string {
  return `/analyses/${number}/compare/${before}/${after}`;
}
