/** The law, bill, decree or circular that a sentence names, by its words: a run of capitalised words around its kind. */
import type { Token } from './sentence-tokens.ts';

const KIND =
  /^(?:Acts?|Laws?|Bill|Decrees?|Regulations?|Directives?|Ordinances?|Code|Circulars?|Resolutions?|Orders?|Guidelines?|Rules?|Statute|Proclamation|Notice|Instruction|Rulebook)$/;
const LINK = /^(?:of|and|for|on|in|to|the|by|no|nos|number|eu|ec|s)$/i;
const MOST_WORDS = 14;

/** Null when none is named. */
export function readInstrument(text: string, tokens: readonly Token[]): string | null {
  for (const [at, token] of tokens.entries()) {
    if (!KIND.test(token.text)) continue;
    const [first, last] = [firstOf(tokens, at), lastOf(tokens, at)];
    if (first < last) return text.slice(tokens[first]?.start, tokens[last]?.end);
  }
  return null;
}

function firstOf(tokens: readonly Token[], at: number): number {
  let first = at;
  while (first > 0 && at - first < MOST_WORDS && continuesLeft(tokens, first)) first -= 1;
  // What begins a sentence or links the name to it is no part of the name.
  while (first < at && !isNameWord(tokens[first]?.text ?? '')) first += 1;
  return first;
}

function lastOf(tokens: readonly Token[], at: number): number {
  let last = at;
  while (last + 1 < tokens.length && last - at < MOST_WORDS && continuesRight(tokens, last)) last += 1;
  while (last > at && LINK.test(tokens[last]?.text ?? '')) last -= 1;
  return last;
}

function isNameWord(word: string): boolean {
  return /^[\p{Lu}\d]/u.test(word) && !/^(?:The|This|A|An|In|Under|By|That|Its|Of|And|On|For)$/.test(word);
}

function continuesLeft(tokens: readonly Token[], first: number): boolean {
  const before = tokens[first - 1];
  const gap = tokens[first]?.gap ?? '';
  if (before === undefined || /[.;:!?"“”]/.test(gap)) return false;
  return (
    /^[\p{Lu}\d]/u.test(before.text) ||
    (/^(?:of|and|for|on|in|to|the)$/.test(before.lower) && /^\p{Lu}/u.test(tokens[first - 2]?.text ?? ''))
  );
}

function continuesRight(tokens: readonly Token[], last: number): boolean {
  const next = tokens[last + 1];
  if (next === undefined || /[;:!?"“”,]/.test(next.gap)) return false;
  if (/^\d/.test(next.text)) return true;
  if (/^(?:no|nos|number|eu|ec)$/.test(next.lower))
    return /^[(.\d]/.test(tokens[last + 2]?.gap ?? '') || /^\d/.test(tokens[last + 2]?.text ?? '');
  return /^(?:of|on|for)$/.test(next.lower) && /^[\p{Lu}\d]/u.test(tokens[last + 2]?.text ?? '');
}
