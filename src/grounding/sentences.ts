/**
 * Sentences of a text. A boundary is proposed behind every mark that can end a sentence in any script and at every
 * line break, and is taken back where rules for legal writing say that the sentence goes on: abbreviations, initials,
 * enumerators, headings with a number, brackets and quotations inside a sentence, wrapped lines. `Intl.Segmenter`
 * alone gets about a quarter of such texts right. Linear: every rule looks at a bounded stretch.
 */
import { embeddedStretches } from './embedded-stretches.ts';
import { goesOnBelow, isEntry, lastLine } from './sentence-lines.ts';
import { readHead, startsWithOpener } from './sentence-openers.ts';
import { endsSentence } from './sentence-stops.ts';
import type { Span } from './span.ts';

/** A run of marks, or white space with a line break. `. . .` is one run. */
const CANDIDATE = /\.(?:[ {2}]\.){2,3}|[\p{Sentence_Terminal}…．｡]+|[\r\n\u0085\u2028\u2029\f]/gu;
/** Marks that end a sentence without any space behind them. */
const STRONG = /[^.!?…．‼-⁉]/u;
/** What belongs to the sentence behind its marks. */
const CLOSING = /["'”’»›)\]}」』】）〉》*_†‡⁎¹²³⁰⁴-⁹]+/uy;
const LATE_CLOSING = /[ {2}\u202f](?:[»›](?=\s|$|[.,;])|"(?=\s*$))/uy;
/** Markers such as `[1][2]` and `[4, 5]`. */
const MARKERS = /(?: ?\[\^?\d{1,3}[a-z]?(?:[,;–-] ?\d{1,3}){0,8}\])+/uy;
/** A footnote number whose raised position was lost: `ended.12 Then`. */
const FLAT_NUMBER = /\d{1,3}(?=\s+["“(]?\p{Lu}|\s*$)/uy;

/** An omission at the end of what was said; inside a quotation the quoted words go on behind it. */
const OMISSION = /\.{3}|…|\. \./;
const QUOTATION_REACH = 1_000;

/** Sentences in order, without the white space around them; UTF-16 offsets. Empty for a blank text. */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  const embedded = embeddedStretches(text);
  let inside = 0;
  let start = skipSpace(text, 0);
  CANDIDATE.lastIndex = start;
  for (let match = CANDIDATE.exec(text); match !== null; match = CANDIDATE.exec(text)) {
    const at = match.index;
    const end = match[0].trim() === '' ? trimEnd(text, start, at) : closingEnd(text, at + match[0].length);
    const next = skipSpace(text, Math.max(end, at));
    CANDIDATE.lastIndex = Math.max(next, at + match[0].length);
    while ((embedded[inside]?.end ?? Number.POSITIVE_INFINITY) <= at) inside += 1;
    const isEmbedded = (embedded[inside]?.start ?? Number.POSITIVE_INFINITY) < at;
    if (next >= text.length) break;
    if (end <= start || !isBoundary(text, { start, end, at, marks: match[0].trim(), next, isEmbedded }))
      continue;
    spans.push({ start, end });
    start = next;
  }
  const last = trimEnd(text, start, text.length);
  if (last > start) spans.push({ start, end: last });
  return spans;
}

type Candidate = Span & {
  readonly at: number;
  readonly marks: string;
  readonly next: number;
  readonly isEmbedded: boolean;
};

function isBoundary(text: string, candidate: Candidate): boolean {
  const { start, end, at, marks, next, isEmbedded } = candidate;
  const between = text.slice(end, next);
  if (hasBlankLine(between)) return true;
  const hasBreak = /[\r\n\u0085\u2028]/.test(between);
  if (marks === '') return !isEnumerator(text, start, end) && !goesOnBelow(text, { start, end }, next);
  if (isEmbedded) return false;
  if (STRONG.test(marks.replaceAll(/\s/g, ''))) return true;
  const headText = text.slice(next, next + 60);
  const head = readHead(headText);
  if (between === '' && !isRunOn(text, at, end, head)) return false;
  const line = hasBreak ? lastLine(text, { start, end }) : '';
  if (hasBreak && isEntry(line, headText)) return true;
  const before = text.slice(Math.max(start, at - 80), at);
  if (OMISSION.test(marks) && isInQuotation(text, end)) return false;
  return endsSentence({
    before,
    marks,
    closing: text.slice(at + marks.length, end),
    head,
    opensWithBracket: /^[([]/.test(text.slice(start, start + 1)),
    isWhole: at - start <= 80,
  });
}

/** Marks without a space behind: only a typing slip such as `ended.The next` and a flattened footnote end there. */
function isRunOn(text: string, at: number, end: number, head: ReturnType<typeof readHead>): boolean {
  if (end - at > 1 && /["”’»)\]]/.test(text.slice(at, end))) return /^\p{Lu}/u.test(head.rest);
  return (
    head.opening === '' &&
    /^\p{Lu}/u.test(head.first) &&
    head.first.length > 1 &&
    startsWithOpener(head) &&
    /\p{Ll}{3}$/u.test(text.slice(Math.max(0, at - 3), at)) &&
    /^\p{L}+ /u.test(head.rest)
  );
}

function closingEnd(text: string, from: number): number {
  let end = from;
  for (const pattern of [CLOSING, LATE_CLOSING, MARKERS, CLOSING]) {
    pattern.lastIndex = end;
    const found = pattern.exec(text);
    if (found !== null) end += found[0].length;
  }
  if (end === from || /["”’»)]/.test(text[end - 1] ?? '')) {
    FLAT_NUMBER.lastIndex = end;
    const number = FLAT_NUMBER.exec(text);
    if (number !== null && /\p{Ll}{4}[.!?]["”’»)]*$/u.test(text.slice(Math.max(0, end - 8), end)))
      end += number[0].length;
  }
  return end;
}

/** `1.` or `(a)` on a line of its own belongs to what stands below. */
function isEnumerator(text: string, start: number, end: number): boolean {
  if (end - start > 10) return false;
  return /^[(§]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]$/.test(text.slice(start, end));
}

function hasBlankLine(between: string): boolean {
  return /\n[^\S\n]*\n|\r[^\S\r\n]*\r|\u2029|\f/.test(between.length > 200 ? between.slice(0, 200) : between);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let to = end;
  while (to > start && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return to;
}

function isSpace(unit: number): boolean {
  return (
    unit === 32 || (unit >= 9 && unit <= 13) || (unit >= 133 && /[\s\u0085]/.test(String.fromCharCode(unit)))
  );
}

/** True when the nearest quotation mark before the offset, in the same paragraph, opens a quotation. */
function isInQuotation(text: string, at: number): boolean {
  const seen = text.slice(Math.max(0, at - QUOTATION_REACH), at);
  const paragraph = seen.slice(seen.lastIndexOf('\n\n') + 1);
  let closed = 0;
  for (const match of [...paragraph.matchAll(/["“”„«»「」]/g)].reverse()) {
    const opens =
      match[0] === '"'
        ? /(?:^|[\s([—–])$/.test(paragraph.slice(0, match.index).slice(-1))
        : /[“„«「]/.test(match[0]);
    if (!opens) closed += 1;
    else if (closed === 0) return true;
    else closed -= 1;
  }
  return false;
}
