/**
 * The day of a statement: when it was said or takes effect. Written dates are taken as precise as they are; a date
 * without a year and a relative one ("last month") are resolved against the day of publication, only as far as its
 * precision goes. A day that hangs on another event ("18 months after …") is not resolved.
 */
import { isLegalDate } from '#domain/legal-date.ts';
import type { Token } from './sentence-tokens.ts';

/** `words` as written; `date` see `signalDateSchema`; `isAhead`: after the publication. Token numbers, end inclusive. */
export type When = {
  readonly words: string;
  readonly date: string | null;
  readonly isAhead: boolean;
  readonly first: number;
  readonly last: number;
};

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/;
const WEEKDAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const LIMIT = /^(?:by|until|till|before|through|to)$/;
const DAY_MS = 86_400_000;

/** All dates of a sentence in order. `published` is a legal date or null. */
export function readDates(text: string, tokens: readonly Token[], published: string | null): When[] {
  const found: When[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const date = dateAt(tokens, at, published, isFuture(tokens, at));
    if (date === null) continue;
    const last = at + date.length - 1;
    found.push({
      words: text.slice(tokens[at]?.start, tokens[last]?.end),
      date: isContingent(tokens, at) ? null : date.date,
      // A deadline or an end that lies ahead leaves what is said in the present.
      isAhead:
        date.date !== null &&
        published !== null &&
        isAfter(date.date, published) &&
        !LIMIT.test(tokens[at - 1]?.lower ?? ''),
      first: at,
      last,
    });
    at = last;
  }
  return found;
}

type Read = { readonly date: string | null; readonly length: number };

function dateAt(
  tokens: readonly Token[],
  at: number,
  published: string | null,
  future: boolean,
): Read | null {
  return written(tokens, at, published, future) ?? relative(tokens, at, published);
}

function written(
  tokens: readonly Token[],
  at: number,
  published: string | null,
  future: boolean,
): Read | null {
  const word = (offset: number) => tokens[at + offset]?.lower ?? '';
  const iso = isoDate(tokens, at);
  if (iso !== null) return iso;
  const named = (offset: number) => isMonth(tokens[at + offset]);
  if (named(0)) {
    const month = monthNumber(word(0));
    const day = dayOf(word(1));
    if (day !== null && !isYear(word(1))) {
      if (isYear(word(2))) return { date: legal(word(2), month, day), length: 3 };
      return { date: withoutYear(month, day, published, future), length: 2 };
    }
    if (isYear(word(1))) return { date: legal(word(1), month, null), length: 2 };
    if (
      word(0) === 'may' &&
      !/^(?:in|of|last|since|until|by|from|this|next)$/.test(tokens[at - 1]?.lower ?? '')
    )
      return null;
    return { date: withoutYear(month, null, published, future), length: 1 };
  }
  const day = dayOf(word(0));
  const skip = word(1) === 'of' ? 1 : 0;
  if (day !== null && named(1 + skip)) {
    const month = monthNumber(word(1 + skip));
    if (isYear(word(2 + skip))) return { date: legal(word(2 + skip), month, day), length: 3 + skip };
    return { date: withoutYear(month, day, published, future), length: 2 + skip };
  }
  if (
    isYear(word(0)) &&
    /^(?:in|since|by|from|until|during|before|late|early|mid|end)$/.test(tokens[at - 1]?.lower ?? '')
  )
    return { date: word(0), length: 1 };
  return null;
}

function isoDate(tokens: readonly Token[], at: number): Read | null {
  const [year, month, day] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (year === undefined || month === undefined || !isYear(year.lower) || month.gap !== '-') return null;
  if (!/^\d\d$/.test(month.lower)) return null;
  if (day?.gap === '-' && /^\d\d$/.test(day.lower)) {
    const date = `${year.lower}-${month.lower}-${day.lower}`;
    return { date: isLegalDate(date) ? date : null, length: 3 };
  }
  const date = `${year.lower}-${month.lower}`;
  return isLegalDate(date) ? { date, length: 2 } : null;
}

function relative(tokens: readonly Token[], at: number, published: string | null): Read | null {
  const word = (offset: number) => tokens[at + offset]?.lower ?? '';
  const shifted = (unit: Unit, by: number, length: number): Read => ({
    date: shift(published, unit, by),
    length,
  });
  if (word(0) === 'yesterday') return shifted('day', -1, 1);
  if (word(0) === 'today') return shifted('day', 0, 1);
  if (word(0) === 'tomorrow') return shifted('day', 1, 1);
  const step = { last: -1, this: 0, next: 1, coming: 1, past: -1 }[word(0)];
  if (step !== undefined) {
    const unit = unitOf(word(1));
    if (unit !== null && unit !== 'day') return shifted(unit, step, 2);
    const weekday = WEEKDAYS.indexOf(word(1));
    if (weekday !== -1) return { date: nearWeekday(published, weekday, step), length: 2 };
    return null;
  }
  const weekday = WEEKDAYS.indexOf(word(0));
  if (weekday !== -1)
    return { date: nearWeekday(published, weekday, isFuture(tokens, at) ? 1 : -1), length: 1 };
  const count = numberOf(word(0));
  const unit = unitOf(word(1));
  if (count === null || unit === null) return null;
  if (/^(?:ago|earlier)$/.test(word(2))) return shifted(unit, -count, 3);
  if (tokens[at - 1]?.lower === 'in' && isFuture(tokens, at)) return shifted(unit, count, 2);
  return null;
}

