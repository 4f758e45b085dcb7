/**
 * Names by their capitals: runs of capitalised words in the middle of a sentence, acronyms anywhere. A single
 * capitalised word at the start of a sentence is not taken for a name. Scripts without capitals give none.
 */
import { CRITICAL_PHRASES } from './critical-words.ts';
import type { Span } from './span.ts';
import type { TextWords } from './text-words.ts';

/** A name in lower case, with the numbers of its first and last word. */
export type Name = { readonly value: string; readonly first: number; readonly last: number };

const CONNECTORS = new Set([
  'of',
  'for',
  'the',
  'de',
  'del',
  'la',
  'le',
  'di',
  'du',
  'da',
  'dos',
  'von',
  'van',
  'der',
  'den',
  'y',
  '&',
]);
const PLAIN = new Set(
  `the a an this that these those it its he she they we i you in on at as by for from to with and or but if when while
  where which who whose what why how there here such also then than so article section paragraph chapter part annex
  schedule clause rule table figure page see is are was were has have had be been do does did`.split(/\s+/),
);

/** Names in reading order. A longer run is one name ("Bank of England"). Words inside `taken` stretches are passed over. */
export function findNames(normalised: string, words: TextWords, taken: readonly Span[] = []): Name[] {
  const names: Name[] = [];
  let next = 0;
  for (let index = 0; index < words.count; ) {
    const at = words.starts[index] ?? 0;
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    if (at >= (taken[next]?.start ?? Number.POSITIVE_INFINITY)) {
      index += 1;
      continue;
    }
    const length = nameLength(normalised, words, index);
    const isLoneOpener =
      length === 1 &&
      opensSentence(normalised, words.starts[index] ?? 0) &&
      !isAcronym(normalised, words, index);
    if (length > 0 && !isLoneOpener) {
      names.push({
        value: words.keys.slice(index, index + length).join(' '),
        first: index,
        last: index + length - 1,
      });
    }
    index += Math.max(length, 1);
  }
  return names;
}

function nameLength(text: string, words: TextWords, index: number): number {
  let end = index;
  for (let at = index; at < words.count && (at === index || isNear(text, words, at)); at += 1) {
    if (isNamePart(text, words, at)) end = at + 1;
    else if (at === index || !CONNECTORS.has(words.keys[at] ?? '')) break;
  }
  return end - index;
}

function isNear(text: string, words: TextWords, at: number): boolean {
  const gap = text.slice(words.ends[at - 1] ?? 0, words.starts[at] ?? 0);
  return gap === ' ' || gap === '-' || gap === '. ' || gap === '.' || gap === '';
}

function isNamePart(text: string, words: TextWords, at: number): boolean {
  const key = words.keys[at] ?? '';
  if (PLAIN.has(key)) return false;
  if (isAcronym(text, words, at)) return true;
  return /^\p{Lu}/u.test(text.slice(words.starts[at], (words.starts[at] ?? 0) + 2)) && !isPlainCritical(key);
}

/** "Not" or "All" with a capital opens a sentence or heading; "Receiving" with a capital belongs to a name. */
function isPlainCritical(key: string): boolean {
  return (
    CRITICAL_PHRASES.get(key)?.some(
      ({ words, kind }) => words.length === 1 && kind !== 'role' && kind !== 'polarity',
    ) ?? false
  );
}

function isAcronym(text: string, words: TextWords, at: number): boolean {
  const word = text.slice(words.starts[at], words.ends[at]);
  return (
    /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u.test(word) &&
    !PLAIN.has(word.toLowerCase()) &&
    !isPlainCritical(word.toLowerCase())
  );
}

function opensSentence(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start);
  return (
    start === 0 ||
    /^["'([ -]+$/.test(text.slice(0, start).slice(-8)) ||
    /[.!?:;]["')\]]* ["'(]*$/.test(before)
  );
}
