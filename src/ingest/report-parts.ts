/**
 * Cuts a Markdown or text report at the headings that name a part of an analysis page. Fenced code is never cut.
 * A heading that names no part stays, with its text, in the part it stands in.
 */

import type { ProviderGrounding } from '#domain/analysis.ts';
import { recogniseProvider } from '#grounding/provider/recognise-provider.ts';
import type { Notices } from './import-notices.ts';
import { readMarker } from './list-marker.ts';
import { readGrounding } from './page-grounding.ts';
import { PART_TITLES, type PagePart, partOfHeading } from './page-sections.ts';
import { findJsonFault } from './parse-json-text.ts';
import { plainLine } from './report-head.ts';
import { DEFINITION } from './report-references.ts';
import { scanJson } from './scan-json.ts';
import { joinLines, type Line, type Lines, linesText, sliceLines } from './text-lines.ts';
import { findTrailingReferences } from './trailing-references.ts';

/** The parts of a report: those of a page, and its reference list. */
export type ReportPart = Exclude<PagePart, 'review-form' | 'reviews'> | 'references';

/** The parts that are there, and the lines above the first of them. */
export type ReportParts = { readonly preamble: Lines; readonly parts: ReadonlyMap<ReportPart, Lines> };

const REFERENCES =
  /^(?:sources|references|bibliography|works cited|reference list|quellen|literatur|références|bibliographie|fuentes|referencias|参考文献|参考资料|参考文獻|источники)$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** For each line, whether it stands in a fenced block (its fences included). */
function fencedLines(texts: readonly string[]): boolean[] {
  let fence: string | null = null;
  return texts.map((text) => {
    const mark = FENCE.exec(text)?.[1];
    if (fence === null) {
      fence = mark ?? null;
      return mark !== undefined;
    }
    const closes = mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length;
    if (closes && text.trim() === mark) fence = null;
    return true;
  });
}

type Cut = { readonly index: number; readonly level: number; readonly part: ReportPart };

/** Parts that are read as a whole: two of them are not one after the other, so a second one is only told. */
const SINGLE: ReadonlySet<ReportPart> = new Set(['outline', 'grounding']);

/**
 * Cuts the lines. A part met twice is a DUPLICATE_SECTION finding; its text is read on behind the first one's, so that
 * nothing in it escapes verification, or, of the parts that are read as a whole, kept in the finding.
 */
export function cutReport(lines: Lines, notices: Notices): ReportParts {
  const cuts = findCuts(lines);
  const bodies = new Map<ReportPart, Lines[]>();
  cuts.forEach(({ index, part }, position) => {
    const to = cuts[position + 1]?.index;
    const known = bodies.get(part);
    const body = sliceLines(lines, index + 1, to);
    if (known === undefined) {
      bodies.set(part, [body]);
      return;
    }
    const title = part === 'references' ? 'References' : PART_TITLES[part];
    const line = lines.first + index;
    if (SINGLE.has(part)) {
      const message = `The report has “${title}” a second time; the second one is kept here only.`;
      const excerpt = linesText(sliceLines(lines, index, to));
      notices.add('DUPLICATE_SECTION', 'major', message, { line, excerpt });
    } else {
      known.push(body);
      const message = `The report has “${title}” a second time; both are read as one.`;
      notices.add('DUPLICATE_SECTION', 'minor', message, { line, excerpt: lines.texts[index] ?? null });
    }
  });
  const parts = new Map([...bodies].map(([part, stretches]) => [part, joinLines(stretches)]));
  return { preamble: sliceLines(lines, 0, cuts[0]?.index), parts };
}

/** Below the full report's heading, only the raw data and the reference list end it at a deeper level. */
function findCuts(lines: Lines): Cut[] {
  const fenced = fencedLines(lines.texts);
  const cuts: Cut[] = [];
  lines.texts.forEach((text, index) => {
    if (fenced[index] === true) return;
    const heading = readHeading(text, lines.texts[index - 1], lines.texts[index + 1]);
    if (heading === null) return;
    const open = cuts.at(-1);
    const isInside = open?.part === 'report' && heading.level > open.level;
    if (isInside && heading.part !== 'references' && heading.part !== 'grounding') return;
    cuts.push({ index, ...heading });
  });
  const trailing = findTrailingReferences(lines.texts);
  const isCut = cuts.some(({ part }) => part === 'references');
  if (trailing !== null && !isCut && fenced[trailing] !== true) {
    cuts.push({ index: trailing, level: 2, part: 'references' });
  }
  return cuts;
}