type Unit = 'day' | 'week' | 'month' | 'year';

function unitOf(word: string): Unit | null {
  const unit = word.replace(/s$/, '');
  return unit === 'day' || unit === 'week' || unit === 'month' || unit === 'year' ? unit : null;
}

/** As precise as both the publication date and the unit allow; null when it is not decided. */
function shift(published: string | null, unit: Unit, by: number): string | null {
  if (published === null) return null;
  const [year = 0, month, day] = published.split('-').map(Number);
  if (unit === 'year') return legal(String(year + by), null, null);
  if (month === undefined) return null;
  if (unit === 'month') {
    const months = year * 12 + (month - 1) + by;
    return legal(String(Math.floor(months / 12)), (months % 12) + 1, null);
  }
  if (day === undefined) return null;
  const moved = toIso(Date.UTC(year, month - 1, day) + by * (unit === 'week' ? 7 : 1) * DAY_MS);
  // "Last week" is no single day.
  return unit === 'week' && Math.abs(by) <= 1 ? moved.slice(0, 7) : moved;
}

function nearWeekday(published: string | null, weekday: number, step: number): string | null {
  const [year, month, day] = (published ?? '').split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const at = Date.UTC(year, month - 1, day);
  const difference = weekday - new Date(at).getUTCDay();
  const back = difference > 0 ? difference - 7 : difference;
  const forth = difference <= 0 ? difference + 7 : difference;
  return toIso(at + (step > 0 ? forth : back) * DAY_MS);
}

function toIso(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The last such day up to the publication, or the next one after it; without a publication day the year stays open. */
function withoutYear(
  month: number,
  day: number | null,
  published: string | null,
  future: boolean,
): string | null {
  const tail = [month, day]
    .flatMap((part) => (part === null ? [] : [`-${String(part).padStart(2, '0')}`]))
    .join('');
  if (!isLegalDate(`2024${tail}`)) return null;
  const [year, held] = (published ?? '').split('-');
  if (published === null || year === undefined || held === undefined) return `-${tail}`;
  const same = `${year}${tail}`;
  const own = published.slice(0, same.length);
  const turn = future ? (same < own ? 1 : 0) : same > own ? -1 : 0;
  const date = `${Number(year) + turn}${tail}`;
  return isLegalDate(date) ? date : `-${tail}`;
}

function isFuture(tokens: readonly Token[], at: number): boolean {
  const near = tokens.slice(Math.max(0, at - 8), at + 8);
  return near.some(({ lower }) =>
    /^(?:will|shall|to|next|plans?|planned|expected|scheduled|takes|enters|starting|due|upcoming|by)$/.test(
      lower,
    ),
  );
}

/** "18 months after its publication", "on the day on which". */
function isContingent(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at + 1, at + 4).some(({ lower }) => lower === 'after' || lower === 'following');
}

function isMonth(token: Token | undefined): boolean {
  return token !== undefined && MONTH.test(token.lower) && /^\p{Lu}/u.test(token.text);
}

function monthNumber(word: string): number {
  return MONTHS.indexOf(word.slice(0, 3)) + 1;
}

function dayOf(word: string): number | null {
  const day = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1];
  return day === undefined || Number(day) < 1 || Number(day) > 31 ? null : Number(day);
}

function isYear(word: string): boolean {
  return /^(?:19|20)\d\d$/.test(word);
}

function numberOf(word: string): number | null {
  if (/^\d{1,3}$/.test(word)) return Number(word);
  const at = NUMBERS.indexOf(word);
  if (at > 0) return at;
  return word === 'a' || word === 'an' ? 1 : null;
}

function legal(year: string, month: number | null, day: number | null): string | null {
  const parts = [month, day].flatMap((part) => (part === null ? [] : [`-${String(part).padStart(2, '0')}`]));
  const date = `${year}${parts.join('')}`;
  return isLegalDate(date) ? date : null;
}

/** True when `date` surely lies after `published`, at the precision of the coarser. */
function isAfter(date: string, published: string): boolean {
  const length = Math.min(date.length, published.length);
  return date.slice(0, length) > published.slice(0, length);
}
