import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefSchema } from '#domain/brief.ts';
import { keptSource } from '../../test/research/make-candidates.ts';
import { buildBrief, MOST_PASSAGES } from './build-brief.ts';
import type { UncopiedSource } from './drop-copies.ts';
import { MOST_SOURCES, rankSources } from './rank-sources.ts';

const isOwn = (code: string) => code === 'BT';
const build = (sources: readonly UncopiedSource[]) =>
  buildBrief({ ...{ jurisdiction: 'BT', topic: 'T', queries: [], leftOut: [] }, sources, isOwn });
const off = (count: number) => Array.from({ length: count }, () => 0);

describe('a brief', () => {
  it('takes what is on the topic with its neighbours, and the rest of a text that is about it', () => {
    const about = keptSource(1, [0, 5, 0, 0]);
    const passing = keptSource(2, [...off(20), 5, ...off(20)]);
    const titled = keptSource(3, [...off(20), 5, ...off(20)], { isTitled: true });
    expect(
      build([about, passing, titled])
        .passages.map(({ ref }) => ref)
        .join(''),
    ).toBe(`${'1'.repeat(4)}${'2'.repeat(3)}${'3'.repeat(41)}`);
  });

  it('takes of a text about several countries only what names the own', () => {
    const mixed = keptSource(1, [3, 3, 3], { isMixed: true });
    const passages = mixed.passages.map((passage, index) => ({
      ...passage,
      codes: index === 1 ? ['BT'] : ['NP'],
    }));
    expect(build([{ ...mixed, passages }]).passages.map(({ text }) => text.slice(0, 9))).toEqual([
      'Passage 1',
    ]);
    const none = build([mixed]);
    expect(none.sources).toEqual([]);
    expect(none.leftOut).toMatchObject([{ source: 1, reason: 'other-jurisdiction' }]);
  });

  it('lets no long source crowd out the others, and tells which found no room', () => {
    const long = Array.from({ length: 39 }, (_, index) =>
      keptSource(
        index + 1,
        Array.from({ length: 80 }, () => 4),
      ),
    );
    const brief = build([...long, keptSource(40, [4])]);
    expect(brief.passages).toHaveLength(MOST_PASSAGES);
    const of = (ref: string) => brief.passages.filter((passage) => passage.ref === ref).length;
    expect(of('1')).toBe(of('2'));
    expect(brief.leftOut.every(({ reason }) => reason === 'too-many')).toBe(true);
    expect(brief.sources.length + brief.leftOut.length).toBe(40);
  });

  it('is bounded, numbered in order, and the same for the same sources', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 1, maxLength: 70 });
    fc.assert(
      fc.property(fc.array(scores, { maxLength: 50 }), (all) => {
        const sources = all.map((each, index) => keptSource(index + 1, each));
        const { ranked, leftOut } = rankSources(sources);
        expect(ranked.length).toBeLessThanOrEqual(MOST_SOURCES);
        expect(ranked.length + leftOut.length).toBe(sources.length);
        const brief = briefSchema.parse(build(ranked));
        expect(brief.passages.length).toBeLessThanOrEqual(MOST_PASSAGES);
        expect(brief.passages.map(({ id }) => id)).toEqual(brief.passages.map((_, index) => `P${index + 1}`));
        expect(brief.sources.map(({ ref }) => ref)).toEqual(brief.sources.map((_, index) => `${index + 1}`));
        for (const [index, passage] of brief.passages.entries()) {
          const before = brief.passages[index - 1];
          const isNext = before === undefined || before.ref !== passage.ref || before.end <= passage.start;
          expect(isNext).toBe(true);
        }
        expect(build(rankSources(sources.toReversed()).ranked)).toEqual(brief);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the rank of sources', () => {
  it('goes by who speaks, then by how much is said, then by the day', () => {
    const source = (id: number, tier: 'law' | 'news', score: number, publishedOn: string | null) =>
      keptSource(id, [score], { facts: { tier, publishedOn } });
    const { ranked } = rankSources([
      source(1, 'news', 9, '2026-01-01'),
      source(2, 'law', 4, null),
      source(3, 'law', 4, '2025-01-01'),
      source(4, 'law', 9, '2001-01-01'),
    ]);
    expect(ranked.map(({ source: { sourceId } }) => sourceId)).toEqual([4, 3, 2, 1]);
    expect(ranked[0]?.reasons).toEqual(['It is of the kind “law”: primary evidence, published 2001-01-01.']);
  });

  it('lets go of what speaks of the topic in passing first, whoever speaks', () => {
    const laws = Array.from({ length: MOST_SOURCES }, (_, n) =>
      keptSource(n + 1, [1], { facts: { tier: 'law' } }),
    );
    const { ranked, leftOut } = rankSources([...laws, keptSource(99, [8])]);
    expect(ranked.some(({ source }) => source.sourceId === 99)).toBe(true);
    expect(leftOut).toMatchObject([{ reason: 'too-many' }]);
  });
});
