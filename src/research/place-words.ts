/**
 * Edits a plain text of a page sentence by sentence: finds one as it is written, with marks among its words, puts a new one
 * into a block of its own, replaces or cuts one. What is put in stands in its own block, so that putting it in again, next
 * to the same sentence, gives the same text.
 */

const MARKS = String.raw`(?:\s*\[\^?[A-Za-z0-9][^\]\n]{0,14}\])*`;
const ITEM = /^[ \t]*[•◦▪‣⁃*–-][ \t\u00a0]+/;

/** An item that lost its words. */
const EMPTIED = /^[ \t]*[•◦▪‣⁃*–-][ \t\u00a0]*$/;

/** A stretch of the text, UTF-16; with the marks behind the sentence. */
type Stretch = { readonly start: number; readonly end: number };

/** Where the words stand; null where they are not there in this order. */
export function findWords(text: string, words: string): Stretch | null {
  const tokens = words.match(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu);
  if (tokens === null) return null;
  const written = tokens.map((token) => RegExp.escape(token)).join(`${MARKS}\\s*`);
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${written}${MARKS}`, 'u').exec(text);
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}

/** The text with the sentence in a block of its own behind the block of `anchor`; at the end where that is not there. */
export function putBehind(text: string, anchor: string | null, sentence: string): string {
  if (text.trim() === '') return sentence;
  const found = anchor === null ? null : findWords(text, anchor);
  const at = found === null ? text.trimEnd().length : blockEnd(text, found.end);
  const bullet = ITEM.exec(blockOf(text, at))?.[0];
  const between = bullet === undefined ? '\n\n' : `\n${bullet}`;
  return `${text.slice(0, at)}${between}${sentence}${text.slice(at)}`;
}

/** The text with other words in place of these; undefined where they are not there. */
export function replaceWords(text: string, words: string, sentence: string): string | undefined {
  const found = findWords(text, words);
  return found === null ? undefined : text.slice(0, found.start) + sentence + text.slice(found.end);
}

/** The text without these words, and without a block that held nothing else; undefined where they are not there. */
export function cutWords(text: string, words: string): string | undefined {
  const found = findWords(text, words);
  if (found === null) return undefined;
  const cut = text.slice(0, found.start) + text.slice(found.end).replace(/^[ \t]+/, '');
  return cut
    .split('\n')
    .filter((line) => !EMPTIED.test(line))
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Where the block ends that reaches over `at`: before a blank line or the next item. */
function blockEnd(text: string, at: number): number {
  const rest = text.slice(at);
  const next = /\n(?=[ \t]*(?:\n|[•◦▪‣⁃*–-][ \t\u00a0]))/.exec(rest);
  return next === null ? text.trimEnd().length : at + next.index;
}

/** The block that ends at `end`, from the beginning of its first line. */
function blockOf(text: string, end: number): string {
  const before = text.slice(0, end);
  const starts = [...before.matchAll(/(?:^|\n)(?=[ \t]*[•◦▪‣⁃*–-][ \t\u00a0])|\n[ \t]*\n/g)];
  const last = starts.at(-1);
  return last === undefined ? before : before.slice(last.index + last[0].length);
}
