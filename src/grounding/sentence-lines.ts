/**
 * What a line break inside a block means: a typesetter's wrap, over which the sentence goes on, or the end of a
 * heading, a list entry or a finished sentence. A blank line always ends a sentence and is none of this file's.
 */
import { abbreviationKind, setOf } from './abbreviations.ts';
import { readHead, startsWithOpener } from './sentence-openers.ts';
import type { Span } from './span.ts';

/** A line that is so long was wrapped; a heading is shorter. */
const WRAPPED = 60;
const LONG_LINE = 120;

/** `- `, `3. `, `(b) `, `1.2 `: the first of a list entry. Letters in brackets such as `(EU) ` are none. */
const ENTRY =
  /^(?:[-*•–·▪◦‣●—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|[A-Z][.)]|\d{1,2}(?:\.\d{1,3}){1,5}\.?)\s/;

/** No sentence and no heading ends with one of these. */
const HANGING = setOf(
  `the a an of in on at by to for from with under and or nor as than that which who whose its their his her this these
  those is are was were be been has have had may must shall will can should not no any each every between into upon
  pursuant subject article articles section sections paragraph number nos no der die das des dem den und oder von le
  la les de du des et ou el los las y del`,
);
const VERB = /\b(?:is|are|was|were|has|have|had|may|must|shall|will|can|cannot|should|does|did)\b/;

/** True when the sentence `open`, whose last line has no mark at its end, goes on at `next`. */
export function goesOnBelow(text: string, open: Span, next: number): boolean {
  const line = lastLine(text, open);
  const below = text.slice(next, next + 60);
  if (/[:;]$/.test(line) || isEntry(line, below)) return false;
  if (/[,(–—-]$/.test(line)) return true;
  const head = readHead(below);
  if (/^\p{Ll}/u.test(head.rest)) return true;
  const last = /(\p{L}+)$/u.exec(line)?.[1] ?? '';
  if (HANGING.has(last.toLowerCase()) && !isCapitals(line)) return true;
  if (isCapitals(line) && !isCapitals(below.split('\n')[0] ?? '')) return false;
  if (line.length >= WRAPPED) return true;
  return /^\p{Lu}/u.test(last) && /^\p{Lu}/u.test(head.rest) && VERB.test(line) && !startsWithOpener(head);
}

/** True when a stop at the end of a line is followed by an entry of a list, which begins anew in any case. */
export function isEntry(line: string, below: string): boolean {
  if (!ENTRY.test(below)) return false;
  // `under Section` and `Art.` ask for the number that stands below.
  const last = /(\p{L}+)\.?$/u.exec(line)?.[1] ?? '';
  return !(
    /^\(?\d/.test(below) &&
    (abbreviationKind(last) === 'reference' || HANGING.has(last.toLowerCase()))
  );
}

/** The last line of a sentence so far, without its indent; at most its last 120 letters. */
export function lastLine(text: string, { start, end }: Span): string {
  const seen = text.slice(Math.max(start, end - LONG_LINE), end);
  return seen.slice(Math.max(seen.lastIndexOf('\n'), seen.lastIndexOf('\u2028')) + 1).trim();
}

function isCapitals(line: string): boolean {
  return /\p{Lu}{2}/u.test(line) && !/\p{Ll}/u.test(line);
}
