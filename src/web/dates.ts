/**
 * Dates as a law report prints them: `26 Jun 2025`. Months are spelt here rather than by `Intl`, whose English
 * changed between ICU versions (`Sept`), because exports and printed pages must not change with the runtime.
 */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY_MS = 86_400_000;

/** `2025-06-26` → `26 Jun 2025`, `2025-06` → `Jun 2025`, `2025` → `2025`; takes instants too, by their UTC day. */
export function formatDay(date: string): string {
  const [year, month, day] = date.slice(0, 10).split('-');
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  if (name === undefined) return date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** `2025-06-26T13:10…` → `26 Jun 2025 13:10`; without a time, the day alone. */
export function formatMinute(instant: string): string {
  const time = /T(\d{2}:\d{2})/.exec(instant)?.[1];
  return time === undefined ? formatDay(instant) : `${formatDay(instant)} ${time}`;
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / DAY_MS);
}
