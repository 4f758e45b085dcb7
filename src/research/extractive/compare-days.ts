/** Comparing days that may be known to the month or year only. */

/** True when `date` surely lies after `day`, at the precision of the coarser. */
export function isAfter(date: string, day: string): boolean {
  const length = Math.min(date.length, day.length);
  return date.slice(0, length) > day.slice(0, length);
}
