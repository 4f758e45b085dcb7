/** Not what the source says, though it may look so: letters of other scripts, hidden characters inside words. */
import { atWord, replacedOnce, type Variant } from './variant.ts';

const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  y: 'у',
  i: 'і',
  s: 'ѕ',
  j: 'ј',
};
const GREEK: Readonly<Record<string, string>> = { o: 'ο', v: 'ν', i: 'ι', u: 'υ', a: 'α', p: 'ρ' };

const lookalike = (name: string, letters: Readonly<Record<string, string>>): Variant => ({
  name,
  make: (text, random) =>
    atWord(text, random, 5, (word) => {
      const at = [...word].findIndex((letter) => letters[letter] !== undefined);
      return at < 0 ? undefined : word.slice(0, at) + letters[word.charAt(at)] + word.slice(at + 1);
    }),
});

const hidden = (name: string, mark: string): Variant => ({
  name,
  make: (text, random) => atWord(text, random, 5, (word) => `${word.slice(0, 3)}${mark}${word.slice(3)}`),
});

/** See the module comment. */
export const DISGUISES: readonly Variant[] = [
  lookalike('homoglyph-cyrillic', CYRILLIC),
  lookalike('homoglyph-greek', GREEK),
  {
    name: 'homoglyph-whole-word',
    make: (text, random) =>
      replacedOnce(text, /(?<= )[aeopcxy]+(?= )|\b(?:a|as|pay|copy|case|scope)\b/g, random, ([word]) =>
        [...word].map((letter) => CYRILLIC[letter] ?? letter).join(''),
      ),
  },
  {
    name: 'homoglyph-capital',
    make: (text, random) =>
      replacedOnce(
        text,
        /\b[ABCEHKMOPTX](?=[a-z]{3})/g,
        random,
        ([letter]) => 'АВСЕНКМОРТХ'['ABCEHKMOPTX'.indexOf(letter)],
      ),
  },
  lookalike('homoglyph-latin', { a: 'ɑ', g: 'ɡ', i: 'ı', l: 'ǀ', o: 'ᴏ' }),
  hidden('zero-width-space', '\u200B'),
  hidden('zero-width-joiner', '\u200D'),
  hidden('zero-width-non-joiner', '\u200C'),
  hidden('word-joiner', '\u2060'),
  hidden('byte-order-mark-inside', '\uFEFF'),
  hidden('direction-override', '\u202E'),
  hidden('direction-mark-inside', '\u200F'),
  hidden('tag-character', '\u{E0061}'),
  hidden('invisible-times', '\u2062'),
];
