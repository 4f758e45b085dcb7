/**
 * Finds known phrases in a text in one pass over its words, the longest first. A phrase matches word by word,
 * whatever the diacritics and white space, but with the same punctuation between its words and with a capital where
 * the phrase has one, so that `turkey` and `us` are no countries. Offsets are UTF-16, end exclusive.
 */
import { foldWord } from './jurisdiction-names.ts';

/** A word of a text; `gap` is the punctuation between the word before and it (`''` for white space or a hyphen). */
export type Word = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly gap: string;
};

/** A phrase as it was added; `ending` is a full stop or bracket behind its last word, which a match takes in. */
export type Phrase<T> = { readonly words: readonly Word[]; readonly ending: string; readonly value: T };

/** A match: the run of words `first`…`last` (inclusive) of the text. */
export type PhraseMatch<T> = {
  readonly start: number;
  readonly end: number;
  readonly first: number;
  readonly last: number;
  readonly value: T;
};

/** Phrases by their folded words. Build it once, then read from it. */
export type NameTrie<T> = {
  readonly next: Map<string, NameTrie<T>>;
  readonly phrases: Phrase<T>[];
};

/** An empty trie. */
export function emptyTrie<T>(): NameTrie<T> {
  return { next: new Map(), phrases: [] };
}

/** The words of a text in order: runs of letters, digits and combining marks. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const gap = text
      .slice(previousEnd, match.index)
      .replace(/[\s\u00ad‐‑-]+/g, '')
      .replace(/[’ʼ]/g, "'");
    const end = match.index + match[0].length;
    words.push({ start: match.index, end, text: match[0], gap });
    previousEnd = end;
  }
  return words;
}

/** Adds a phrase. The same words may be added more than once, with different values. */
export function addPhrase<T>(trie: NameTrie<T>, phrase: string, value: T): void {
  const words = wordsOf(phrase);
  if (words.length === 0) return;
  let node = trie;
  for (const word of words) {
    const key = foldWord(word.text);
    const child = node.next.get(key) ?? emptyTrie<T>();
    node.next.set(key, child);
    node = child;
  }
  node.phrases.push({ words, ending: /[.)\]]$/.exec(phrase)?.[0] ?? '', value });
}

/** The longest phrase that begins at word `first`; `choose` picks among equal ones or refuses them all. */
export function longestAt<T>(
  trie: NameTrie<T>,
  text: string,
  words: readonly Word[],
  first: number,
  choose: (values: readonly T[], first: number, last: number) => T | undefined,
): PhraseMatch<T> | undefined {
  let node: NameTrie<T> | undefined = trie;
  let best: PhraseMatch<T> | undefined;
  for (let last = first; last < words.length; last += 1) {
    node = node.next.get(foldWord(words[last]?.text ?? ''));
    if (node === undefined) break;
    const fitting = node.phrases.filter((phrase) => fits(phrase, words, first));
    if (fitting.length === 0) continue;
    const value = choose(
      fitting.map((phrase) => phrase.value),
      first,
      last,
    );
    const end = words[last]?.end ?? 0;
    const tail = fitting.some(({ ending }) => ending !== '' && text[end] === ending) ? 1 : 0;
    if (value !== undefined) best = { start: words[first]?.start ?? 0, end: end + tail, first, last, value };
  }
  return best;
}

function fits<T>(phrase: Phrase<T>, words: readonly Word[], first: number): boolean {
  return phrase.words.every((expected, offset) => {
    const word = words[first + offset];
    if (word === undefined) return false;
    if (offset > 0 && word.gap !== expected.gap) return false;
    return sameCase(expected.text, word.text);
  });
}

/** An abbreviation must be written as it is; a name needs its capital and may be in capitals throughout. */
function sameCase(expected: string, actual: string): boolean {
  if (/^\p{Lu}+$/u.test(expected) && expected.length <= 5) return actual === expected;
  return !/^\p{Lu}/u.test(expected) || /^\p{Lu}/u.test(actual);
}
