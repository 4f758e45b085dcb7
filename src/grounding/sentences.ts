/**
 * Sentences of a text. `Intl.Segmenter` proposes boundaries; those it puts after an abbreviation, an initial, an
 * enumerator or a wrapped line are taken back. English abbreviations are known best; other languages keep the
 * segmenter's own boundaries wherever no rule speaks.
 */
import type { Span } from './span.ts';

/** Never end a sentence: something they introduce always follows. */
const LEADING = words(
  `art arts sec secs sect para paras par pt ch cl reg regs dir fig figs tab vol ed eds pp p no nos nr v vs cf
  e.g i.e eg ie viz al mr mrs ms dr prof hon gen col capt lt sgt rev st sr messrs approx ca est dept op cit supp
  stat rel cir abs ziff bzw z.b d.h vgl bd nr s.a n° núm pág fr ex rr`,
);
/** May end a sentence; then what follows looks like the beginning of one. */
const TRAILING = words(
  `etc inc ltd co corp plc llc l.l.c s.a n.v b.v gmbh bros jr sr esq ph.d u.s u.k u.n e.u d.c u.s.c c.f.r a.m p.m
  a.d b.c jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun subsec subpara`,
);
const OPENERS = words(
  `the this that these those it its in on at a an as if he she they we i you there here however but and or when
  while where after before for from by to with under such any all each every no not neither both some many most
  since although because such our their his her what who why how moreover further furthermore thus therefore`,
);

/** Markers such as `[1][2]` behind the full stop of the sentence they belong to. */
const MARKERS = /(?<=[.!?。！？]["'”’»)]{0,3})(?: ?\[\^?\d{1,3}[a-z]?\])+/gu;

/** An omission at the end of what was said; inside a quotation the quoted words go on behind it. */
const OMISSION_END = /(?:\.{3}|…)\]?$/;
const QUOTATION_REACH = 1_000;
const LONG_LINE = 100;

let segmenter: Intl.Segmenter | undefined;

/** Sentences in order, without the white space around them; UTF-16 offsets. Empty for a blank text. */
export function splitSentences(text: string): Span[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  const spans: Span[] = [];
  let open: Span | undefined;
  // Closing quotation marks stay with their sentence, so markers are shown to the segmenter as such.
  const shown = text.replace(MARKERS, (markers) => '"'.repeat(markers.length));
  for (const { segment, index } of segmenter.segment(shown)) {
    const next = trimmed(text, index, index + segment.length);
    if (next === undefined) continue;
    if (open !== undefined && belongsTogether(text, open, next)) {
      open = { start: open.start, end: next.end };
      continue;
    }
    if (open !== undefined) spans.push(open);
    open = next;
  }
  if (open !== undefined) spans.push(open);
  return spans;
}

function trimmed(text: string, start: number, end: number): Span | undefined {
  let from = start;
  let to = end;
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return from === to ? undefined : { start: from, end: to };
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || (unit >= 160 && /\s/.test(String.fromCharCode(unit)));
}

function belongsTogether(text: string, open: Span, next: Span): boolean {
  const between = text.slice(open.end, next.start);
  if (/\n\s*\n|\u2029/.test(between)) return false;
  // A sentence may be long; its last words are all the rules look at.
  const tail = text.slice(Math.max(open.start, open.end - 80), open.end);
  const head = text.slice(next.start, Math.min(next.end, next.start + 40));
  if (/^[)\]}"'”’»」』]+$/.test(head) && next.end - next.start < 40) return true;
  if (/[\n\u2028]/.test(between)) return continuesOnNextLine(text, open, tail, head);
  if (isEnumerator(text.slice(open.start, Math.min(open.end, open.start + 12)), open)) return true;
  if (/^\p{Ll}/u.test(head) && !/[:;]$/.test(tail)) return true;
  if (OMISSION_END.test(tail) && isInQuotation(text, open.end)) return true;
  return /\.$/.test(tail) && stopIsInside(tail, head);
}

/** A hard-wrapped line goes on below; a heading, a list entry or a finished sentence does not. */
function continuesOnNextLine(text: string, open: Span, tail: string, head: string): boolean {
  if (/^(?:[-*•–·]|\(?[0-9a-z]{1,4}[.)])\s/iu.test(head)) return false;
  if (/[.!?:;。！？][)\]"'”’»]*$/u.test(tail))
    return /\.$/.test(tail) && stopIsInside(tail, head) && lineLength(text, open) > 40;
  return /^\p{Ll}/u.test(head) || lineLength(text, open) >= 60;
}

/** Letters of the sentence so far on its last line; lines longer than the rules care for count as so long. */
function lineLength(text: string, open: Span): number {
  const seen = text.slice(Math.max(open.start, open.end - LONG_LINE), open.end);
  return seen.length - (seen.lastIndexOf('\n') + 1);
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

function isEnumerator(start: string, span: Span): boolean {
  return (
    span.end - span.start <= 10 && /^[(§]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlIVXL]{1,6})[.)]$/.test(start)
  );
}

/** True when the full stop at the end of `tail` does not end the sentence that `head` goes on with. */
function stopIsInside(tail: string, head: string): boolean {
  if (/(?:\.\.|…)$/.test(tail)) return /^\p{Ll}/u.test(head);
  const word = /([\p{L}\p{N}°]+(?:\.[\p{L}\p{N}]+)*)\.$/u.exec(tail)?.[1]?.toLowerCase();
  if (word === undefined) return false;
  const startsNumber = /^[\d§(]/.test(head);
  const startsLower = /^\p{Ll}/u.test(head);
  if (/^(?:nos?|nr|p|pp|art|sec|ch|pt|fig|par|ex)$/.test(word))
    return startsNumber || startsLower || (word !== 'no' && word !== 'par' && /^[A-Z]{1,4}\b/.test(head));
  if (LEADING.has(word)) return true;
  if (TRAILING.has(word)) return startsNumber || startsLower || !opensSentence(head);
  // An initial: one capital before a name.
  return /(?:^|[\s.(])\p{Lu}\.$/u.test(tail) && !opensSentence(head);
}

function opensSentence(head: string): boolean {
  const first = /^["'“‘«(]*([\p{L}']+)/u.exec(head)?.[1]?.toLowerCase();
  return first === undefined || OPENERS.has(first);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter((word) => word !== ''));
}
