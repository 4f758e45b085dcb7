/** The mark at the start of a line that makes it a list entry: a bullet, or a number or letter with `.` or `)`. */
import { indentOf } from './text-lines.ts';

/** A line taken apart: its indent in columns, its number without the point, and the words behind the mark. */
export type MarkedLine = {
  readonly indent: number;
  readonly bullet: boolean;
  /** `3`, `IV`, `b`; null when the line is not numbered. */
  readonly number: string | null;
  readonly text: string;
};

const BULLET = /^(?:[•◦▪‣○●∙·*+–—-])(?:\s+|$)/u;
const NUMBERED = /^\(?(\d{1,3}|[IVXLC]{1,7}|[A-Za-z])[.)](?:\s+|$)/;

/** Takes a line apart. A line without a mark has `bullet` false and `number` null. */
export function readMarker(line: string): MarkedLine {
  const indent = indentOf(line);
  const body = line.trim();
  const bullet = BULLET.exec(body);
  if (bullet !== null) return { indent, bullet: true, number: null, text: body.slice(bullet[0].length) };
  const numbered = NUMBERED.exec(body);
  if (numbered === null) return { indent, bullet: false, number: null, text: body };
  return { indent, bullet: false, number: numbered[1] ?? null, text: body.slice(numbered[0].length) };
}

/** True for an entry of a list, bulleted or numbered. */
export function isListEntry(line: MarkedLine): boolean {
  return line.bullet || line.number !== null;
}

/** How numerals are written. */
export type NumeralStyle = 'arabic' | 'roman' | 'letter';

/** The style of a numeral that opens a list, so `I` is roman and `A` a letter. */
export function numeralStyle(number: string): NumeralStyle {
  if (/^\d+$/.test(number)) return 'arabic';
  return romanValue(number) === null || /^[CDLM]$/.test(number) ? 'letter' : 'roman';
}

/** The value of a numeral read in the given style; null when it is none of that style. */
export function numeralValue(number: string, style: NumeralStyle): number | null {
  if (style === 'arabic') return /^\d+$/.test(number) ? Number(number) : null;
  if (style === 'roman') return romanValue(number);
  return /^[A-Za-z]$/.test(number) ? (number.toUpperCase().codePointAt(0) ?? 0) - 64 : null;
}

const ROMAN: readonly (readonly [string, number])[] = [
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

function romanValue(number: string): number | null {
  let rest = number;
  let value = 0;
  for (const [sign, worth] of ROMAN) {
    while (rest.startsWith(sign) && value < 400) {
      rest = rest.slice(sign.length);
      value += worth;
    }
  }
  return rest === '' && value > 0 && romanText(value) === number ? value : null;
}

function romanText(value: number): string {
  let rest = value;
  let text = '';
  for (const [sign, worth] of ROMAN) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}
