/**
 * Markdown to the text a reader sees, so that a quotation of the rendered page is found in it: no markup, blocks set
 * off by blank lines, tight list items and table rows on lines, cells divided by tabs, code as it stands. Numbers of
 * ordered lists are kept, since laws are cited by them.
 */

import { parseHTML } from 'linkedom';
import MarkdownIt from 'markdown-it';
import { AppError } from '#domain/errors.ts';
import type { ExtractedText } from '#domain/source.ts';
import { cleanText } from './clean-text.ts';
import { readFrontMatter, type StatedFacts } from './front-matter.ts';
import { measureHtml } from './html-limits.ts';
import { readDomText } from './html-text.ts';

/** Library in use and our own rules; a test holds the library's number against what is installed. */
export const MARKDOWN_EXTRACTOR_VERSION = 'markdown-it-15.0.3/1';

// HTML is recognised only to be taken out; nothing here is ever rendered.
const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });

// Measured: 2 s per million characters of nothing but opening brackets, the worst input found.
const MAX_MARKDOWN_CHARS = 2_000_000;

type Token = ReturnType<typeof markdown.parse>[number];

/** Text without front matter and markup, and the facts of the front matter; the title may come from the first heading. Throws AppError. */
export function extractMarkdown(decoded: string): { extracted: ExtractedText; facts: StatedFacts } {
  if (decoded.length > MAX_MARKDOWN_CHARS) throw tooLong(decoded.length);
  const { facts, body } = readFrontMatter(cleanText(decoded));
  const tokens = markdown.parse(body, {});
  const text = writeBlocks(tokens);
  const title = facts.title ?? readFirstHeading(tokens);
  return {
    extracted: { extractor: 'markdown', extractorVersion: MARKDOWN_EXTRACTOR_VERSION, text, pageStarts: [] },
    facts: title === null ? facts : { ...facts, title },
  };
}

function tooLong(length: number): AppError {
  return new AppError(
    'too-large',
    `The Markdown has ${length} characters; the limit is ${MAX_MARKDOWN_CHARS}.`,
    {
      remedy: 'Split it, or rename it to end in .txt so that it is read as plain text.',
    },
  );
}

function readFirstHeading(tokens: readonly Token[]): string | null {
  const at = tokens.findIndex((token) => token.type === 'heading_open' && token.tag === 'h1');
  const text = at === -1 ? '' : writeInline(tokens[at + 1]?.children ?? []).trim();
  return text === '' ? null : text.replace(/\s+/g, ' ');
}

type Writer = { text: string; gap: string; marker: string; readonly counters: (number | null)[] };

function writeBlocks(tokens: readonly Token[]): string {
  const writer: Writer = { text: '', gap: '', marker: '', counters: [] };
  for (const token of tokens) writeBlock(token, writer);
  return cleanText(writer.text).trim();
}

function writeBlock(token: Token, writer: Writer): void {
  switch (token.type) {
    case 'inline':
      append(writeInline(token.children ?? []), writer);
      return;
    case 'fence':
    case 'code_block':
      needGap('\n\n', writer);
      append(token.content.replace(/\n$/, ''), writer);
      needGap('\n\n', writer);
      return;
    case 'html_block':
      needGap('\n\n', writer);
      append(readHtmlBlock(token.content), writer);
      needGap('\n\n', writer);
      return;
    case 'ordered_list_open':
      writer.counters.push(Number(token.attrGet('start') ?? 1));
      break;
    case 'bullet_list_open':
      writer.counters.push(null);
      break;
    case 'ordered_list_close':
    case 'bullet_list_close':
      writer.counters.pop();
      break;
    case 'list_item_open':
      openItem(token, writer);
      break;
  }
  needGap(gapOf(token, writer), writer);
}

/** Space a token asks for. A paragraph of a tight list is marked hidden. */
function gapOf(token: Token, writer: Writer): string {
  if (token.type === 'td_open' || token.type === 'th_open') return '\t';
  if (/^(tr|thead|tbody)_/.test(token.type) || token.hidden || token.type.startsWith('list_item'))
    return '\n';
  if (/^(td|th)_/.test(token.type)) return '';
  return /_list_(open|close)$/.test(token.type) && writer.counters.length > 0 ? '\n' : '\n\n';
}

function openItem(token: Token, writer: Writer): void {
  const last = writer.counters.length - 1;
  const number = writer.counters[last];
  if (number === null || number === undefined) return;
  // The info of an item is its number as written, which a renderer may not show but a lawyer cites.
  writer.marker = `${token.info === '' ? number : token.info}. `;
  writer.counters[last] = number + 1;
}

function needGap(gap: string, writer: Writer): void {
  if (writer.text !== '' && rank(gap) > rank(writer.gap)) writer.gap = gap;
}

function rank(gap: string): number {
  return ['', '\t', '\n', '\n\n'].indexOf(gap);
}

function append(text: string, writer: Writer): void {
  const marked = `${writer.marker}${text}`;
  writer.marker = '';
  if (marked.trim() === '') return;
  writer.text += `${writer.gap}${marked}`;
  writer.gap = '';
}

function writeInline(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens) {
    if (token.type === 'text' || token.type === 'code_inline' || token.type === 'text_special')
      text += token.content;
    else if (token.type === 'softbreak') text += ' ';
    else if (token.type === 'hardbreak' || /^<br\s*\/?>$/i.test(token.content)) text += '\n';
  }
  return text;
}

function readHtmlBlock(html: string): string {
  measureHtml(html);
  return readDomText(parseHTML(`<html><body>${html}</body></html>`).document.body);
}
