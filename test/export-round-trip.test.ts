import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RegatlasExport } from '#domain/analysis-export.ts';
import { parseExport } from '#ingest/read-regatlas-json.ts';
import { formatExport } from '#publish/format-export.ts';
import { arbitraryExport } from './fixtures/pages/arbitrary-export.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('gives back every export as it was written', () => {
  fc.assert(
    fc.property(arbitraryExport, (value) => {
      const written = formatExport(value);
      const read = parseExport(written, 'a.json');
      expect(read).toEqual(plain(value));
      expect(formatExport(read)).toBe(written);
      expect(written.endsWith('\n')).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('writes the same bytes whatever order the members come in', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, member]) => [key, reversed(member)]),
    );
  };
  fc.assert(
    fc.property(arbitraryExport, (value) => {
      expect(formatExport(reversed(value) as RegatlasExport)).toBe(formatExport(value));
    }),
    { numRuns: 20 },
  );
});
