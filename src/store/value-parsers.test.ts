import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from './value-parsers.ts';

describe('reading an instant', () => {
  it.each([
    ['2025-06-26 13:10:00+00', '2025-06-26T13:10:00.000Z'],
    ['2025-06-26 13:10:00.5+00', '2025-06-26T13:10:00.500Z'],
    ['2025-06-26 13:10:00.999999+00', '2025-06-26T13:10:00.999Z'],
    ['2025-01-01 05:30:00+05:30', '2025-01-01T00:00:00.000Z'],
    ['1889-12-31 23:37:56-00:22:04', '1890-01-01T00:00:00.000Z'],
    ['0099-03-01 00:00:00+00', '0099-03-01T00:00:00.000Z'],
    ['infinity', 'infinity'],
    ['0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00+00 BC'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it('gives back every instant that PostgreSQL prints in UTC', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          const iso = date.toISOString();
          expect(parseInstant(iso.replace('T', ' ').replace('Z', '+00'))).toBe(iso);
        },
      ),
    );
  });
});
