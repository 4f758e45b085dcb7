/** Parts of a content in words: their names, and their values as text that can be compared word by word. Pure. */
import type { OutlineNode, SectionKey } from '#domain/analysis.ts';
import { writeOutline } from './outline-text.ts';
import { SECTION_TITLES } from './wording.ts';

const NAMES: Readonly<Record<string, string>> = {
  status: 'Status',
  ground: 'What the status rests on',
  statusSince: 'Since',
  language: 'Language',
  textFormat: 'Format of the texts',
  'outline.title': 'Summary points: title',
  'outline.overallStatus': 'Summary points: overall status',
  'outline.headings': 'Summary points',
  grounding: 'Sources (raw data)',
  reviews: 'Reviews that stood on the page',
  declared: 'What the page declared of itself',
};

/** The name of the part with this key, as `review/content-parts.ts` gives keys. */
export function partName(key: string): string {
  const [noun, ...rest] = key.split('/');
  const name = rest.join('/');
  if (noun === 'section') return SECTION_TITLES[name as SectionKey] ?? name;
  if (noun === 'law') return `Law: ${name}`;
  if (noun === 'source') return `Source [${name}]`;
  const member = /^report\.(\w+)$/.exec(key)?.[1];
  return member === undefined ? (NAMES[key] ?? key) : `Report: ${wordsOf(member)}`;
}

/** The value as text; empty where it says nothing. */
export function partText(key: string, value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (key === 'outline.headings') return writeOutline(value as OutlineNode[]);
  if (Array.isArray(value)) return value.map(linesOf).join('\n\n');
  return linesOf(value);
}

function linesOf(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(
      ([, member]) => member !== null && member !== '' && !(Array.isArray(member) && member.length === 0),
    )
    .map(([name, member]) => `${wordsOf(name)}: ${typeof member === 'object' ? inOne(member) : member}`)
    .join('\n');
}

function inOne(member: unknown): string {
  if (Array.isArray(member)) return member.join(', ');
  const { exact } = member as { exact?: unknown };
  return typeof exact === 'string' ? `“${exact}”` : JSON.stringify(member);
}

/** `in force on` for `inForceOn`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
