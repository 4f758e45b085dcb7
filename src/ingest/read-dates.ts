/** Dates as pages and reports write them, read into legal dates; what is ambiguous (`6/7/2025`) is not guessed at. */
import { isLegalDate } from '#domain/legal-date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;
const YEAR = /^\d{4}$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? (\\d{4})$`, 'i');
const MONTH_FIRST = new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`, 'i');
const MONTH_YEAR = new RegExp(`^${MONTH},? (\\d{4})$`, 'i');

/** A date inside running text, in one of the forms that {@link readLegalDate} takes; a bare year is not one. */
export const DATE_IN_TEXT = new RegExp(
  `\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)? ${MONTH},? \\d{4}|${MONTH} \\d{1,2}(?:st|nd|rd|th)?,? \\d{4}|${MONTH} \\d{4}|\\d{4}-\\d{2}(?![\\d-])`,
  'i',
);

/** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as the words are; null when they are no possible date. */
export function readLegalDate(words: string): string | null {
  const text = words.trim().slice(0, 40).replace(/\s+/g, ' ');
  const iso = ISO.exec(text);
  if (iso !== null) return legalDate(iso[1], iso[2], iso[3]);
  if (YEAR.test(text)) return isLegalDate(text) ? text : null;
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return legalDate(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) return legalDate(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  const month = MONTH_YEAR.exec(text);
  return month === null ? null : legalDate(month[2], monthNumber(month[1]), undefined);
}

const TIME =
  /^(.*?)(?:\s*,\s*|\s+at\s+|T|\s+)(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*([ap]\.?m\.?)?(?:\s*(?:Z|UTC))?$/i;

/** `YYYY-MM-DDTHH:MM` from a date with a time of day; null when either is missing or impossible. */
export function readDeclaredInstant(words: string): string | null {
  const match = TIME.exec(words.trim().slice(0, 60));
  const day = readLegalDate(match?.[1] ?? '');
  if (match === null || day?.length !== 10) return null;
  const hour = hourOfDay(Number(match[2]), match[4]);
  if (hour === null || Number(match[3]) > 59) return null;
  return `${day}T${String(hour).padStart(2, '0')}:${match[3]}`;
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

function legalDate(year = '', month = '', day: string | undefined): string | null {
  const text = `${year}-${month.padStart(2, '0')}${day === undefined ? '' : `-${day.padStart(2, '0')}`}`;
  return isLegalDate(text) ? text : null;
}
