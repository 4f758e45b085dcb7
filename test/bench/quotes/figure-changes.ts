/** Changed in meaning: amounts, magnitudes, currencies, dates, units and references to law. */
import { pick, replaced, replacedOnce, type Variant } from './variant.ts';

const MONTHS = 'January February March April June July August September October November December'.split(' ');
const NUMBERS =
  'two three four five six seven eight nine ten twelve twenty thirty sixty ninety hundred'.split(' ');
const REFERENCE =
  /(?<=\b(?:Article|Articles|Section|Sections|paragraph|paragraphs|Chapter|Annex|Regulation|Directive|point)s? )(?:\d+|[IVX]+)/g;

const once = (
  name: string,
  what: RegExp,
  by: (found: RegExpExecArray, random: () => number) => string | undefined,
): Variant => ({
  name,
  make: (text, random) => replacedOnce(text, what, random, (found) => by(found, random)),
});

/** See the module comment. */
export const FIGURE_CHANGES: readonly Variant[] = [
  once('digit', /\d/g, ([digit], random) => String((Number(digit) + 1 + Math.floor(random() * 9)) % 10)),
  once('digit-added', /(?<=\d)(?!\d)/g, () => '0'),
  once('digit-dropped', /(?<=\d)\d/g, () => ''),
  once('digits-swapped', /(\d)(\d)/g, ([, a, b]) => `${b}${a}`),
  once('decimal-point', /(?<=\d)(?=\d)/g, () => '.'),
  once('sign', /(?<![\w.-])(?=\d)/g, () => '-'),
  once('number-word', new RegExp(`\\b(?:${NUMBERS.join('|')})\\b`, 'g'), ([word], random) =>
    pick(
      NUMBERS.filter((other) => other !== word),
      random,
    ),
  ),
  once('number-word-digit', /\b(?:two|three|five|ten|thirty)\b/g, (_, random) =>
    pick(['4', '6', '40'], random),
  ),
  once('ordinal', /\b(?:first|second|third|fourth)\b/g, ([word], random) =>
    pick(
      ['first', 'second', 'third', 'fifth'].filter((other) => other !== word),
      random,
    ),
  ),
  once('magnitude', /\b(?:thousand|million|billion|trillion)\b/g, ([word], random) =>
    pick(
      ['thousand', 'million', 'billion', 'trillion'].filter((other) => other !== word),
      random,
    ),
  ),
  once(
    'magnitude-added',
    /\b\d+(?=,| (?!(?:million|billion|thousand|[A-Z])))/g,
    ([number]) => `${number} million`,
  ),
  once('currency-sign', /[$€£¥]/g, ([sign], random) =>
    pick(
      ['$', '€', '£', '¥'].filter((other) => other !== sign),
      random,
    ),
  ),
  once('currency-dropped', /[$€£¥](?=\d)/g, () => ''),
  once('currency-code', /\b(?:USD|EUR|GBP|KRW|JPY|CHF|dollars?|euros?|won|yen)\b/g, ([code], random) =>
    pick(
      ['USD', 'EUR', 'KRW', 'pesos'].filter((other) => other !== code),
      random,
    ),
  ),
  once('percent', /\s?%|\bper ?cent\b/g, (_, random) =>
    pick([' percentage points', ' ‰', ' basis points', ''], random),
  ),
  once('month', new RegExp(`\\b(?:${MONTHS.join('|')})\\b`, 'g'), ([month], random) =>
    pick(
      MONTHS.filter((other) => other !== month),
      random,
    ),
  ),
  once('year', /\b(?:19|20)\d\d\b/g, ([year], random) => String(Number(year) + (random() < 0.5 ? 1 : -1))),
  once('day', new RegExp(`\\b\\d{1,2}(?= (?:${MONTHS.join('|')}))`, 'g'), ([day]) =>
    String((Number(day) % 28) + 1),
  ),
  once('reference', REFERENCE, ([number], random) =>
    /\d/.test(number)
      ? String(Number(number) + 1 + Math.floor(random() * 3))
      : number === 'II'
        ? 'III'
        : 'II',
  ),
  once(
    'reference-letter',
    /\(([a-h])\)/g,
    ([, letter = 'a']) => `(${String.fromCharCode(letter.charCodeAt(0) + 1)})`,
  ),
  once('reference-number', /\((\d{1,2})\)/g, ([, number]) => `(${Number(number) + 1})`),
  once('reference-paragraph-dropped', /(?<=\b(?:Article|Section) \d+)\(\d+\)/g, () => ''),
  once(
    'reference-kind',
    /\b(?:Article|Section|Annex|Chapter|paragraph|point|Regulation)\b(?= [\d(IVX])/g,
    ([kind], random) =>
      pick(
        ['Article', 'Section', 'Annex', 'paragraph', 'Directive'].filter((other) => other !== kind),
        random,
      ),
  ),
  once('range', /(\d+) (?:to|and) (\d+)/g, ([, a, b]) => `${a} or ${b}`),
  { name: 'approximately', make: (text) => replaced(text, /(?<= )(?=\d+ )/, 'about ') },
];
