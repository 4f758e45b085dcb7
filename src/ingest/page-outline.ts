/**
 * The Summary Points as a tree: numbered headings, and under each the points, nested by their indent.
 * A line without a mark continues the point above it; whatever else stands there becomes a point, so no word is lost.
 */
import type { OutlineNode } from '#domain/analysis.ts';
import type { Notices } from './import-notices.ts';
import {
  isListEntry,
  type MarkedLine,
  type NumeralStyle,
  numeralStyle,
  numeralValue,
  readMarker,
} from './list-marker.ts';
import { filledLines, type Line, type Lines } from './text-lines.ts';

/** Deepest level of points under a heading; deeper ones become siblings there, so that readers may recurse. */
export const MAX_OUTLINE_DEPTH = 12;

/** The shape of `AnalysisContent.outline`. */
export type Outline = { title: string | null; overallStatus: string | null; headings: OutlineNode[] };

type Node = { number: string | null; label: string | null; text: string; children: Node[] };
type Level = { readonly indent: number; readonly node: Node };

type Reading = {
  readonly outline: Outline & { headings: Node[] };
  readonly notices: Notices;
  /** The open points from the outermost in; empty when the next entry starts a new top-level node. */
  open: Level[];
  heading: Node | null;
  style: NumeralStyle | null;
  lastValue: number;
  lastLine: number;
  tooDeep: Line | null;
};

const OVERALL = /^(?:overall|current) status\s*:\s*(.*)$/i;

/** Reads the lines below the heading "Summary Points"; null when there is nothing on them. */
export function readOutline(lines: Lines, notices: Notices): Outline | null {
  const filled = filledLines(lines);
  if (filled.length === 0) return null;
  const reading: Reading = {
    outline: { title: null, overallStatus: null, headings: [] },
    notices,
    open: [],
    heading: null,
    style: null,
    lastValue: 0,
    lastLine: 0,
    tooDeep: null,
  };
  filled.forEach((line, index) => {
    readLine(reading, line, filled[index + 1]);
    reading.lastLine = line.number;
  });
  if (reading.tooDeep !== null) {
    const message = `Points nested deeper than ${MAX_OUTLINE_DEPTH} levels stand beside each other at that level.`;
    notices.add('OUTLINE_TOO_DEEP', 'minor', message, {
      line: reading.tooDeep.number,
      excerpt: reading.tooDeep.text.trim(),
    });
  }
  return reading.outline;
}

function readLine(reading: Reading, line: Line, next: Line | undefined): void {
  const hashes = /^#{1,6}\s+/.exec(line.text)?.[0] ?? '';
  const marked = readMarker(line.text.slice(hashes.length));
  const atMargin = marked.indent === 0 && !marked.bullet;
  if (atMargin && readHead(reading, stripBold(marked.text), marked, next)) return;
  if (hashes !== '' || (atMargin && isHeadingNumber(reading, marked.number))) {
    openHeading(reading, marked, line);
  } else if (isListEntry(marked)) addPoint(reading, marked, line);
  else continueOrAdd(reading, marked, line, next);
}

/** The title and the overall status, which stand above the first heading. True when the line was one of them. */
function readHead(reading: Reading, text: string, marked: MarkedLine, next: Line | undefined): boolean {
  const { outline } = reading;
  const status = OVERALL.exec(text);
  if (status !== null && outline.overallStatus === null && marked.number === null) {
    outline.overallStatus = (status[1] ?? '').trim();
    return true;
  }
  const isFirst = outline.title === null && outline.headings.length === 0;
  if (!isFirst || marked.number !== null || text === '' || /:$/.test(text)) return false;
  if (next !== undefined && readMarker(next.text).bullet) return false;
  outline.title = text;
  return true;
}

/** The first numeral at the margin sets the style of all headings; other numerals there are points. */
function isHeadingNumber(reading: Reading, number: string | null): boolean {
  if (number === null) return false;
  const style = reading.style ?? numeralStyle(number);
  return numeralValue(number, style) !== null;
}

function openHeading(reading: Reading, marked: MarkedLine, line: Line): void {
  const node: Node = { number: marked.number, label: null, text: marked.text, children: [] };
  reading.outline.headings.push(node);
  reading.heading = node;
  reading.open = [];
  if (marked.number === null) return;
  reading.style ??= numeralStyle(marked.number);
  const value = numeralValue(marked.number, reading.style) ?? reading.lastValue + 1;
  if (value !== reading.lastValue + 1) {
    const message = `The summary point is numbered ${marked.number}, which does not follow the one before it.`;
    reading.notices.add('OUTLINE_NUMERAL_SKIPPED', 'minor', message, {
      line: line.number,
      excerpt: line.text.trim(),
    });
  }
  reading.lastValue = value;
}

function addPoint(reading: Reading, marked: MarkedLine, line: Line): void {
  const node: Node = { number: marked.number, ...splitLabel(marked.text), children: [] };
  while ((reading.open.at(-1)?.indent ?? -1) >= marked.indent) reading.open.pop();
  if (reading.open.length >= MAX_OUTLINE_DEPTH) {
    reading.tooDeep ??= line;
    reading.open.length = MAX_OUTLINE_DEPTH - 1;
  }
  const parent = reading.open.at(-1)?.node ?? reading.heading;
  (parent === null ? reading.outline.headings : parent.children).push(node);
  reading.open.push({ indent: marked.indent, node });
}

function continueOrAdd(reading: Reading, marked: MarkedLine, line: Line, next: Line | undefined): void {
  const last = reading.open.at(-1);
  const touches = line.number === reading.lastLine + 1;
  if (last !== undefined && (touches || marked.indent > last.indent)) {
    const words = last.node.text === '' ? marked.text : `${last.node.text} ${marked.text}`;
    Object.assign(last.node, { text: words });
    return;
  }
  const opensList = next !== undefined && isListEntry(readMarker(next.text));
  const looksLikeHeading = marked.indent === 0 && marked.text.length <= 120 && !/[.!?;]$/.test(marked.text);
  if (looksLikeHeading && opensList) openHeading(reading, marked, line);
  else addPoint(reading, marked, line);
}

/** `Rationale: …` in two. A colon inside an address or a time is none. */
function splitLabel(text: string): { label: string | null; text: string } {
  const bold = /^\*\*([^*]{1,200})\*\*(:?)\s*/.exec(text);
  if (bold?.[1] !== undefined && (bold[2] === ':' || bold[1].endsWith(':'))) {
    return { label: bold[1].replace(/:$/, '').trim(), text: text.slice(bold[0].length) };
  }
  const colon = /:(?=\s|$)/.exec(text.slice(0, 202))?.index ?? -1;
  if (colon <= 0) return { label: null, text };
  return { label: text.slice(0, colon).trimEnd(), text: text.slice(colon + 1).trim() };
}

function stripBold(text: string): string {
  return text.replace(/\*\*/g, '').trim();
}
