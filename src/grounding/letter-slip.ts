/**
 * Whether two spellings are one word with a slip of the scanner or the hand in it, on either side. A slip is only what
 * makes no word: of the two spellings exactly one must be a known word, since "insured" for "injured" is a change and
 * not a misprint. Everything that looks like an inflection or a name is refused: to call a true slip an alteration
 * costs a second look, the reverse hides a changed meaning.
 */
import { stemmer } from 'stemmer';
import { isCriticalWord } from './critical-tokens.ts';
import { editDistance } from './edit-distance.ts';
import { isEnglishWord, isRareEnglishWord } from './english-words.ts';
import type { PreparedSource } from './prepared-source.ts';

const MIN_LENGTH = 4;
/** What the source has is believed sooner than a dictionary that does not know its terms. */
const MIN_SOURCE_LENGTH = 6;
/** Capitalised words shorter than this are too often names that differ by one letter. */
const MIN_CAPITALISED = 7;
/** A spelling that a source has this often is no slip of its own. */
const FREQUENT = 2;
/** A capitalised word that a source has this often is known to it. */
const FREQUENT_NAME = 3;

/** Pairs of letters that look like another; signs and digits that look like letters are in `GLYPHS`. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/cl/g, 'd'],
  [/ii/g, 'u'],
];
const GLYPHS: readonly (readonly [RegExp, string])[] = [
  [/[1|!iIl]/g, 'l'],
  [/[0O]/g, 'o'],
  [/[5S]/g, 's'],
];
/** A digit, a bar or a capital I inside a word in small letters: no word is written so. */
const ODD_SIGN = /^(?=.*\p{Ll})(?=.*(?:[015|!]|(?<=\p{Ll})I))[\p{L}015|!]+$/u;
const LETTERS_ONLY = /^\p{L}+$/u;
const ACCENT = /[\u0300-\u036F]/g;

/**
 * True when `page` and `source` are one word but for one letter changed, dropped, added or two swapped, or one pair of
 * letters read as another of the same shape. Both as written; neither holds white space.
 */
export function isLetterSlip(page: string, source: string, held: PreparedSource): boolean {
  if (isOddSpelling(page, source) || isOddSpelling(source, page)) return true;
  const ours = page.toLowerCase();
  const theirs = source.toLowerCase();
  if (Math.min(ours.length, theirs.length) < MIN_LENGTH) return false;
  if (/[^\p{L}'-]/u.test(ours + theirs) || !areSameScript(ours, theirs) || !isOneSlip(ours, theirs))
    return false;
  if (plain(ours) === plain(theirs)) return isEnglishWord(plain(ours)) || /ё/.test(ours + theirs);
  const side = misspeltSide(ours, theirs, held);
  if (side === undefined || (side === 'source' && theirs.length < MIN_SOURCE_LENGTH)) return false;
  const [wrong, right] = side === 'source' ? [theirs, ours] : [ours, theirs];
  if (isCriticalWord(wrong) || changesForm(wrong, right)) return false;
  return !/^\p{Lu}/u.test(source) || isCommonWord(right, held);
}

/** "wi1l" and "shaIl" for "will" and "shall": a sign that stands for a letter of its shape makes no other word. */
function isOddSpelling(odd: string, word: string): boolean {
  if (odd.length !== word.length) return false;
  // "lt" and "ln" for "It" and "In".
  if (word.startsWith('I') && odd === `l${word.slice(1)}`) return !isEnglishWord(odd);
  return (
    ODD_SIGN.test(odd) &&
    LETTERS_ONLY.test(word) &&
    word === word.replace(/(?<=.)\p{Lu}/gu, '') &&
    glyphs(odd) === glyphs(word)
  );
}

function glyphs(word: string): string {
  return GLYPHS.reduce((text, [from, to]) => text.replace(from, to), word).toLowerCase();
}

function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) <= 1 && editDistance(a, b) === 1) return true;
  return shape(a) === shape(b);
}

function shape(word: string): string {
  return SHAPES.reduce((text, [from, to]) => text.replace(from, to), word);
}

/** Without accents; an accent more or less is a slip that makes no other word in English. */
function plain(word: string): string {
  return word.normalize('NFD').replace(ACCENT, '').normalize('NFC');
}

/** Letters of another alphabet are never slips: they look alike on purpose. Accented letters count as plain ones. */
function areSameScript(a: string, b: string): boolean {
  const foreign = (text: string) => [...plain(text)].filter((letter) => !/[a-z'-]/.test(letter));
  const known = new Set(foreign(b));
  const others = new Set(foreign(a));
  const isShared = (letter: string) => known.has(letter) && others.has(letter);
  return [...known, ...others].every(isShared) || !/[a-z]/.test(a + b);
}

/** The one spelling that is no word where the other is; rare words count where neither is a common one. */
function misspeltSide(ours: string, theirs: string, held: PreparedSource): 'page' | 'source' | undefined {
  const isHere =
    isEnglishWord(ours) || held.index().idOf(ours) !== undefined || isOtherForm(ours, theirs, held);
  const isThere = isEnglishWord(theirs) || countIn(held, theirs) >= FREQUENT;
  if (isHere !== isThere) return isHere ? 'source' : 'page';
  if (isHere) return undefined;
  const isRareHere = isRareEnglishWord(ours);
  if (isRareHere === isRareEnglishWord(theirs)) return undefined;
  return isRareHere ? 'source' : 'page';
}

/** The source has another form of this spelling, and not of the other one. */
function isOtherForm(ours: string, theirs: string, held: PreparedSource): boolean {
  const stem = stemmer(ours);
  return stem !== stemmer(theirs) && held.stems().has(stem);
}

function countIn(held: PreparedSource, word: string): number {
  const id = held.index().idOf(word);
  return id === undefined ? 0 : held.index().positionsOf(id).length;
}

/** A plural, or a prefix: the same word with another grammar, or its opposite. */
function changesForm(wrong: string, right: string): boolean {
  if (`${wrong}s` === right || `${right}s` === wrong) return true;
  // The first letter dropped or added: "moral" and "amoral".
  return wrong.slice(1) === right || right.slice(1) === wrong
    ? /^[aeiu]/.test(wrong.length > right.length ? wrong : right)
    : false;
}

/** A capitalised word that is no proper name: a word of the language that is long enough, or written often here. */
function isCommonWord(word: string, held: PreparedSource): boolean {
  if (word.length < MIN_CAPITALISED) return false;
  return isEnglishWord(word) || countIn(held, word) >= FREQUENT_NAME;
}
