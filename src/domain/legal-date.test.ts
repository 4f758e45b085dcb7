import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { isLegalDate, LEGAL_DATE_PATTERN, legalDateSchema } from './legal-date.ts';

it.each(['1000', '2999', '2024-01', '2024-12', '2024-02-29', '2000-02-29', '1600-02-29', '2025-04-30'])(
  'takes %s',
  (text) => {
    expect(legalDateSchema.safeParse(text).success).toBe(true);
  },
);

it.each([
  ...[
    '2025-99-99',
    '2025-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00',
    '2025-13',
    '2025-01-00',
    '2025-01-32',
  ],
  ...['0999', '3000', '25', '2025-1-1', '2025-01-01T00:00', '2025-02-29\n', ' 2025', '2025-', '99999', ''],
])('refuses %j', (text) => {
  expect(legalDateSchema.safeParse(text).success).toBe(false);
});

it('agrees with the calendar on every day of four centuries', () => {
  const wrong: string[] = [];
  for (let year = 1700; year < 2100; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
      for (let day = 0; day <= 32; day += 1) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        if (isLegalDate(text) !== (day >= 1 && day <= days)) wrong.push(text);
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('is the pattern that the database holds', () => {
  const file = fileURLToPath(new URL('../store/schema.sql', import.meta.url));
  expect(readFileSync(file, 'utf8')).toContain(`'${LEGAL_DATE_PATTERN}'`);
});
