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
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp']);

const CELLS = ['td', 'th'];
const CLOSES_P =
  'address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol p pre section table ul h1 h2 h3 h4 h5 h6';

// Which open elements a start tag ends, innermost first, when they have no end tag of their own.
const IMPLIED_ENDS: ReadonlyMap<string, readonly string[]> = new Map([
  ...CLOSES_P.split(' ').map((name): [string, string[]] => [name, ['p']]),
  ['li', ['li']],
  ['dt', ['dt', 'dd']],
  ['dd', ['dt', 'dd']],
  ['td', ['thead', ...CELLS]],
  ['th', ['th']],
  ['tr', ['tr', ...CELLS]],
  ['tbody', ['thead', 'tbody']],
  ['tfoot', ['thead', 'tbody']],
  ['option', ['option']],
  ['optgroup', ['optgroup', 'option']],
]);

/** What a page holds. `elements` counts start tags. */
export type HtmlSize = { readonly elements: number; readonly nodes: number; readonly depth: number };

type Scan = { elements: number; nodes: number; depth: number; open: string[]; counts: Map<string, number> };

/** Sizes of a page within bounds. Throws `too-large` naming the bound that is passed. */
export function measureHtml(html: string): HtmlSize {
  const scan: Scan = { elements: 0, nodes: 0, depth: 0, open: [], counts: new Map() };
  // ASCII only: the full mapping changes the length of some letters (İ) and with it every offset behind them.
  const lower = html.replace(/[A-Z]+/g, (run) => run.toLowerCase());
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

/** Reads the tag, comment or declaration at `at` as the tokenizer of the parser does; returns where to go on. */
function readMarkup(html: string, lower: string, at: number, scan: Scan): number {
  if (html.startsWith('<!--', at)) return after(html.indexOf('-->', at + 2), 3, html.length);
  if (html.startsWith('<![CDATA[', at)) return after(html.indexOf(']]>', at + 9), 3, html.length);
  const next = html[at + 1];
  if (next === '!') return after(html.indexOf('>', at + 3), 1, html.length);
  if (next === '?') return after(html.indexOf('>', at + 2), 1, html.length);
  if (next === '/') return readEndTag(html, lower, at, scan);
  if (!/[a-z]/.test(lower[at + 1] ?? '')) return at + 1;
  const name = readName(lower, at + 1, /^[^\s/>]+/);
  const { end, selfClosed } = readAttributes(html, at + 1 + name.length);
  scan.elements += 1;
  if (VOID.has(name)) return end;
  openElement(name, scan);
  return RAW.has(name) && !selfClosed ? findRawEnd(lower, name, end) : end;
}

function readEndTag(html: string, lower: string, at: number, scan: Scan): number {
  let nameAt = at + 2;
  while (isSpace(html[nameAt] ?? '')) nameAt += 1;
  const name = readName(lower, nameAt, /^[a-z][^\s>]*/);
  // A stray `</p>` makes an empty paragraph, as the HTML Standard asks.
  if (name === 'p' && !isOpen(name, scan)) scan.elements += 1;
  closeElement(name, scan);
  return after(html.indexOf('>', nameAt), 1, html.length);
}

function readName(lower: string, from: number, form: RegExp): string {
  // No element has a longer name; the rest of such a name is read as an attribute, which does no harm.
  return form.exec(lower.slice(from, from + 64))?.[0] ?? '';
}

function findRawEnd(lower: string, name: string, from: number): number {
  const mark = `</${name}`;
  for (let at = lower.indexOf(mark, from); at !== -1; at = lower.indexOf(mark, at + 1)) {
    const next = lower[at + mark.length] ?? '';
    if (next === '>' || isSpace(next)) return at;
  }
  return lower.length;
}

function after(found: number, length: number, end: number): number {
  return found === -1 ? end : found + length;
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r' || char === '\f';
}

type TagEnd = { readonly end: number; readonly selfClosed: boolean };

/** Where the tag ends. A quote only begins a value right after `=`, or `>` would be hidden in places where it counts. */
function readAttributes(html: string, from: number): TagEnd {
  let at = from;
  for (let attributes = 0; ; attributes += 1) {
    if (attributes > MAX_HTML_ATTRIBUTES)
      throw tooLarge(`a tag with more than ${MAX_HTML_ATTRIBUTES} attributes`);
    while (isSpace(html[at] ?? '') || html[at] === '/') at += 1;
    if (at >= html.length) return { end: html.length, selfClosed: false };
    if (html[at] === '>') return { end: at + 1, selfClosed: html[at - 1] === '/' };
    at = readAttribute(html, at);
  }
}

function readAttribute(html: string, from: number): number {
  let at = from + 1;
  while (at < html.length && !/[\s=/>]/.test(html[at] ?? '')) at += 1;
  while (isSpace(html[at] ?? '')) at += 1;
  if (html[at] !== '=') return at;
  at += 1;
  while (isSpace(html[at] ?? '')) at += 1;
  const quote = html[at];
  if (quote === '"' || quote === "'") return after(html.indexOf(quote, at + 1), 1, html.length);
  while (at < html.length && html[at] !== '>' && !isSpace(html[at] ?? '')) at += 1;
  return at;
}

function openElement(name: string, scan: Scan): void {
  const ended = IMPLIED_ENDS.get(name);
  while (ended?.includes(scan.open.at(-1) ?? '') === true) popElement(scan);
  scan.open.push(name);
  scan.counts.set(name, (scan.counts.get(name) ?? 0) + 1);
  scan.depth = Math.max(scan.depth, scan.open.length);
  if (scan.depth > MAX_HTML_DEPTH) throw tooLarge(`elements nested more than ${MAX_HTML_DEPTH} deep`);
}

function isOpen(name: string, scan: Scan): boolean {
  return (scan.counts.get(name) ?? 0) > 0;
}

function closeElement(name: string, scan: Scan): void {
  if (!isOpen(name, scan)) return;
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
