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

/** A run of words that both texts have, or only one of them; empty where a text has none. */
export type WordPair = { readonly ours: string; readonly theirs: string; readonly isSame: boolean };

/**
 * Both texts cut into runs, in order: all `ours` together are `ours` exactly, all `theirs` are `theirs`. The words of a
 * run that is the same may differ in their typography.
 */
export function pairWords(ours: string, theirs: string): WordPair[] {
  const [own, other] = [tokens(ours), tokens(theirs)];
  const changes = diffArrays(
    other.map(({ key }) => key),
    own.map(({ key }) => key),
    { maxEditLength: MAX_EDITS },
  );
  if (changes === undefined) return filled([{ ours, theirs, isSame: false }]);
  let [atOurs, atTheirs] = [0, 0];
  const found: WordPair[] = [];
  for (const { added, removed, count } of changes) {
    const pair = {
      ours: removed ? '' : textOf(own, atOurs, count),
      theirs: added ? '' : textOf(other, atTheirs, count),
      isSame: !added && !removed,
    };
    found.push(pair);
    if (!removed) atOurs += count;
    if (!added) atTheirs += count;
  }
  return filled(found);
}

/**
 * Parts in reading order. `same` and `page-only` together are the page's text exactly; `source-only` parts carry the
 * source's words at the place where they are missing.
 */
export function diffWords(page: string, source: string): DiffPart[] {
  return pairWords(page, source).flatMap(({ ours, theirs, isSame }): DiffPart[] => {
    if (isSame) return [{ kind: 'same', text: ours }];
    const parts: DiffPart[] = [
      { kind: 'source-only', text: theirs },
      { kind: 'page-only', text: ours },
    ];
    return parts.filter(({ text }) => text !== '');
  });
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

function filled(pairs: readonly WordPair[]): WordPair[] {
  return pairs.filter(({ ours, theirs }) => ours !== '' || theirs !== '');
}
