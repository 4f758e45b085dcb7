/**
 * Page text as blocks of plain text with marks. Pages are rendered from these blocks and every `Place` of a report
 * points into them, so the same text always gives the same blocks. Markdown is read from markdown-it's tokens with
 * raw HTML off; nothing here makes HTML. All offsets are UTF-16 in the block's text, end exclusive.
 */
import { findUrls } from './find-urls.ts';
import { readMarkdownBlocks } from './read-markdown.ts';

/** Emphasis, code or a link over a stretch of a block. A link whose address is not http(s) or mailto has no `href`. */
export type Mark = {
  readonly start: number;
  readonly end: number;
  readonly type: 'strong' | 'em' | 'code' | 'link';
  readonly href?: string;
};

/**
 * One block. `level`: headings 1–6; items 1 for the outermost list, 2 for a list in it; paragraphs the level of the
 * item they continue (0 outside lists); quotes their depth from 1; cells the column from 0, so that a cell of level
 * 0 begins a row, and the first row is the header; code 0. `ordinal` is the number of an ordered item as printed.
 */
export type Block = {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'quote' | 'code' | 'cell';
  readonly level: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly ordinal?: string;
};

/** The blocks of a text in reading order. Blocks without words are left out, except empty table cells. */
export function readBlocks(text: string, format: 'plain' | 'markdown'): Block[] {
  const blocks = format === 'markdown' ? readMarkdownBlocks(text) : readPlainBlocks(text);
  return blocks.map((block) => (block.kind === 'code' ? block : { ...block, marks: withBareLinks(block) }));
}

/** Addresses written out in the text become links unless a link or code already covers them. */
function withBareLinks(block: Block): readonly Mark[] {
  // Looking for addresses costs a quarter of a page; most blocks have none.
  if (!/https?:\/\//i.test(block.text)) return block.marks;
  const taken = block.marks.filter((mark) => mark.type === 'link' || mark.type === 'code');
  const added = findUrls(block.text)
    .filter(({ url }) => /^https?:\/\//i.test(url))
    .filter(isFreeOf(taken))
    .map(({ start, end, url }): Mark => ({ start, end, type: 'link', href: url }));
  if (added.length === 0) return block.marks;
  return [...block.marks, ...added].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Tells of stretches asked for in order whether no mark of `taken` lies over them; one pass over both. */
function isFreeOf(taken: readonly Mark[]): (stretch: { start: number; end: number }) => boolean {
  const marks = [...taken].sort((a, b) => a.start - b.start);
  let next = 0;
  let covered = 0;
  return ({ start, end }) => {
    for (; (marks[next]?.start ?? end) < end; next += 1) covered = Math.max(covered, marks[next]?.end ?? 0);
    return covered <= start;
  };
}

const ITEM = /^(\s*)(?:([•◦▪‣⁃*–-])|(\d{1,3}[.)]))[ \t\u00a0]+(?=\S)/;

type Draft = { kind: 'paragraph' | 'item'; level: number; lines: string[]; ordinal?: string };

/** Paragraphs are parted by blank lines; a line that begins with a bullet or a number is an item. */
function readPlainBlocks(text: string): Block[] {
  const drafts: Draft[] = [];
  let open: Draft | null = null;
  let indents: number[] = [];
  for (const line of text.split(/\r\n|[\r\n\u2028\u2029]/)) {
    const item = ITEM.exec(line);
    if (line.trim() === '') open = null;
    else if (item !== null && mayStartItem(item, open)) {
      indents = [...indents.filter((indent) => indent < width(item[1])), width(item[1])];
      open = { kind: 'item', level: indents.length, lines: [line.slice(item[0].length)] };
      if (item[3] !== undefined) open.ordinal = item[3];
      drafts.push(open);
    } else if (open === null) {
      indents = [];
      open = { kind: 'paragraph', level: 0, lines: [line] };
      drafts.push(open);
    } else open.lines.push(line);
  }
  return drafts.map(({ lines, ...rest }) => ({
    ...rest,
    text: lines.map((line) => line.trim()).join(' '),
    marks: [],
  }));
}

/** As in CommonMark, a number other than 1 cannot interrupt a paragraph: a line may begin with a year or a figure. */
function mayStartItem(item: RegExpExecArray, open: Draft | null): boolean {
  return item[3] === undefined || open === null || open.kind === 'item' || /^1[.)]$/.test(item[3]);
}

function width(indent: string | undefined): number {
  return (indent ?? '').replaceAll('\t', '    ').length;
}
