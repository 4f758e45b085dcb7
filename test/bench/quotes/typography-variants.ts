/** Harmless: what printing, copying and converting do to a text without touching a letter of it. */
import { atWord, pick, replaced, replacedOnce, type Variant } from './variant.ts';

const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  '“': '&ldquo;',
  '”': '&rdquo;',
  '’': '&rsquo;',
  "'": '&apos;',
  '–': '&ndash;',
  '—': '&mdash;',
  '§': '&sect;',
  '€': '&euro;',
};

const spaces = (name: string, by: string): Variant => ({
  name,
  make: (text, random) => replaced(text, / /g, () => (random() < 0.6 ? by : ' ')),
});

const doubles = (name: string, open: string, close: string): Variant => ({
  name,
  make: (text) =>
    replaced(text.replace(/(^|[\s([])["“]/g, `$1${open}`), /["”](?=$|[\s,.;:)\]])/g, close) ??
    replaced(text, /(^|[\s([])["“]/g, `$1${open}`),
});

const decimal = (letter: string) => `&#${letter.codePointAt(0)};`;
const hexadecimal = (letter: string) => `&#x${(letter.codePointAt(0) ?? 0).toString(16)};`;

/** See the module comment. */
export const TYPOGRAPHY: readonly Variant[] = [
  { name: 'same', make: (text) => text },
  spaces('nbsp', '\u00A0'),
  spaces('narrow-nbsp', '\u202F'),
  spaces('thin-space', '\u2009'),
  spaces('figure-space', '\u2007'),
  spaces('wide-space', '\u3000'),
  spaces('double-space', '  '),
  spaces('tab', '\t'),
  { name: 'new-lines', make: (text, random) => replaced(text, / /g, () => (random() < 0.15 ? '\n' : ' ')) },
  { name: 'crlf', make: (text, random) => replaced(text, / /g, () => (random() < 0.12 ? '\r\n  ' : ' ')) },
  { name: 'space-around', make: (text) => `\n  ${text} \u00A0` },
  {
    name: 'ligatures',
    make: (text) =>
      replaced(
        text,
        /ffi|ffl|ff|fi|fl|st/g,
        (found) =>
          '\uFB03\uFB04\uFB00\uFB01\uFB02\uFB06'[
            ['ffi', 'ffl', 'ff', 'fi', 'fl', 'st'].indexOf(found)
          ] as string,
      ),
  },
  {
    name: 'straight-quotes',
    make: (text) =>
      replaced(replaced(text, /[“”]/g, '"') ?? text, /[‘’]/g, "'") ?? replaced(text, /[“”]/g, '"'),
  },
  { name: 'curly-apostrophe', make: (text) => replaced(text, /'/g, '’') },
  { name: 'modifier-apostrophe', make: (text) => replaced(text, /['’]/g, '\u02BC') },
  { name: 'prime-apostrophe', make: (text) => replaced(text, /['’]/g, '\u2032') },
  { name: 'backtick', make: (text) => replaced(text, /['’]/g, '`') },
  doubles('curly-doubles', '“', '”'),
  doubles('guillemets', '«', '»'),
  doubles('low-high', '„', '“'),
  doubles('wide-quotes', '\uFF02', '\uFF02'),
  doubles('corner-quotes', '「', '」'),
  doubles('two-singles', "''", "''"),
  doubles('tex-quotes', '``', "''"),
  { name: 'en-dash', make: (text) => replaced(text, /(?<=\p{L})-(?=\p{L})/gu, '–') },
  { name: 'hyphen-character', make: (text) => replaced(text, /-/g, '\u2010') },
  { name: 'nb-hyphen', make: (text) => replaced(text, /-/g, '\u2011') },
  { name: 'minus', make: (text) => replaced(text, /-/g, '\u2212') },
  { name: 'long-dash', make: (text) => replaced(text, / [–—-]+ /g, '—') },
  { name: 'double-hyphen', make: (text) => replaced(text, /\s*[–—]\s*/g, ' -- ') },
  {
    name: 'hyphen-dropped',
    make: (text) => replaced(text, /(?<=\b(?:non|pre|sub|co|multi|anti|over))-(?=[a-z])/, ''),
  },
  { name: 'soft-hyphens', make: (text) => replaced(text, /(?<=[a-z]{3})(?=[a-z]{3})/g, '\u00AD') },
  { name: 'soft-hyphen-entity', make: (text) => replaced(text, /(?<=\b[a-z]{4})(?=[a-z]{4})/g, '&shy;') },
  ...['-\n', '-\r\n', '\u2010\n', '\u00AD\n', '- \n    '].map(
    (mark, at): Variant => ({
      name: `line-hyphen-${at + 1}`,
      make: (text, random) =>
        atWord(text, random, 7, (word) => {
          const cut = 3 + Math.floor(random() * (word.length - 5));
          return `${word.slice(0, cut)}${mark}${word.slice(cut)}`;
        }),
    }),
  ),
  {
    name: 'entities-named',
    make: (text) => replaced(text, /[&"“”’'–—§€]/g, (found) => NAMED[found] ?? found),
  },
  { name: 'entities-space', make: (text) => replaced(text, /(?<=\w) (?=\w)/g, '&nbsp;') },
  {
    name: 'entities-decimal',
    make: (text, random) => replaced(text, /[^\s]/gu, (found) => (random() < 0.1 ? decimal(found) : found)),
  },
  {
    name: 'entities-hex',
    make: (text, random) =>
      replaced(text, /[^\s]/gu, (found) => (random() < 0.1 ? hexadecimal(found) : found)),
  },
  {
    name: 'entities-twice',
    make: (text) =>
      replaced(text, /&(?= )|(?<=\w) (?=\w)/g, (found) => (found === '&' ? '&amp;amp;' : '&amp;nbsp;')),
  },
  { name: 'decomposed', make: (text) => replaced(text, /[^\0-\x7F]/gu, (found) => found.normalize('NFD')) },
  {
    name: 'full-width-digits',
    make: (text) => replaced(text, /[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  },
  {
    name: 'full-width',
    make: (text, random) =>
      atWord(text, random, 4, (word) =>
        [...word].map((letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(''),
      ),
  },
  {
    name: 'full-width-marks',
    make: (text) => replaced(text, /[,;()]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)),
  },
  { name: 'space-before-mark', make: (text) => replaced(text, /(?<=\w)(?=[;:](?: |$))/g, '\u00A0') },
  {
    name: 'space-in-brackets',
    make: (text) => replaced(text, /(?<=\()(?=\p{L}{3})|(?<=\p{L}{3})(?=\))/gu, ' '),
  },
  { name: 'tags', make: (text, random) => atWord(text, random, 4, (word) => `<em>${word}</em>`) },
  { name: 'byte-order-mark', make: (text) => `\uFEFF${text}` },
  {
    name: 'zero-width-at-spaces',
    make: (text, random) => replaced(text, / /g, () => ` ${random() < 0.5 ? '\u200B' : ''}`),
  },
  { name: 'direction-marks', make: (text) => `\u200E${text}\u200E` },
  { name: 'ellipsis-character', make: (text) => replaced(text, /\.\.\./g, '…') },
  { name: 'several', make: several },
];

const PARTS = [
  'nbsp',
  'thin-space',
  'ligatures',
  'straight-quotes',
  'curly-doubles',
  'hyphen-character',
  'soft-hyphens',
  'line-hyphen-1',
  'double-space',
  'new-lines',
  'entities-named',
  'decomposed',
];

/** Three of the above at once. */
function several(text: string, random: () => number): string | undefined {
  let made = text;
  for (let step = 0; step < 3; step += 1) {
    const part = TYPOGRAPHY.find(({ name }) => name === pick(PARTS, random))?.make(made, random);
    if (typeof part === 'string') made = part;
  }
  return made === text ? undefined : made;
}

/** The same differences on the other side: a badly converted source from which a clean quotation is taken. */
export const SOURCE_TYPOGRAPHY: readonly Variant[] = [
  ...TYPOGRAPHY.filter(({ name }) => name !== 'same' && name !== 'tags').map(
    ({ name, make }): Variant => ({
      name: `source-${name}`,
      make: (text, random) => {
        const passage = make(text, random);
        return typeof passage === 'string' ? { quote: text, passage } : undefined;
      },
    }),
  ),
  ...[
    ['note-number', '[12]'],
    ['note-caret', '[^3]'],
    ['note-letter', '[a]'],
    ['note-raised', '¹²'],
    ['note-list', '[2, 3]'],
    ['note-star', '*'],
    ['note-dagger', '†'],
  ].map(
    ([name, mark]): Variant => ({
      name: `source-${name}`,
      make: (text, random) => {
        const passage = replacedOnce(text, /(?<=[a-z]{3})(?=[,.;]? )/g, random, () => mark);
        return passage === undefined ? undefined : { quote: text, passage };
      },
    }),
  ),
  {
    name: 'source-page-break',
    make: (text, random) => {
      const passage = replacedOnce(text, / /g, random, () => '\f\n');
      return passage === undefined ? undefined : { quote: text, passage };
    },
  },
];
