import { expect, it } from 'vitest';
import { writeDays } from './write-days.ts';

it.each([
  ['It has held since 2024-03-01, when it began.', 'It has held since 1 Mar 2024, when it began.'],
  ['“The Ledger” (news, 2025-09-10)', '“The Ledger” (news, 10 Sep 2025)'],
  [
    'It says “from 2024-03-01 “on” 2024-03-02”, since 2024-03-03.',
    'It says “from 2024-03-01 “on” 2024-03-02”, since 3 Mar 2024.',
  ],
  ['published 2024-02-01.', 'published 1 Feb 2024.'],
  ['https://example.org/2024-03-01/act', 'https://example.org/2024-03-01/act'],
  ['No. 12-2024-03-01 and 2024-13-01', 'No. 12-2024-03-01 and 2024-13-01'],
])('writes the days of “%s”', (words, written) => {
  expect(writeDays(words)).toBe(written);
});
