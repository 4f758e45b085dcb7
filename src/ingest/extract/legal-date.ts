/**
 * Reads a written date into a legal date (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`), as precise as it is written and in the
 * place where it was written: a time zone never moves the day. Forms that two countries read differently (01/02/2024)
 * are not dates here.
 */
import { isLegalDate } from '#domain/legal-date.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\\.?,?\\s+)?';

// Year, month and day are named; a time of day may follow and is left aside.
const FORMS: readonly RegExp[] = [
  /^(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})(?:[T\s].*)?$/,
  /^(?<y>\d{4})[/.](?<m>\d{1,2})[/.](?<d>\d{1,2})(?:[T\s].*)?$/,
  /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:T.*)?$/,
  /^D:(?<y>\d{4})(?<m>\d{2})?(?<d>\d{2})?.*$/,
  /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  /^(?<y>\d{4})-(?<m>\d{2})$/,
  /^(?<y>\d{4})$/,
  new RegExp(
    `^${WEEKDAY}(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?[\\s-]+(?<n>${MONTH}),?[\\s-]+(?<y>\\d{4})(?:[,\\s].*)?$`,
    'i',
  ),
  new RegExp(
    `^${WEEKDAY}(?<n>${MONTH})\\s+(?<d>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<y>\\d{4})(?:[,\\s].*)?$`,
    'i',
  ),
  new RegExp(`^(?<n>${MONTH}),?\\s+(?<y>\\d{4})$`, 'i'),
];

/** The date a text consists of; null when it is none, is ambiguous, or names a day that does not exist. */
export function parseLegalDate(text: string | null | undefined): string | null {
  const trimmed = (text ?? '').trim();
  if (trimmed.length > 100) return null;
  for (const form of FORMS) {
    const groups = form.exec(trimmed)?.groups;
    if (groups === undefined) continue;
    const month = groups.m ?? monthNumber(groups.n);
    return formatDate(groups.y ?? '', month, groups.d);
  }
  return null;
}

function monthNumber(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function formatDate(year: string, month: string | undefined, day: string | undefined): string | null {
  const parts = [month, day].flatMap((part) => (part === undefined ? [] : [`-${part.padStart(2, '0')}`]));
  const text = `${year}${parts.join('')}`;
  return isLegalDate(text) ? text : null;
}
