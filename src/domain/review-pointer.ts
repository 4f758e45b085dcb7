/**
 * How an address or a form names what a review is about: `section:notes`, `citation:1`, `sentence:section/notes 0 20`
 * (unit, block, first code point). Only the content of the version turns it into a target with its words.
 */
import { SECTION_KEYS, type SectionKey } from './analysis.ts';
import type { Place } from './finding.ts';

/** See the module comment. */
export type ReviewPointer =
  | { readonly kind: 'version' }
  | { readonly kind: 'section'; readonly section: SectionKey }
  | ({ readonly kind: 'sentence' } & Pick<Place, 'unit' | 'block' | 'start'>)
  | { readonly kind: 'citation'; readonly ref: string };

const LONGEST_REF = 200;

/** The words for it. */
export function writePointer(pointer: ReviewPointer): string {
  if (pointer.kind === 'version') return 'version';
  if (pointer.kind === 'section') return `section:${pointer.section}`;
  if (pointer.kind === 'citation') return `citation:${pointer.ref}`;
  return `sentence:${pointer.unit} ${pointer.block} ${pointer.start}`;
}

/** What the words name; nothing named is the whole version, and undefined is none of the forms. */
export function readPointer(words: string): ReviewPointer | undefined {
  if (words === '' || words === 'version') return { kind: 'version' };
  const [, kind, rest = ''] = /^(section|citation|sentence):(.+)$/s.exec(words) ?? [];
  if (kind === 'section') {
    const section = SECTION_KEYS.find((key) => key === rest);
    return section === undefined ? undefined : { kind, section };
  }
  if (kind === 'citation') return rest.length <= LONGEST_REF ? { kind, ref: rest } : undefined;
  const place = kind === 'sentence' ? /^(\S{1,100}) ([0-9]{1,9}) ([0-9]{1,9})$/.exec(rest) : null;
  if (place === null) return undefined;
  const [, unit = '', block, start] = place;
  return { kind: 'sentence', unit, block: Number(block), start: Number(start) };
}
