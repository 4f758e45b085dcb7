/**
 * Which of many sources could hold a wording: one index of the words of all of them, so that a search over hundreds
 * of sources opens only those that share enough words. Built once, on the first search.
 */
import type { PreparedSource } from './prepared-source.ts';

/** Part of a quotation's different words that a source must have before it is searched closely. */
const WORTH_SEARCHING = 0.6;
/** Short words say nothing of a text, except where each sign is a word. */
const TELLING = /^(?:.{3,}|[^\0-\x7F].*)$/su;
/** Fewer telling words decide nothing. */
const MIN_WORDS = 3;

/** Numbers of the sources that hold enough of the words to be searched closely, rising. */
export type SourceFinder = (words: readonly string[]) => number[];

/** Finder over `prepared`. The index is linear in their texts; a search costs what its rarer words cost. */
export function createSourceFinder(prepared: readonly PreparedSource[]): SourceFinder {
  let built: Map<string, number[]> | undefined;
  return (words) => {
    built ??= indexWords(prepared);
    const index = built;
    const telling = [...new Set(words)].filter((word) => TELLING.test(word));
    if (telling.length < MIN_WORDS) return prepared.map((_, at) => at);
    const needed = Math.ceil(telling.length * WORTH_SEARCHING);
    const lists = telling.map((word) => index.get(word) ?? []).sort((a, b) => a.length - b.length);
    // A source that has enough of them has at least one of the rarest that it could not do without.
    const candidates = new Set(lists.slice(0, telling.length - needed + 1).flat());
    return [...candidates]
      .filter(
        (at) => telling.filter((word) => prepared[at]?.index().idOf(word) !== undefined).length >= needed,
      )
      .sort((a, b) => a - b);
  };
}

function indexWords(prepared: readonly PreparedSource[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  prepared.forEach((source, at) => {
    for (const word of new Set(source.index().words.keys)) {
      const known = index.get(word);
      if (known === undefined) index.set(word, [at]);
      else known.push(at);
    }
  });
  return index;
}
