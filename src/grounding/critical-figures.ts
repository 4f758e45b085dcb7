/**
 * Numbers, dates and legal references in a normalised text, each in one canonical form, so that "1,000" equals
 * "1000", "ten" equals "10" and "Art. 5(2)" equals "Article 5 (2)".
 */

/** A recognised stretch of the text with its canonical value; offsets are UTF-16. */
export type Figure = {
  readonly kind: 'number' | 'date' | 'reference';
  readonly value: string;
  readonly start: number;
  readonly end: number;
};

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const MONTH =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|(?-i:May|MAY)|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
const DATES = new RegExp(
  [
    `\\b(?<d1>\\d{1,2})(?:st|nd|rd|th)?(?: day)?(?: of)? (?<m1>${MONTH})(?:,? (?<y1>\\d{4}))?\\b`,
    `\\b(?<m2>${MONTH}) (?<d2>\\d{1,2})(?:st|nd|rd|th)?\\b(?!,\\d)(?:,? (?<y2>\\d{4})\\b)?`,
    `\\b(?<m3>${MONTH})(?: of)?,? (?<y3>\\d{4})\\b`,
    '\\b(?<y4>\\d{4})-(?<n4>\\d{2})-(?<d4>\\d{2})\\b',
  ].join('|'),
  'giu',
);
const HEADS: Readonly<Record<string, string>> = {
  art: 'article',
  arts: 'article',
  sec: 'section',
  sect: 'section',
  secs: 'section',
  '§': 'section',
  '§§': 'section',
  para: 'paragraph',
  paras: 'paragraph',
  reg: 'regulation',
  regs: 'regulation',
  ch: 'chapter',
  no: 'number',
  nos: 'number',
  cl: 'clause',
  dir: 'directive',
  sched: 'schedule',
};
const REFERENCES =
  /(?:\b(articles?|arts?|sections?|secs?|sect|paragraphs?|paras?|sub-?sections?|sub-?paragraphs?|regulations?|regs?|rules?|chapters?|ch|parts?|titles?|annex(?:es)?|appendix|exhibits?|schedules?|sched|clauses?|cl|recitals?|directives?|dir|items?|acts?|laws?|nos?)\b|(§§?))\.?\s*(?:no\.?\s+)?((?:\([A-Z]{2,5}\)\s*)?(?:\d+[a-z]?(?:[./-]\d+[a-z]?)*(?:\s?\([0-9a-z]{1,5}\))*|(?-i:[IVXLC]{1,7})\b(?:\s?\([0-9a-z]{1,5}\))*|\([0-9a-z]{1,5}\)(?:\([0-9a-z]{1,5}\))*))/giu;
const NUMBERS = /(?<![\p{L}\d])\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th)\b)?(?:\s?(?:bn|mn|k|m)\b)?/giu;

/** All figures, in order, none overlapping. A reference's digits are not counted as numbers again. */
export function findFigures(normalised: string): Figure[] {
  if (!/[\d§]|(?:art|sec|part|annex|title|chap|exhib|sched|claus|item|para|rule|append)/i.test(normalised))
    return [];
  const dates = [...normalised.matchAll(DATES)].map((match) =>
    figureAt('date', dateValue(match.groups ?? {}), match),
  );
  const references = [...normalised.matchAll(REFERENCES)].map((match) => {
    const head = (match[1] ?? match[2] ?? '').toLowerCase();
    return figureAt('reference', referenceValue(head, match[3] ?? ''), match);
  });
  const numbers = [...normalised.matchAll(NUMBERS)].map((match) =>
    figureAt('number', numberValue(match[0]), match),
  );
  return merged(merged(dates, references), numbers);
}

function figureAt(kind: Figure['kind'], value: string, match: RegExpExecArray): Figure {
  return { kind, value, start: match.index, end: match.index + match[0].length };
}

/** Both lists in order, without those of the second that overlap one of the first. Neither overlaps itself. */
function merged(first: readonly Figure[], second: readonly Figure[]): Figure[] {
  const all: Figure[] = [];
  let at = 0;
  for (const figure of second) {
    while (at < first.length && (first[at]?.end ?? 0) <= figure.start) {
      all.push(first[at] as Figure);
      at += 1;
    }
    if ((first[at]?.start ?? Number.POSITIVE_INFINITY) >= figure.end) all.push(figure);
  }
  return [...all, ...first.slice(at)];
}

function dateValue(groups: Record<string, string | undefined>): string {
  const year = groups.y1 ?? groups.y2 ?? groups.y3 ?? groups.y4 ?? '';
  const name = (groups.m1 ?? groups.m2 ?? groups.m3)?.slice(0, 3).toLowerCase();
  const month =
    name === undefined ? groups.n4 : twoDigits(1 + MONTHS.findIndex((full) => full.startsWith(name)));
  const day = groups.d1 ?? groups.d2 ?? groups.d4;
  return `${year === '' ? '-' : year}-${month}${day === undefined ? '' : `-${twoDigits(Number(day))}`}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function referenceValue(head: string, number: string): string {
  const singular =
    head === '' ? head : head.replace(/^sub-?/, 'sub').replace(/(?<=annex)es$|(?<=[a-z]{3})s$/, '');
  return `${HEADS[head] ?? HEADS[singular] ?? singular} ${number.replace(/\s+/g, '').toLowerCase()}`;
}

/** Thousands separators go, a multiplying suffix is multiplied out; anything else stays as written. */
export function numberValue(written: string): string {
  const parts = /^([\d.,]+)\s?(st|nd|rd|th|bn|mn|k|m)?$/i.exec(written.trim());
  if (parts === null) return written;
  const figure = parts[1] ?? '';
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(figure)
    ? figure.replaceAll(',', '')
    : /^\d{1,3}(?:\.\d{3}){2,}$/.test(figure)
      ? figure.replaceAll('.', '')
      : figure;
  const factor = { k: 1e3, m: 1e6, mn: 1e6, bn: 1e9 }[(parts[2] ?? '').toLowerCase()];
  return factor === undefined || !/^\d+(?:\.\d+)?$/.test(plain) ? plain : multiplied(plain, factor);
}

/** A decimal times a power of ten, without the rounding noise of binary fractions. */
export function multiplied(decimal: string, factor: number): string {
  return String(Number((Number(decimal) * factor).toPrecision(15)));
}
