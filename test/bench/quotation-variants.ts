/**
 * Variants of a true sentence for measuring the quotation matcher: harmless ones, which must still verify, and ones
 * whose meaning changed, which must not. Deterministic for a given random source.
 */

/** A named way of changing a sentence; undefined when it does not apply. */
export type Variant = {
  readonly name: string;
  make(sentence: string, random: () => number): string | undefined;
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

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz';

/** Differences of print, copy and scanning. */
export const HARMLESS: readonly Variant[] = [
  { name: 'same', make: (text) => text },
  { name: 'nbsp', make: (text) => replaced(text, / /g, '\u00A0') },
  { name: 'double-space', make: (text) => replaced(text, / /g, '  ') },
  { name: 'new-lines', make: (text, random) => text.replace(/ /g, () => (random() < 0.15 ? '\n' : ' ')) },
  {
    name: 'ligature',
    make: (text) => replaced(text.replaceAll('ffi', 'ﬃ').replaceAll('fi', 'ﬁ'), /fl/g, 'ﬂ', text),
  },
  { name: 'straight-quotes', make: (text) => replaced(text.replace(/[“”]/g, '"'), /[‘’]/g, "'", text) },
  { name: 'curly-quotes', make: (text) => replaced(text.replace(/'/g, '’'), /"/g, '”', text) },
  { name: 'soft-hyphens', make: (text) => replaced(text, /(?<=[a-z]{3})(?=[a-z]{3})/g, '\u00AD') },
  { name: 'zero-width', make: (text) => replaced(text, / /g, ' \u200B') },
  {
    name: 'line-hyphen',
    make: (text, random) => atWord(text, random, 7, (word) => `${word.slice(0, 4)}-\n${word.slice(4)}`),
  },
  { name: 'dashes', make: (text) => replaced(text, /-/g, '–') },
  {
    name: 'entities',
    make: (text) => replaced(text, /&|(?<=\w) (?=\w)/g, (found) => (found === '&' ? '&amp;' : '&nbsp;')),
  },
  {
    name: 'first-letter',
    make: (text) => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : undefined),
  },
  {
    name: 'bracketed-letter',
    make: (text) =>
      /^[A-Z][a-z]/.test(text) ? `[${text.charAt(0).toLowerCase()}]${text.slice(1)}` : undefined,
  },
  { name: 'inner-comma', make: (text) => replaced(text, /[.;]$/, ',') },
  { name: 'no-stop', make: (text) => replaced(text, /[.;]$/, '') },
  {
    name: 'ocr-dropped',
    make: (text, random) => slipped(text, random, (word, at) => word.slice(0, at) + word.slice(at + 1)),
  },
  {
    name: 'ocr-random',
    make: (text, random) =>
      slipped(
        text,
        random,
        (word, at) => word.slice(0, at) + ALPHABET[Math.floor(random() * 26)] + word.slice(at + 1),
      ),
  },
  {
    name: 'ocr-shape',
    make: (text, random) =>
      atWord(text, random, 6, (word) =>
        replaced(
          word,
          /rn|(?<=[a-z])[lo](?=[a-z])/,
          (found) => ({ rn: 'm', l: '1', o: '0' })[found] ?? found,
        ),
      ),
  },
];

/** Differences of meaning, each a word or a figure at most. */
export const CHANGED: readonly Variant[] = [
  { name: 'not-dropped', make: (text) => replaced(text, /(?<=\w) (?:not|never)\b/, '') },
  {
    name: 'no-dropped',
    make: (text) => replaced(text, /\b(?:[Nn]o|[Nn]either|without) (?=\w+ \w+ \w+)/, ''),
  },
  { name: 'not-added', make: (text) => replaced(text, /\b(shall|may|must|will|is|are)\b(?! not)/, '$1 not') },
  { name: 'shall-may', make: (text) => replaced(text, /\bshall\b/, 'may') },
  { name: 'may-must', make: (text) => replaced(text, /\bmay\b/, 'must') },
  { name: 'digit', make: (text) => replaced(text, /\d/, (digit) => String((Number(digit) + 3) % 10)) },
  { name: 'digit-added', make: (text) => replaced(text, /\d(?!\d)/, (digit) => `${digit}0`) },
  {
    name: 'number-word',
    make: (text) => replaced(text, /\b(?:two|three|five|ten|thirty|sixty|ninety)\b/, 'seven'),
  },
  { name: 'any-each', make: (text) => replaced(text, /\b(?:any|all|every)\b/, 'some') },
  { name: 'and-or', make: (text) => replaced(text, / or /, ' and ') },
  { name: 'before-after', make: (text) => replaced(text, /\b(?:before|prior to)\b/, 'after') },
  { name: 'unless-if', make: (text) => replaced(text, /\b(?:unless|except)\b/, 'if') },
  {
    name: 'parties',
    make: (text) =>
      replaced(text, /\b(?:Disclosing|Receiving)\b/, (word) =>
        word === 'Disclosing' ? 'Receiving' : 'Disclosing',
      ),
  },
  { name: 'disclose', make: (text) => replaced(text, /\bdisclos(e|ed|ure)\b/, 'retain$1') },
  {
    name: 'units',
    make: (text) =>
      replaced(text, /\b(?:days|months|years)\b/, (unit) => (unit === 'days' ? 'months' : 'days')),
  },
  { name: 'month', make: (text) => replaced(text, /\b(?:January|March|June|July|October)\b/, 'August') },
  { name: 'word-dropped', make: (text, random) => atWord(text, random, 6, () => '', 0.2, 0.8) },
  { name: 'word-replaced', make: (text, random) => atWord(text, random, 6, () => 'tangerine', 0.2, 0.8) },
  { name: 'singular', make: (text) => replaced(text, /(?<=\w{4}[^s\W])s(?= \w)/, '') },
  { name: 'only-added', make: (text) => replaced(text, /\b(shall|may|must|will) /, '$1 only ') },
  { name: 'employee', make: (text) => replaced(text, /\bemployee/, 'employer') },
  {
    name: 'prefix',
    make: (text) => replaced(text, /\b(?=lawful|authorized|reasonable|limited|direct\b)/, 'un'),
  },
];

function replaced(
  text: string,
  what: RegExp,
  by: string | ((found: string) => string),
  before = text,
): string | undefined {
  const changed = typeof by === 'string' ? text.replace(what, by) : text.replace(what, (found) => by(found));
  return changed === before ? undefined : changed;
}

function atWord(
  text: string,
  random: () => number,
  length: number,
  change: (word: string) => string | undefined,
  from = 0,
  to = 1,
): string | undefined {
  const found = [...text.matchAll(new RegExp(`(?<=^| )[a-z]{${length},}(?= |$)`, 'g'))].filter(
    ({ index }) => index >= from * text.length && index <= to * text.length,
  );
  const word = found[Math.floor(random() * found.length)];
  const by = word === undefined ? undefined : change(word[0]);
  if (word === undefined || by === undefined) return undefined;
  const rest = text.slice(word.index + word[0].length + (by === '' ? 1 : 0));
  return text.slice(0, word.index) + by + rest;
}

/** One slip inside a long word that carries no figure or negation; never the very same word again. */
function slipped(
  text: string,
  random: () => number,
  change: (word: string, at: number) => string,
): string | undefined {
  const slip = atWord(text, random, 8, (word) => change(word, 1 + Math.floor(random() * (word.length - 2))));
  return slip === text ? undefined : slip;
}
