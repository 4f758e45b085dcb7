/**
 * Refuses a page that would cost too much to parse, before it is parsed: one pass over the markup counts what becomes
 * nodes (tags, comments, character references) and follows how deep elements nest. The tree builder and everything
 * after it is recursive or worse than linear in one of these, so each has a bound.
 */
import { AppError } from '#domain/errors.ts';

/** Most tags, comments and character references in one page; the largest consolidated acts have about a fifth. */
export const MAX_HTML_NODES = 400_000;

/** Deepest nesting of elements; hand-made and generated pages stay below a hundred. */
export const MAX_HTML_DEPTH = 500;

/** Most attributes in one tag. */
export const MAX_HTML_ATTRIBUTES = 500;

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);

// Elements whose content is text up to their own end tag.
const RAW = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
  'noembed',
  'noframes',
  'iframe',
  'plaintext',
]);

// A start tag of the group ends an open element of the group when that is the innermost one.
const SIBLINGS: readonly ReadonlySet<string>[] = [
  new Set(['p']),
  new Set(['li']),
  new Set(['dt', 'dd']),
  new Set(['td', 'th']),
  new Set(['tr']),
  new Set(['option', 'optgroup']),
];

/** What a page holds. `elements` counts start tags. */
export type HtmlSize = { readonly elements: number; readonly nodes: number; readonly depth: number };

type Scan = { elements: number; nodes: number; depth: number; open: string[]; counts: Map<string, number> };

/** Sizes of a page within bounds. Throws `too-large` naming the bound that is passed. */
export function measureHtml(html: string): HtmlSize {
  const scan: Scan = { elements: 0, nodes: 0, depth: 0, open: [], counts: new Map() };
  const lower = html.toLowerCase();
  let at = 0;
  while (at < html.length) {
    const next = nextMark(html, at);
    if (next === -1) break;
    scan.nodes += 1;
    if (scan.nodes > MAX_HTML_NODES) {
      throw tooLarge(`more than ${MAX_HTML_NODES} tags and character references`);
    }
    at = html[next] === '&' ? next + 1 : readMarkup(html, lower, next, scan);
  }
  return { elements: scan.elements, nodes: scan.nodes, depth: scan.depth };
}

function nextMark(html: string, from: number): number {
  for (let at = from; at < html.length; at += 1) {
    const unit = html.charCodeAt(at);
    if (unit === 0x26 || unit === 0x3c) return at;
  }
  return -1;
}

/** Reads the tag or comment at `at`; returns where to go on. */
function readMarkup(html: string, lower: string, at: number, scan: Scan): number {
  if (html.startsWith('<!--', at)) return after(html.indexOf('-->', at + 4), 3, html.length);
  const isEnd = html[at + 1] === '/';
  const nameAt = isEnd ? at + 2 : at + 1;
  if (!/[a-z]/.test(lower[nameAt] ?? '')) return at + 1;
  const name = readName(lower, nameAt);
  if (isEnd) {
    closeElement(name, scan);
    return after(html.indexOf('>', nameAt), 1, html.length);
  }
  const end = readAttributes(html, nameAt + name.length);
  scan.elements += 1;
  if (VOID.has(name)) return end;
  if (RAW.has(name)) return after(lower.indexOf(`</${name}`, end), name.length + 2, html.length);
  openElement(name, scan);
  return end;
}

function readName(lower: string, from: number): string {
  // A longer name is read in parts, which costs nothing but a wrong attribute count.
  return /^[^\s/>]+/.exec(lower.slice(from, from + 64))?.[0] ?? '';
}

function after(found: number, length: number, end: number): number {
  return found === -1 ? end : found + length;
}

/** Where the tag ends. Attributes are counted as runs that follow white space outside quotes. */
function readAttributes(html: string, from: number): number {
  let attributes = 0;
  let quote = '';
  let wasSpace = false;
  for (let at = from; at < html.length; at += 1) {
    const char = html[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
      continue;
    }
    if (char === '>') return at + 1;
    if ((char === '"' || char === "'") && html[at - 1] === '=') quote = char;
    const isSpace =
      char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\f' || char === '/';
    if (!isSpace && wasSpace) attributes += 1;
    wasSpace = isSpace;
    if (attributes > MAX_HTML_ATTRIBUTES)
      throw tooLarge(`a tag with more than ${MAX_HTML_ATTRIBUTES} attributes`);
  }
  return html.length;
}

function openElement(name: string, scan: Scan): void {
  const top = scan.open.at(-1);
  if (top !== undefined && SIBLINGS.some((group) => group.has(top) && group.has(name))) popElement(scan);
  scan.open.push(name);
  scan.counts.set(name, (scan.counts.get(name) ?? 0) + 1);
  scan.depth = Math.max(scan.depth, scan.open.length);
  if (scan.depth > MAX_HTML_DEPTH) throw tooLarge(`elements nested more than ${MAX_HTML_DEPTH} deep`);
}

function closeElement(name: string, scan: Scan): void {
  if ((scan.counts.get(name) ?? 0) === 0) return;
  while (popElement(scan) !== name);
}

function popElement(scan: Scan): string | undefined {
  const name = scan.open.pop();
  if (name !== undefined) scan.counts.set(name, (scan.counts.get(name) ?? 1) - 1);
  return name;
}

function tooLarge(what: string): AppError {
  return new AppError('too-large', `The HTML page is too complex to be read: it has ${what}.`, {
    remedy: 'Save the part you need as text, or print the page to PDF, and add that file.',
  });
}
