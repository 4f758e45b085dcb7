/**
 * Markdown to blocks, through markdown-it's token stream (CommonMark and tables). A line break inside a paragraph is
 * a space, an image is its alternative text, a rule is nothing. A line that begins with a dash inside a block quote
 * is kept as a block of its own, because that is where the quoted source is named.
 */
import MarkdownIt from 'markdown-it';
import type { Block, Mark } from './read-blocks.ts';

type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];
type Item = { ordinal: string | null; used: boolean };
type Context = { readonly items: Item[]; quotes: number; column: number };
type Piece = { readonly text: string; readonly marks: Mark[] };

const SAFE_HREF = /^(?:https?:\/\/|mailto:)/i;
const ATTRIBUTION_LINE = /^(?:—|–|―|--)\s*\S/;
/** `^123`. */
const MAX_MARKER = 4;
/** Opening brackets beyond this number are looked at before the parser tries each of them. */
const MANY_BRACKETS = 5_000;
/** A link's text is shorter than this. */
const MAX_LINK_TEXT = 2_000;
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** The blocks of a Markdown text; see `readBlocks` for their shape. */
export function readMarkdownBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const context: Context = { items: [], quotes: 0, column: 0 };
  markdown.parse(withoutLoneBrackets(text), {}).forEach((token, index, tokens) => {
    follow(context, token);
    if (token.type === 'fence' || token.type === 'code_block') {
      const code = token.content.replace(/\n$/, '');
      if (code.trim() !== '') blocks.push({ kind: 'code', level: 0, text: code, marks: [] });
    }
    if (token.type === 'inline') blocks.push(...inlineBlocks(token, tokens[index - 1], context));
  });
  return blocks;
}

/**
 * The text with those brackets escaped that nothing closes nearby, when there are very many: the parser looks for
 * the end of each, and a page of them would hold it up for many seconds.
 */
function withoutLoneBrackets(text: string): string {
  const opened = text.match(/\[/g)?.length ?? 0;
  if (opened < MANY_BRACKETS || (text.match(/\]/g)?.length ?? 0) * 2 > opened) return text;
  const parts: string[] = [];
  let close = Number.POSITIVE_INFINITY;
  let end = text.length;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ']') close = at;
    else if (text[at] === '[' && close - at > MAX_LINK_TEXT && text[at - 1] !== '\\') {
      parts.push(text.slice(at, end));
      parts.push('\\');
      end = at;
    }
  }
  parts.push(text.slice(0, end));
  return parts.reverse().join('');
}

/** Keeps track of the lists, quotes and table column that the next text stands in. */
function follow(context: Context, token: Token): void {
  if (token.type === 'blockquote_open') context.quotes += 1;
  else if (token.type === 'blockquote_close') context.quotes -= 1;
  else if (token.type === 'list_item_open')
    context.items.push({ ordinal: token.info === '' ? null : `${token.info}${token.markup}`, used: false });
  else if (token.type === 'list_item_close') context.items.pop();
  else if (token.type === 'tr_open') context.column = 0;
  else if (token.type === 'th_close' || token.type === 'td_close') context.column += 1;
}

function inlineBlocks(token: Token, opener: Token | undefined, context: Context): Block[] {
  const children = token.children ?? [];
  if (opener?.type === 'th_open' || opener?.type === 'td_open')
    return [{ kind: 'cell', level: context.column, ...readInline(children) }];
  if (opener?.type === 'heading_open') {
    const heading = readInline(children);
    return heading.text === '' ? [] : [{ kind: 'heading', level: Number(opener.tag.slice(1)), ...heading }];
  }
  if (context.quotes > 0)
    return splitAttribution(children)
      .map(readInline)
      .filter((piece) => piece.text !== '')
      .map((piece) => ({ kind: 'quote', level: context.quotes, ...piece }));
  const piece = readInline(children);
  if (piece.text === '') return [];
  const item = context.items.at(-1);
  const level = context.items.length;
  if (item === undefined || item.used) return [{ kind: 'paragraph', level, ...piece }];
  item.used = true;
  return [{ kind: 'item', level, ...piece, ...(item.ordinal === null ? {} : { ordinal: item.ordinal }) }];
}

/** Cuts a quote's inline tokens before each line that begins with a dash. */
function splitAttribution(children: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  children.forEach((child, index) => {
    const next = children[index + 1];
    const isBreak = child.type === 'softbreak' || child.type === 'hardbreak';
    if (isBreak && next?.type === 'text' && ATTRIBUTION_LINE.test(next.content)) parts.push([]);
    else parts.at(-1)?.push(child);
  });
  return parts;
}

type OpenMark = {
  readonly type: Mark['type'];
  readonly start: number;
  readonly part: number;
  readonly href: string | null;
};

/** Text as it is put together. Parts are joined once at the end: text may have a mark at every letter. */
type Draft = { readonly parts: string[]; length: number; readonly marks: Mark[] };

/** The plain text of inline tokens with its marks, trimmed at both ends. */
function readInline(children: readonly Token[]): Piece {
  const draft: Draft = { parts: [], length: 0, marks: [] };
  const open: OpenMark[] = [];
  for (const child of children) {
    const type = markType(child);
    if (child.type === 'softbreak' || child.type === 'hardbreak') append(draft, ' ');
    else if (child.type === 'image') append(draft, readInline(child.children ?? []).text);
    else if (child.type === 'code_inline') {
      const start = draft.length;
      append(draft, child.content);
      draft.marks.push({ start, end: draft.length, type: 'code' });
    } else if (type !== null && child.nesting === 1)
      open.push({ type, start: draft.length, part: draft.parts.length, href: safeHref(child) });
    else if (type !== null && child.nesting === -1) {
      const opened = open.pop();
      if (opened !== undefined) closeMark(draft, opened);
    } else append(draft, child.content);
  }
  return trimmed({ text: draft.parts.join(''), marks: draft.marks });
}

function append(draft: Draft, text: string): void {
  draft.parts.push(text);
  draft.length += text.length;
}

/**
 * Ends a mark at the end of the text so far. A reference link whose text is only a marker (`[1]` with a definition
 * elsewhere) gets its brackets back: they are how the page points at its list of sources.
 */
function closeMark(draft: Draft, { type, start, part, href }: OpenMark): void {
  if (type === 'link' && draft.length - start <= MAX_MARKER) {
    const words = draft.parts.slice(part).join('');
    if (/^\^?\d{1,3}$/.test(words)) {
      draft.parts.length = part;
      draft.length = start;
      append(draft, `[${words}]`);
    }
  }
  const end = draft.length;
  if (end > start) draft.marks.push({ start, end, type, ...(href === null ? {} : { href }) });
}

function markType(token: Token): Mark['type'] | null {
  if (token.type.startsWith('strong_')) return 'strong';
  if (token.type.startsWith('em_')) return 'em';
  return token.type.startsWith('link_') ? 'link' : null;
}

function safeHref(token: Token): string | null {
  const href = token.attrGet('href');
  return typeof href === 'string' && SAFE_HREF.test(href) ? href : null;
}

function trimmed(piece: Piece): Piece {
  const text = piece.text.trim();
  const cut = piece.text.length - piece.text.trimStart().length;
  const marks = piece.marks
    .map((mark) => ({
      ...mark,
      start: Math.max(0, mark.start - cut),
      end: Math.min(text.length, mark.end - cut),
    }))
    .filter((mark) => mark.start < mark.end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return { text, marks };
}
