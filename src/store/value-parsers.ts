/**
 * How PostgreSQL's values arrive in the program. Instants are ISO 8601 text in UTC with milliseconds, legal dates stay
 * the text they are (a Date would shift them by the machine's time zone), bigints stay text. Everything else is as
 * the driver does it, `json` parsed included.
 */
import pg from 'pg';

const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const DATES = 1182;
const TIMESTAMPTZS = 1185;

const INSTANT =
  /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/;

/**
 * `2025-06-26 15:10:00.123456+02` → `2025-06-26T13:10:00.123Z`; microseconds are cut, not rounded. `infinity` and
 * years before Christ, which nothing of ours writes, come back as they are.
 */
export function parseInstant(text: string): string {
  const match = INSTANT.exec(text);
  if (match === null) return text;
  const [, year, month, day, hour, minute, second, fraction = '', sign, hours, minutes = '0', seconds = '0'] =
    match;
  const instant = new Date(0);
  instant.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  instant.setUTCHours(
    Number(hour),
    Number(minute),
    Number(second),
    Number(fraction.padEnd(3, '0').slice(0, 3)),
  );
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return new Date(instant.getTime() - (sign === '-' ? -offset : offset)).toISOString();
}

/** The `types` of a pool or client. */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === DATE || oid === TIMESTAMP) return keepText;
      if (oid === TIMESTAMPTZ) return parseInstant;
      if (oid === DATES) return parseTexts;
      if (oid === TIMESTAMPTZS) return (text: string) => parseTexts(text).map(instantOrNull);
    }
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

function keepText(text: string): string {
  return text;
}

const TEXTS = 1009;

function parseTexts(text: string): (string | null)[] {
  // The driver types its array parsers by element only for the built-in numbers and strings.
  return pg.types.getTypeParser(TEXTS as Parameters<typeof pg.types.getTypeParser>[0], 'text')(text) as (
    | string
    | null
  )[];
}

function instantOrNull(text: string | null): string | null {
  return text === null ? null : parseInstant(text);
}
