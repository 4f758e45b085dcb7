/** What the makers of quotation variants share: the shape of a variant, chance that can be repeated, small edits. */

/** What a variant makes: another quotation, or another passage from which the plain quotation is to be recognised. */
export type Made = { readonly quote: string; readonly passage?: string };

/** A named way of changing a sentence; undefined when it does not apply to this one. */
export type Variant = {
  readonly name: string;
  make(sentence: string, random: () => number): string | Made | undefined;
};

/** A small reproducible generator (mulberry32): numbers from 0 up to 1. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One of the values; undefined of none. */
export function pick<T>(values: readonly T[], random: () => number): T | undefined {
  return values[Math.floor(random() * values.length)];
}

/** The text with every match replaced; undefined when nothing changed. */
export function replaced(
  text: string,
  what: RegExp,
  by: string | ((found: string) => string),
): string | undefined {
  const changed = typeof by === 'string' ? text.replace(what, by) : text.replace(what, (found) => by(found));
  return changed === text ? undefined : changed;
}

/** The text with one match of `what` (global), chosen by chance, replaced; undefined when there is none. */
export function replacedOnce(
  text: string,
  what: RegExp,
  random: () => number,
  by: (found: RegExpExecArray) => string | undefined,
): string | undefined {
  const match = pick([...text.matchAll(what)], random);
  const put = match === undefined ? undefined : by(match);
  if (match === undefined || put === undefined || put === match[0]) return undefined;
  return text.slice(0, match.index) + put + text.slice(match.index + match[0].length);
}

/** A lower-case word of at least `length` letters, chosen by chance, changed. */
export function atWord(
  text: string,
  random: () => number,
  length: number,
  change: (word: string) => string | undefined,
): string | undefined {
  return replacedOnce(text, new RegExp(`(?<=^| )[a-z]{${length},}(?= |$|[,.;])`, 'g'), random, ([word]) =>
    change(word),
  );
}

/** The word in the capitals of another. */
export function dressed(word: string, like: string): string {
  if (like.length > 1 && like === like.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
