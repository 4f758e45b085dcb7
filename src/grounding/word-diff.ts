/**
 * The word diff a reader sees beside an altered quotation: what page and source share, what only one of them has.
 * Typographic differences do not count as differences.
 */
import { diffArrays } from 'diff';
import type { DiffPart } from '#domain/verification.ts';
import { normaliseText } from './normalise-text.ts';

/** Beyond this many edits the texts have little in common and are shown as one block against the other. */
const MAX_EDITS = 1_500;
const TOKEN = /(?:[\p{L}\p{M}\p{N}]+(?:['’.,][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]|^(?=\s))\s*/gu;

/**
 * Parts in reading order. `same` and `page-only` together are the page's text exactly; `source-only` parts carry the
 * source's words at the place where they are missing.
 */
export function diffWords(page: string, source: string): DiffPart[] {
  const ours = tokens(page);
  const theirs = tokens(source);
  const changes = diffArrays(
    theirs.map(({ key }) => key),
    ours.map(({ key }) => key),
    { maxEditLength: MAX_EDITS },
  );
  if (changes === undefined)
    return parts([
      ['source-only', source],
      ['page-only', page],
    ]);
  let atPage = 0;
  let atSource = 0;
  const found: [DiffPart['kind'], string][] = [];
  for (const { added, removed, count } of changes) {
    if (removed) found.push(['source-only', textOf(theirs, atSource, count)]);
    else found.push([added ? 'page-only' : 'same', textOf(ours, atPage, count)]);
    if (!removed) atPage += count;
    if (!added) atSource += count;
  }
  return parts(found);
}

type Token = { readonly key: string; readonly text: string };

function tokens(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), ([token]) => ({
    text: token,
    key: normaliseText(token).text.trim(),
  }));
}

function textOf(list: readonly Token[], from: number, count: number): string {
  return list
    .slice(from, from + count)
    .map(({ text }) => text)
    .join('');
}

function parts(found: readonly (readonly [DiffPart['kind'], string])[]): DiffPart[] {
  return found.filter(([, text]) => text !== '').map(([kind, text]) => ({ kind, text }));
}
