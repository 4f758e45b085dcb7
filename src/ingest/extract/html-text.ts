/**
 * The readable text of a DOM tree: blocks set off by blank lines, list items and table rows on lines of their own,
 * cells divided by tabs, white space collapsed as a browser would. Scripts, styles, hidden elements and form controls
 * have no text.
 */
import { cleanText } from './clean-text.ts';

const SKIPPED = new Set(
  (
    'script style noscript template svg math canvas iframe object embed audio video head select option button input ' +
    'textarea datalist dialog'
  ).split(' '),
);

/** Parts of a page that are about the site and not the document; left out of the body text. */
export const SITE_PARTS: ReadonlySet<string> = new Set(['nav', 'footer', 'form']);

// Set off by a blank line.
const BLOCKS = new Set(
  (
    'p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table figure ' +
    'figcaption address hr details summary fieldset form body html hgroup search caption center'
  ).split(' '),
);

// On a line of their own.
const LINES = new Set(['li', 'tr', 'dt', 'dd', 'thead', 'tbody', 'tfoot', 'legend']);

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

/** How much space the next text needs before it. The larger wins, so nested blocks make one blank line. */
const GAPS = ['', ' ', '\t', '\n', '\n\n'] as const;

/** While `atCellStart`, blocks ask for no space: a paragraph that fills a cell belongs on the row's line. */
type Writer = { parts: string[]; gap: number; preformatted: boolean; atCellStart: boolean };

/** Text of a node and all below it; elements named in `leftOut` are skipped with their content. */
export function readDomText(root: Node, leftOut: ReadonlySet<string> = new Set()): string {
  const writer: Writer = { parts: [], gap: 0, preformatted: false, atCellStart: false };
  walk(root, writer, leftOut);
  return cleanText(writer.parts.join('')).trim();
}

function walk(node: Node, writer: Writer, leftOut: ReadonlySet<string>): void {
  if (node.nodeType === TEXT || node.nodeType === CDATA) {
    writeText(node.nodeValue ?? '', writer);
    return;
  }
  if (node.nodeType !== ELEMENT) {
    walkChildren(node, writer, leftOut);
    return;
  }
  const element = node as Element;
  const name = element.localName.toLowerCase();
  if (SKIPPED.has(name) || leftOut.has(name) || isHidden(element)) return;
  walkElement(element, name, writer, leftOut);
}

function walkElement(element: Element, name: string, writer: Writer, leftOut: ReadonlySet<string>): void {
  if (name === 'br') {
    writer.parts.push(writer.parts.length === 0 ? '' : '\n');
    writer.gap = 0;
    return;
  }
  if (name === 'td' || name === 'th') {
    walkCell(element, writer, leftOut);
    return;
  }
  const gap = BLOCKS.has(name) ? 4 : LINES.has(name) ? 3 : 0;
  needGap(writer, gap);
  const wasPreformatted = writer.preformatted;
  if (name === 'pre') writer.preformatted = true;
  walkChildren(element, writer, leftOut);
  writer.preformatted = wasPreformatted;
  needGap(writer, gap);
}

/** The first cell of a row stands at the line's start, as the row's own gap is wider than a tab. */
function walkCell(cell: Element, writer: Writer, leftOut: ReadonlySet<string>): void {
  needGap(writer, 2);
  writer.atCellStart = true;
  walkChildren(cell, writer, leftOut);
  if (!writer.atCellStart) writer.gap = writer.parts.length > 0 ? 2 : 0;
  writer.atCellStart = false;
}

function walkChildren(node: Node, writer: Writer, leftOut: ReadonlySet<string>): void {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) walk(child, writer, leftOut);
}

function writeText(value: string, writer: Writer): void {
  if (writer.preformatted) {
    if (value === '') return;
    flushGap(writer);
    writer.parts.push(value);
    return;
  }
  // Collapsed is what CSS collapses; a no-break space is a character like any other.
  const words = value.replace(/[ \t\n\r\f]+/g, ' ');
  const core = words.replace(/^ | $/g, '');
  if (words.startsWith(' ')) needGap(writer, 1);
  if (core === '') return;
  flushGap(writer);
  writer.parts.push(core);
  if (words.endsWith(' ')) needGap(writer, 1);
}

function needGap(writer: Writer, gap: number): void {
  if (writer.parts.length > 0 && !writer.atCellStart) writer.gap = Math.max(writer.gap, gap);
}

function flushGap(writer: Writer): void {
  const last = writer.parts.at(-1) ?? '';
  const isLineStart = last.endsWith('\n');
  const gap = writer.gap === 1 && isLineStart ? 0 : writer.gap === 4 && isLineStart ? 3 : writer.gap;
  writer.parts.push(GAPS[gap] ?? '');
  writer.gap = 0;
  writer.atCellStart = false;
}

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return true;
  const style = element.getAttribute('style');
  return style !== null && /(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}
