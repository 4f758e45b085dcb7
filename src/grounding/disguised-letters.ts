/**
 * Characters of a quotation that a reader cannot see, or takes for others: hidden ones inside a word, overrides of the
 * reading direction, letters of another alphabet among those of one word. Normalising may drop or fold them, so they
 * are looked for in the raw words and never let pass in silence. Soft hyphens are typography; joiners belong to the
 * scripts that are written with them, and direction marks stand at the edges of right-to-left words by right.
 */

/** One such character: `U+200B`, what it is, the word it stands in, and whether it stands inside it. */
export type Disguise = {
  readonly character: string;
  readonly kind: 'hidden' | 'direction' | 'lookalike';
  readonly word: string;
  readonly inWord: boolean;
};

const HIDDEN =
  '\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200D\\u2060-\\u2064\\u206A-\\u206F\\u2800\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\u{E0000}-\\u{E007F}';
const DIRECTION = '\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069';
const ANY_HIDDEN = new RegExp(`[${HIDDEN}${DIRECTION}]`, 'gu');
/** Letters that Latin words are not written with, though they look like theirs. */
const PHONETIC = '\\u0131\\u017F\\u01C0\\u0237\\u0250-\\u02AF\\u1D00-\\u1D7F\\u2160-\\u217F\\uA730-\\uA7FF';
const FOREIGN = `\\p{Script=Cyrillic}\\p{Script=Greek}\\p{Script=Armenian}\\p{Script=Cherokee}\\p{Script=Lisu}\\p{Script=Coptic}${PHONETIC}`;
const MAY_DISGUISE = new RegExp(`[${HIDDEN}${DIRECTION}${FOREIGN}]`, 'u');
const HIDDEN_ONE = new RegExp(`^[${HIDDEN}${DIRECTION}]$`, 'u');
/** Longer runs of letters are no words. */
const MAX_WORD = 200;
/** A word that hides more is told by these. */
const MAX_IN_WORD = 64;
const FOREIGN_LETTER = new RegExp(`[${FOREIGN}]`, 'u');
const DIRECTION_MARK = new RegExp(`[${DIRECTION}]`, 'u');
const WORD = new RegExp(`[\\p{L}\\p{M}\\p{Nl}${HIDDEN}${DIRECTION}]+`, 'gu');
const OVERRIDE = /[\u202D\u202E]/;
/** Scripts that are written with joiners, or divided into words by a space without width. */
const JOINED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Oriya}\p{Script=Sinhala}\p{Script=Mongolian}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const LATIN = /\p{Script=Latin}/u;
/** Selectors and joiners behind a picture belong to it. */
const PICTURE_BEFORE = /\p{Extended_Pictographic}$/u;
const NAMES: Readonly<Record<string, string>> = {
  'U+200B': 'zero width space',
  'U+200C': 'zero width non-joiner',
  'U+200D': 'zero width joiner',
  'U+200E': 'left-to-right mark',
  'U+200F': 'right-to-left mark',
  'U+202D': 'left-to-right override',
  'U+202E': 'right-to-left override',
  'U+2060': 'word joiner',
  'U+FEFF': 'byte order mark',
};

/** All of them, in reading order. Linear. */
export function findDisguises(raw: string): Disguise[] {
  if (!MAY_DISGUISE.test(raw)) return [];
  const found: Disguise[] = [];
  for (const { 0: word, index } of raw.matchAll(WORD)) {
    if (!MAY_DISGUISE.test(word) || PICTURE_BEFORE.test(raw.slice(Math.max(0, index - 2), index))) continue;
    const shown = word.replace(ANY_HIDDEN, '').slice(0, MAX_WORD);
    found.push(...hiddenIn(word, shown), ...lookalikesIn(shown));
  }
  return found;
}

/** The sentence for one of them. */
export function disguiseSentence({ character, kind, word, inWord }: Disguise): string {
  const name = NAMES[character] === undefined ? character : `${character} (${NAMES[character]})`;
  if (kind === 'lookalike') return `The page writes “${word}” with ${name}, a letter of another alphabet.`;
  if (inWord) return `The page has the hidden character ${name} inside “${word}”.`;
  return `The page has the hidden character ${name} between its words.`;
}

function hiddenIn(word: string, shown: string): Disguise[] {
  const found: Disguise[] = [];
  const characters = [...word];
  const after = lettersBehind(characters);
  let before = '';
  for (const [at, character] of characters.entries()) {
    if (found.length >= MAX_IN_WORD) break;
    if (!HIDDEN_ONE.test(character)) {
      before = character;
      continue;
    }
    const behind = after[at] ?? '';
    const inWord = (before !== '' && behind !== '') || OVERRIDE.test(character);
    const isDirection = DIRECTION_MARK.test(character);
    if (!isDirection && (JOINED.test(before) || JOINED.test(behind))) continue;
    if (isDirection && !inWord && RIGHT_TO_LEFT.test(before + behind)) continue;
    const kind = isDirection ? 'direction' : 'hidden';
    found.push({ character: codePointName(character), kind, word: shown, inWord });
  }
  return found;
}

/** For each character the next one that is seen. */
function lettersBehind(characters: readonly string[]): string[] {
  const behind: string[] = [];
  let next = '';
  for (let at = characters.length - 1; at >= 0; at -= 1) {
    behind[at] = next;
    const character = characters[at] ?? '';
    if (!HIDDEN_ONE.test(character)) next = character;
  }
  return behind;
}

/** Letters of another alphabet in a word that is Latin otherwise, or the other way round. */
function lookalikesIn(word: string): Disguise[] {
  const letters = [...word].filter((letter) => /[\p{L}\p{Nl}]/u.test(letter));
  // "µg" and "kΩ" are units.
  if (letters.length < 3) return [];
  const foreign = letters.filter((letter) => FOREIGN_LETTER.test(letter));
  const latin = letters.filter((letter) => LATIN.test(letter) && !foreign.includes(letter));
  if (foreign.length === 0 || latin.length === 0) return [];
  const fewer = foreign.length <= latin.length ? foreign : latin;
  return [...new Set(fewer)].map((letter) => ({
    character: codePointName(letter),
    kind: 'lookalike',
    word,
    inWord: true,
  }));
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
