import { describe, expect, it } from 'vitest';
import { listSubjects, type SourceJurisdiction } from './source-jurisdictions.ts';

const found = (...rows: [code: string, mentions: number, share: number][]): SourceJurisdiction[] =>
  rows.map(([code, mentions, share]) => ({ code, mentions, share }));

const codes = (rows: SourceJurisdiction[]) => listSubjects(rows).map(({ code }) => code);

describe('the subjects of a text', () => {
  it('are those that take up some of it, not every name in it', () => {
    expect(
      codes(found(['KP', 31, 0.7], ['US', 8, 0.155], ['KR', 3, 0.05], ['CN', 1, 0.034], ['GB', 1, 0.009])),
    ).toEqual(['KP', 'US', 'KR']);
  });

  it('are all of them in a text that passes over many at equal length', () => {
    const list = found(
      ...Array.from({ length: 80 }, (_, i): [string, number, number] => [`X${i}`, 1, 1 / 80]),
    );
    expect(listSubjects(list)).toHaveLength(80);
  });

  it('include the only one that is named, however seldom', () => {
    expect(codes(found(['IS', 1, 1]))).toEqual(['IS']);
    expect(codes([])).toEqual([]);
  });
});