function readHeading(
  text: string,
  above: string | undefined,
  below: string | undefined,
): { level: number; part: ReportPart } | null {
  if (text.length > 120 || !/^\S/.test(text)) return null;
  const hashes = /^(#{1,6})\s+/.exec(text)?.[1];
  const isBold = /^\*\*[^*]+\*\*:?\s*$/.test(text);
  const isUnderlined = /^(?:={3,}|-{3,})\s*$/.test(below ?? '');
  const isAlone = (above ?? '').trim() === '' && (below ?? '').trim() === '';
  if (hashes === undefined && !isBold && !isUnderlined && !isAlone) return null;
  const name = readMarker(plainLine(text.replace(/\s#+\s*$/, ''))).text.replace(/[:：]$/, '');
  const part = REFERENCES.test(name.toLowerCase()) ? 'references' : partOfHeading(name);
  if (part === undefined || part === 'reviews' || part === 'review-form') return null;
  return { level: hashes?.length ?? 2, part };
}

/** The text without what was taken out of it; taken lines are blank, so that line numbers stay true. */
export type Taken<T> = { readonly lines: Lines; readonly taken: T[] };

/** Takes Markdown's link and footnote definitions out, with the indented lines that continue them. */
export function takeDefinitions(lines: Lines): Taken<Line> {
  const fenced = fencedLines(lines.texts);
  const taken: Line[] = [];
  let inDefinition = false;
  const texts = lines.texts.map((text, index) => {
    const opens = fenced[index] !== true && DEFINITION.test(text);
    inDefinition = opens || (inDefinition && /^\s+\S/.test(text));
    if (!inDefinition) return text;
    taken.push({ text: text.trimEnd(), number: lines.first + index });
    return '';
  });
  return { lines: { texts, first: lines.first }, taken };
}

/** Takes providers' JSON out: fenced blocks that are such, and an object that stands at the end of the text. */
export function takeGrounding(lines: Lines, notices: Notices): Taken<ProviderGrounding> {
  const taken: ProviderGrounding[] = [];
  const texts = [...lines.texts];
  for (const [from, to] of fencedBlocks(lines.texts)) {
    const raw = lines.texts
      .slice(from + 1, to)
      .join('\n')
      .trim();
    if (!isGrounding(raw)) continue;
    taken.push(readGrounding(raw, lines.first + from + 1, notices));
    texts.fill('', from, to + 1);
  }
  const last = findTrailingJson(texts);
  if (last !== null) {
    taken.push(readGrounding(texts.slice(last).join('\n').trim(), lines.first + last, notices));
    texts.fill('', last);
  }
  return { lines: { texts, first: lines.first }, taken };
}

/** First and last line of every fenced block; an unclosed one ends with the text. */
function fencedBlocks(texts: readonly string[]): [number, number][] {
  const fenced = fencedLines(texts);
  const blocks: [number, number][] = [];
  let from = -1;
  let fence = '';
  texts.forEach((text, index) => {
    if (fenced[index] !== true) return;
    const mark = FENCE.exec(text)?.[1] ?? '';
    if (from === -1) {
      from = index;
      fence = mark;
    } else if (mark.startsWith(fence) && text.trim() === mark) {
      blocks.push([from, index]);
      from = -1;
    }
  });
  if (from !== -1) blocks.push([from, texts.length]);
  return blocks;
}

/** A known provider's answer, or something damaged that was meant to be one. */
function isGrounding(raw: string): boolean {
  if (!/^[{[]/.test(raw)) return false;
  if (findJsonFault(raw) === null) return recogniseProvider(JSON.parse(raw)) !== 'unknown';
  return /"(?:grounding_?\w{0,20}|annotations|citations|web_?search_?queries)"/i.test(raw);
}

/** The line where an object opens that reaches to the end of the text and is a provider's answer. */
function findTrailingJson(texts: readonly string[]): number | null {
  const text = texts.join('\n');
  let done = 0;
  let lineStart = 0;
  for (const [index, line] of texts.entries()) {
    if (lineStart >= done && /^(?:\{|\[\s*(?:\{|$))/.test(line)) {
      const scan = scanJson(text, lineStart);
      const reachesEnd = !scan.ok || isBlankFrom(text, scan.end);
      if (reachesEnd) return isGrounding(text.slice(lineStart).trim()) ? index : null;
      done = scan.ok ? scan.end : text.length;
    }
    lineStart += line.length + 1;
  }
  return null;
}

function isBlankFrom(text: string, at: number): boolean {
  const filled = /\S/g;
  filled.lastIndex = at;
  return !filled.test(text);
}
