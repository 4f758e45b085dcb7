/**
 * The little language in which the codebook writes cues. Words stand for all their forms (`ban`: bans, banned,
 * banning) and must follow one another, small words such as `the` aside; `=word` is that form only. `...` leaves room
 * for up to six other words and `..` for up to three, `(a|b c)` lists alternatives, `<name>` takes a word group of the topic, and `&` joins
 * parts that may stand in either order in one clause. The first part is the predicate: what a "not" before it denies.
 */
import { basicForm } from './word-forms.ts';

/** One word of a cue. `exact` wants the lower-case word, else any of its forms. */
export type CueWord = { readonly key: string; readonly exact: boolean };

/** One step of a part: any of the word sequences, after at most `gap` other words. */
export type CueElement = { readonly gap: number; readonly alternatives: readonly (readonly CueWord[])[] };

/** Words that must follow one another. `isSubject` when it is `<subject>` alone. */
export type CuePart = {
  readonly id: string;
  readonly elements: readonly CueElement[];
  readonly isSubject: boolean;
};

/** Word groups by name. */
export type CueGroups = ReadonlyMap<string, readonly string[]>;

/** How many words `...` may stand for. */
const GAP = 6;
const SHORT_GAP = 3;
const MOST_ELEMENTS = 10;
const PIECE = /\.\.\.|\.\.|…|<[a-z]+>|\([^()<>]*\)|[^\s()<>&|]+|[()<>|]/g;

/** The parts of a cue. Throws `SyntaxError` with a sentence that says what is wrong. */
export function parseCue(cue: string, groups: CueGroups): CuePart[] {
  return cue.split('&').map((text) => parsePart(text.trim(), groups));
}

function parsePart(text: string, groups: CueGroups): CuePart {
  const elements: CueElement[] = [];
  let gap = 0;
  for (const [piece] of text.matchAll(PIECE)) {
    if (piece === '...' || piece === '..' || piece === '…') {
      if (elements.length === 0) throw new SyntaxError(`“...” in “${text}” has no word before it.`);
      gap = piece === '..' ? SHORT_GAP : GAP;
      continue;
    }
    elements.push({ gap, alternatives: readAlternatives(piece, text, groups) });
    gap = 0;
  }
  if (elements.length === 0) throw new SyntaxError(`A part of the cue has no words.`);
  if (gap > 0) throw new SyntaxError(`“...” in “${text}” has no word behind it.`);
  if (elements.length > MOST_ELEMENTS)
    throw new SyntaxError(`“${text}” has more than ${MOST_ELEMENTS} words.`);
  return { id: JSON.stringify(elements), elements, isSubject: text === '<subject>' };
}

function readAlternatives(piece: string, text: string, groups: CueGroups): CueWord[][] {
  const listed = alternativesOf(piece, text, groups).flatMap(expand).map(readWords);
  if (alternativesOf(piece, text, groups).some((each) => /\.\.|…|[<>&]/.test(each)))
    throw new SyntaxError(`“${piece}” in “${text}” holds a gap or a group, which only a cue may.`);
  if (listed.length === 0 || listed.some((words) => words.length === 0))
    throw new SyntaxError(`“${piece}” in “${text}” has no words.`);
  return listed.sort((a, b) => b.length - a.length);
}

function alternativesOf(piece: string, text: string, groups: CueGroups): readonly string[] {
  if (/^[()|<>]$/.test(piece)) throw new SyntaxError(`“${piece}” in “${text}” is never closed or opened.`);
  if (piece.startsWith('(')) return piece.slice(1, -1).split('|');
  if (!piece.startsWith('<')) return [piece];
  const words = groups.get(piece.slice(1, -1));
  if (words === undefined) throw new SyntaxError(`The topic has no word group ${piece}.`);
  return words;
}

/** `digital (yuan|euro)` in a word group is two phrases. */
function expand(phrase: string): string[] {
  const choice = /^(.*?)\(([^()]*)\)(.*)$/.exec(phrase);
  if (choice === null) return [phrase];
  const [, before = '', middle = '', after = ''] = choice;
  return middle.split('|').flatMap((word) => expand(`${before}${word}${after}`));
}

function readWords(phrase: string): CueWord[] {
  const found = phrase.match(/=?[\p{L}\p{N}\p{M}]+(?:'[\p{L}]+)?/gu) ?? [];
  return found.map((word) =>
    word.startsWith('=')
      ? { key: word.slice(1).toLowerCase(), exact: true }
      : { key: basicForm(word.toLowerCase()), exact: false },
  );
}
