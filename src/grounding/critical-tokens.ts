/**
 * The critical tokens of a text: what must agree, word order aside, before two wordings may be taken for the same.
 * A similarity figure cannot see a dropped "not"; equal multisets of these can (grounding.md section 2).
 */
import { findFigures, multiplied } from './critical-figures.ts';
import { findNames } from './critical-names.ts';
import { CRITICAL_PHRASES, type CriticalKind, type CriticalPhrase } from './critical-words.ts';
import { normaliseText } from './normalise-text.ts';
import { type TextWords, textWords } from './text-words.ts';

export type { CriticalKind } from './critical-words.ts';

/** One token; `value` is its canonical form, the same for all ways of writing it. */
export type CriticalToken = { readonly kind: CriticalKind; readonly value: string };

/** A token with its place in the normalised text; UTF-16, end exclusive. */
export type PlacedToken = CriticalToken & { readonly start: number; readonly end: number };

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SMALL = new Map([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.map((word, value) => [word, value * 10] as const).slice(2),
]);
const FACTORS = new Map([
  ['hundred', 1e2],
  ['thousand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['crore', 1e7],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['dozen', 12],
]);
const CONTRACTED: Readonly<Record<string, string>> = {
  "won't": 'will',
  "shan't": 'shall',
  "can't": 'can',
  cannot: 'can',
};

/** Tokens of `text` in reading order, repeated as often as they occur. The text is normalised first. */
export function criticalTokens(text: string): CriticalToken[] {
  const normalised = normaliseText(text).text;
  return placedTokens(normalised, textWords(normalised)).map(({ kind, value }) => ({ kind, value }));
}

/** The same with places, for a text that is normalised already and its words. */
export function placedTokens(normalised: string, words: TextWords): PlacedToken[] {
  const figures = findFigures(normalised);
  const found: PlacedToken[] = [];
  const add = (kind: CriticalKind, value: string, first: number, last: number) =>
    found.push({ kind, value, start: words.starts[first] ?? 0, end: words.ends[last] ?? 0 });
  let figure = 0;
  for (let index = 0; index < words.count; ) {
    const at = words.starts[index] ?? 0;
    while ((figures[figure]?.end ?? Number.POSITIVE_INFINITY) <= at) figure += 1;
    const here = figures[figure];
    if (here !== undefined && at >= here.start) {
      const after = wordAfter(words, index, here.end);
      const factor = here.kind === 'number' ? factorAt(words, after) : undefined;
      const next = factor === undefined ? after : after + 1;
      add(here.kind, factor === undefined ? here.value : multiplied(here.value, factor), index, next - 1);
      index = next;
      continue;
    }
    index += addWord(words, index, here?.start ?? Number.POSITIVE_INFINITY, normalised, add);
  }
  for (const name of findNames(normalised, words, figures)) add('name', name.value, name.first, name.last);
  return found.sort((a, b) => a.start - b.start);
}

/** What each side has beyond the other, as multisets. Both empty means the texts agree in every critical token. */
export function compareCriticalTokens(
  a: readonly CriticalToken[],
  b: readonly CriticalToken[],
): { onlyA: CriticalToken[]; onlyB: CriticalToken[] } {
  return { onlyA: beyond(a, b), onlyB: beyond(b, a) };
}

/** True for a single lower-case word that carries meaning by itself ("not", "may", "ten", "lessor"). */
export function isCriticalWord(key: string): boolean {
  if (/\p{N}/u.test(key) || key.endsWith("n't") || CONTRACTED[key] !== undefined) return true;
  if (SMALL.has(key) || FACTORS.has(key)) return true;
  return CRITICAL_PHRASES.get(key)?.some((phrase) => phrase.words.length === 1) ?? false;
}

function beyond(a: readonly CriticalToken[], b: readonly CriticalToken[]): CriticalToken[] {
  const counts = new Map<string, number>();
  for (const { kind, value } of b) counts.set(`${kind} ${value}`, (counts.get(`${kind} ${value}`) ?? 0) + 1);
  return a.filter(({ kind, value }) => {
    const left = counts.get(`${kind} ${value}`) ?? 0;
    counts.set(`${kind} ${value}`, left - 1);
    return left <= 0;
  });
}

/** Adds what stands at `index` and says how many words it took. */
function addWord(
  words: TextWords,
  index: number,
  limit: number,
  text: string,
  add: (kind: CriticalKind, value: string, first: number, last: number) => void,
): number {
  const key = words.keys[index] ?? '';
  const at = words.starts[index] ?? 0;
  const modal = CONTRACTED[key] ?? /^(?<base>[a-z]+)n't$/.exec(key)?.groups?.base;
  if (modal !== undefined) {
    const base = CRITICAL_PHRASES.get(modal)?.find((phrase) => phrase.words.length === 1);
    if (base !== undefined) add(base.kind, base.values[0] ?? modal, index, index);
    add('negation', 'not', index, index);
    return 1;
  }
  const spelled = spelledNumber(words, index, limit);
  if (spelled !== undefined) {
    add('number', spelled.value, index, index + spelled.length - 1);
    return spelled.length;
  }
  // The month, not the modal: a capital in the middle of a sentence.
  if (key === 'may' && text[at] === 'M' && /[\p{L}\d,] $/u.test(text.slice(Math.max(0, at - 2), at))) {
    add('date', '--05', index, index);
    return 1;
  }
  const phrase = CRITICAL_PHRASES.get(key)?.find((candidate) => standsAt(candidate, words, index));
  if (phrase === undefined) return 1;
  for (const value of phrase.values) add(phrase.kind, value, index, index + phrase.words.length - 1);
  return phrase.words.length;
}

function standsAt(phrase: CriticalPhrase, words: TextWords, index: number): boolean {
  return phrase.words.every((word, offset) => words.keys[index + offset] === word);
}

type Spelling = { total: number; group: number; last: 'start' | 'unit' | 'tens' | 'factor' | 'and' };

/** A number in words from `index` on: "two", "thirty-five", "one hundred and twenty", "ten million". */
function spelledNumber(
  words: TextWords,
  index: number,
  limit: number,
): { value: string; length: number } | undefined {
  const spelling: Spelling = { total: 0, group: 0, last: 'start' };
  let at = index;
  while (at < words.count && (words.starts[at] ?? 0) < limit) {
    if (!takeNumberWord(spelling, words.keys[at] ?? '', words.keys[at + 1] ?? '')) break;
    at += 1;
  }
  if (at > index) return { value: String(spelling.total + spelling.group), length: at - index };
  const alone = words.keys[index] ?? '';
  return FACTORS.has(alone) ? { value: alone, length: 1 } : undefined;
}

/** Adds one word to a number being read; false when the word does not go on with it. */
function takeNumberWord(spelling: Spelling, key: string, next: string): boolean {
  const { last } = spelling;
  const small = SMALL.get(key);
  if (small !== undefined) {
    if (last === 'unit' || (last === 'tens' && small >= 10)) return false;
    spelling.group += small;
    spelling.last = small >= 20 ? 'tens' : 'unit';
    return true;
  }
  if (key === 'and' && last === 'factor' && SMALL.has(next)) {
    spelling.last = 'and';
    return true;
  }
  const factor = FACTORS.get(key);
  if (factor === undefined || last === 'start' || last === 'and') return false;
  if (factor === 100) spelling.group *= factor;
  else {
    spelling.total += Math.max(spelling.group, 1) * factor;
    spelling.group = 0;
  }
  spelling.last = 'factor';
  return true;
}

function factorAt(words: TextWords, index: number): number | undefined {
  return FACTORS.get(words.keys[index] ?? '');
}

function wordAfter(words: TextWords, index: number, end: number): number {
  let next = index + 1;
  while (next < words.count && (words.starts[next] ?? 0) < end) next += 1;
  return next;
}
