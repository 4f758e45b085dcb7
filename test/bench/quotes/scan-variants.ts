/** Harmless: one slip of a scanner or a hand. A slip that makes another word is none of these, but a change. */
import { isEnglishWord } from '#grounding/english-words.ts';
import { type Made, replacedOnce, type Variant } from './variant.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const LONG = /(?<=^| )[a-z]{8,}(?= |$|[,.;])/g;
const ANY = /(?<=^| )[a-z]{3,}(?= |$|[,.;])/g;

const shape = (name: string, from: RegExp, to: string, words = LONG): Variant => ({
  name,
  make: (text, random) =>
    replacedOnce(text, words, random, ([word]) => {
      const slip = word.replace(from, to);
      return slip === word || isEnglishWord(slip) ? undefined : slip;
    }),
});

const slip = (name: string, change: (word: string, at: number, random: () => number) => string): Variant => ({
  name,
  make: (text, random) =>
    replacedOnce(text, LONG, random, ([word]) => {
      const slip = change(word, 1 + Math.floor(random() * (word.length - 3)), random);
      return isEnglishWord(slip) ? undefined : slip;
    }),
});

/** See the module comment. */
export const SLIPS: readonly Variant[] = [
  shape('ocr-rn-m', /rn/, 'm'),
  shape('ocr-m-rn', /m/, 'rn'),
  shape('ocr-l-1', /(?<=[a-z])l/, '1', ANY),
  shape('ocr-l-1-short', /l/g, '1', /(?<= )(?:will|shall|all|also|only|until|allow\w*)(?= )/g),
  shape('ocr-o-0', /(?<=[a-z])o/, '0', ANY),
  shape('ocr-l-I', /(?<=[a-z])l/, 'I', ANY),
  shape('ocr-i-l', /(?<=[a-z])i(?=[a-z])/, 'l'),
  shape('ocr-s-5', /(?<=[a-z])s(?=[a-z])/, '5'),
  shape('ocr-cl-d', /(?<=[a-z])cl/, 'd'),
  shape('ocr-w-vv', /w/, 'vv'),
  shape('ocr-e-c', /(?<=[a-z])e(?=[a-z]{2})/, 'c'),
  shape('ocr-c-e', /(?<=[a-z])c(?=[a-z]{2})/, 'e'),
  shape('ocr-h-b', /(?<=[a-z])h/, 'b'),
  shape('ocr-u-ii', /u/, 'ii'),
  shape('ocr-a-o', /(?<=[a-z]{2})a(?=[a-z]{2})/, 'o'),
  shape('ocr-t-f', /(?<=[a-z]{2})t(?=[a-z]{2})/, 'f'),
  slip('ocr-dropped', (word, at) => word.slice(0, at) + word.slice(at + 1)),
  slip('ocr-doubled', (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at)),
  slip(
    'ocr-swapped',
    (word, at) => word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
  ),
  slip(
    'ocr-random',
    (word, at, random) => word.slice(0, at) + LETTERS[Math.floor(random() * 26)] + word.slice(at + 1),
  ),
  {
    name: 'ocr-space-lost',
    make: (text, random) => replacedOnce(text, /(?<=[a-z]{3}) (?=[a-z]{4})/g, random, () => ''),
  },
  {
    name: 'ocr-space-added',
    make: (text, random) =>
      replacedOnce(text, LONG, random, ([word]) => `${word.slice(0, 4)} ${word.slice(4)}`),
  },
];

/** The slip in the source, the clean words in the quotation. */
export const SOURCE_SLIPS: readonly Variant[] = SLIPS.map(({ name, make }) => ({
  name: `source-${name}`,
  make: (text, random): Made | undefined => {
    const passage = make(text, random);
    return typeof passage === 'string' ? { quote: text, passage } : undefined;
  },
}));
