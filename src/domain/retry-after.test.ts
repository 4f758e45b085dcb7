import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

it.each([
  [null, null],
  ['0', 0],
  ['30', 30],
  ['Fri, 20 Nov 2026 10:00:30 GMT', 30],
  ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
  ['999999999', 86_400],
  ['-5 minutes', null],
  ['soon', null],
])('Retry-After %s is %s seconds', (header, expected) => {
  expect(readRetryAfter(header, new Date('2026-11-20T10:00:00Z'))).toBe(expected);
});
