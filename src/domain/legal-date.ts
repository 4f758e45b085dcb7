/**
 * Legal dates: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as a text gives them and without a time zone. Years run
 * from 1000 to 2999, and a day must be on the calendar. The store's domain `legal_date` holds the same pattern.
 */
import * as z from 'zod';

const LEAP_YEAR = '([12][0-9](0[48]|[2468][048]|[13579][26])|(12|16|20|24|28)00)';
const LONG = '(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?';
const SHORT = '(0[469]|11)(-(0[1-9]|[12][0-9]|30))?';
const FEBRUARY = '02(-(0[1-9]|1[0-9]|2[0-8]))?';

/** The pattern, in the form that JavaScript and PostgreSQL both read. */
export const LEGAL_DATE_PATTERN = `^([12][0-9]{3}(-(${LONG}|${SHORT}|${FEBRUARY}))?|${LEAP_YEAR}-02-29)$`;

const LEGAL_DATE = new RegExp(LEGAL_DATE_PATTERN);

/** A legal date, as precise as the text gives it. */
export const legalDateSchema = z
  .string()
  .regex(LEGAL_DATE, 'This is no date of the calendar in the form YYYY-MM-DD, YYYY-MM or YYYY');

/** True for a legal date in its one written form. */
export function isLegalDate(text: string): boolean {
  return LEGAL_DATE.test(text);
}
