import { describe, expect, it } from 'vitest';
import { lastDigestDue } from './notice.ts';

describe('the moment a digest was last due', () => {
  it.each([
    // 25 November 2026 is a Wednesday.
    ['2026-11-25T07:00:00.000Z', 'daily', '2026-11-25T07:00:00.000Z'],
    ['2026-11-25T06:59:59.999Z', 'daily', '2026-11-24T07:00:00.000Z'],
    ['2026-12-01T00:30:00.000Z', 'daily', '2026-11-30T07:00:00.000Z'],
    ['2026-11-25T07:00:00.000Z', 'weekly', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T07:00:00.000Z', 'weekly', '2026-11-23T07:00:00.000Z'],
    ['2026-11-23T06:59:59.999Z', 'weekly', '2026-11-16T07:00:00.000Z'],
    ['2026-11-29T23:00:00.000Z', 'weekly', '2026-11-23T07:00:00.000Z'],
  ] as const)('at %s, %s, is %s', (now, delivery, due) => {
    expect(lastDigestDue(new Date(now), delivery, 7).toISOString()).toBe(due);
  });
});
