/** A short stretch of a text around what was found in it, in pieces that say which of them are the words found. */
import type { SearchQuery } from './parse-query.ts';

/** A piece of a snippet. Texts are plain: whoever shows them escapes them. */
export type SnippetPart = { readonly text: string; readonly isHit: boolean };

/** Characters (UTF-16) of a snippet, about three lines. */
const LENGTH = 320;

/** `marked` has \u0001 and \u0002 around hits. Runs of scripts without spaces are found here, as the index has them in pairs. */
export function cutSnippet(marked: string, query: SearchQuery): SnippetPart[] {
  const parts = markRuns(splitMarked(marked), query);
  const text = parts.map((part) => part.text).join('');
  if (text.length <= LENGTH) return parts;
  const start = startOf(parts, text);
  const cut = sliceParts(parts, start, wordEnd(text, start + LENGTH));
  const before: SnippetPart[] = start > 0 ? [{ text: '… ', isHit: false }] : [];
  const after: SnippetPart[] = start + LENGTH < text.length ? [{ text: ' …', isHit: false }] : [];
  return [...before, ...cut, ...after];
}

function splitMarked(marked: string): SnippetPart[] {
  const parts = marked.split('\u0001').flatMap((piece, index) => {
    if (index === 0) return [{ text: piece, isHit: false }];
    const end = piece.indexOf('\u0002');
    if (end === -1) return [{ text: piece, isHit: true }];
    return [
      { text: piece.slice(0, end), isHit: true },
      { text: piece.slice(end + 1), isHit: false },
    ];
  });
  return parts.filter((part) => part.text !== '');
}

function markRuns(parts: readonly SnippetPart[], query: SearchQuery): SnippetPart[] {
  const runs = [...query.words, ...query.phrases.flat()].filter(({ isRun }) => isRun);
  return runs.reduce<readonly SnippetPart[]>(
    (all, { text }) => all.flatMap((part) => (part.isHit ? [part] : markWords(part.text, text))),
    parts,
  ) as SnippetPart[];
}

function markWords(text: string, words: string): SnippetPart[] {
  const pieces = text.split(words);
  return pieces
    .flatMap((piece, index) => [
      { text: piece, isHit: false },
      ...(index < pieces.length - 1 ? [{ text: words, isHit: true }] : []),
    ])
    .filter((part) => part.text !== '');
}

/** Where the stretch with the most hits begins: at a hit, with a little of what stands before it. */
function startOf(parts: readonly SnippetPart[], text: string): number {
  const hits: number[] = [];
  let at = 0;
  for (const part of parts) {
    if (part.isHit) hits.push(at);
    at += part.text.length;
  }
  let best = 0;
  let most = 0;
  let end = 0;
  hits.forEach((hit, index) => {
    while (end < hits.length && (hits[end] ?? 0) < hit + LENGTH * 0.8) end += 1;
    if (end - index > most) {
      most = end - index;
      best = hit;
    }
  });
  const wanted = Math.max(0, best - LENGTH / 8);
  if (wanted === 0) return 0;
  const gap = text.indexOf(' ', wanted);
  return gap === -1 || gap >= best ? best : gap + 1;
}

function wordEnd(text: string, limit: number): number {
  if (limit >= text.length) return text.length;
  const gap = text.lastIndexOf(' ', limit);
  if (gap > limit - LENGTH / 4) return gap;
  const unit = text.charCodeAt(limit);
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit;
}

function sliceParts(parts: readonly SnippetPart[], start: number, end: number): SnippetPart[] {
  let at = 0;
  return parts.flatMap((part) => {
    const text = part.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    at += part.text.length;
    return text === '' ? [] : [{ ...part, text }];
  });
}
