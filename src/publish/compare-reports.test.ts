import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareReports } from './compare-reports.ts';

describe('compareReports', () => {
  it('finds nothing between a value and itself, whatever the order of its members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(compareReports(value, JSON.parse(JSON.stringify(value)))).toEqual([]);
      }),
    );
    expect(compareReports({ a: 1, b: [2] }, { b: [2], a: 1 })).toEqual([]);
  });

  it.each<[string, unknown, unknown, string[]]>([
    ['a verdict', { s: [{ v: 'supported' }] }, { s: [{ v: 'contradicted' }] }, ['s[0].v']],
    ['one entry less', { s: ['a', 'b'] }, { s: ['a'] }, ['s[1]']],
    ['a member more', { a: null }, { a: null, b: 1 }, ['b']],
    ['null for a value', { a: { b: 1 } }, { a: null }, ['a']],
    ['a list for members', { a: [] }, { a: {} }, ['a']],
  ])('names the place of %s', (_, reported, recomputed, paths) => {
    expect(compareReports(reported, recomputed).map(({ path }) => path)).toEqual(paths);
  });
});
