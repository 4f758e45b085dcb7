import { describe, expect, it } from 'vitest';
import { counted, formatSize, grouped, percent, shorten } from './amounts.ts';
import { daysBetween, formatDay, formatMinute } from './dates.ts';

describe('dates', () => {
  it.each([
    ['2025-06-26', '26 Jun 2025'],
    ['2025-09', 'Sep 2025'],
    ['2025', '2025'],
    ['2026-11-20T23:59:59Z', '20 Nov 2026'],
    ['soon', 'soon'],
  ])('prints %s as %s', (date, expected) => {
    expect(formatDay(date)).toBe(expected);
  });

  it('keeps the minute of an instant and the day of a date', () => {
    expect(formatMinute('2025-06-26T13:10')).toBe('26 Jun 2025 13:10');
    expect(formatMinute('2025-06-26')).toBe('26 Jun 2025');
  });

  it('counts whole days, backwards too', () => {
    expect(daysBetween('2026-06-24', '2026-11-20')).toBe(149);
    expect(daysBetween('2026-11-20', '2026-11-19')).toBe(-1);
  });
});

describe('amounts', () => {
  it('agrees in number and groups digits', () => {
    expect(counted(1, 'analysis', 'analyses')).toBe('1 analysis');
    expect(counted(12500, 'sentence')).toBe('12,500 sentences');
    expect(grouped(999)).toBe('999');
  });

  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [21451, '21.5 kB'],
    [3200000, '3.2 MB'],
  ])('gives %d bytes as %s', (bytes, expected) => {
    expect(formatSize(bytes)).toBe(expected);
  });

  it('rounds a share to whole per cent', () => {
    expect(percent(0.425)).toBe('43 %');
  });

  it('shortens without cutting a character in half', () => {
    expect(shorten('short', 10)).toBe('short');
    expect(shorten('abc🏦def', 5)).toBe('abc…');
  });
});
