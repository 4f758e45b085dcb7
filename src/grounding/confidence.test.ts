import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confidenceSchema } from '#domain/confidence.ts';
import { PRIMARY_TIERS, SOURCE_TIERS } from '#domain/source.ts';
import { type ConfidenceEvidence, computeConfidence, type EvidenceSource } from './confidence.ts';

const law: EvidenceSource = {
  key: 'a',
  tier: 'law',
  publishedOn: '2026-01-01',
  bearsPage: true,
  bearsStatus: true,
};

const strong: ConfidenceEvidence = {
  sources: [
    law,
    { ...law, key: 'b', tier: 'regulator' },
    { ...law, key: 'c', tier: 'news', bearsStatus: false },
  ],
  quotations: { verified: 4, total: 4 },
  sentences: { supported: 9, partial: 1, total: 10 },
  references: { total: 0, dangling: 0 },
  listed: { total: 0, unresolved: 0 },
  contradictions: 0,
  openChallenges: 0,
  criticalChallenges: 0,
  approved: true,
  asOf: '2026-02-01',
  reviewIntervalDays: 180,
};

describe('computeConfidence', () => {
  it('is Unknown, without a figure and with the reason, when nothing is stored', () => {
    const confidence = computeConfidence({ ...strong, sources: [], references: { total: 10, dangling: 10 } });
    expect([confidence.level, confidence.figure]).toEqual(['Unknown', null]);
    expect(confidence.summary).toContain(
      'The status rests on no stored source; 10 of 10 provider references point at nothing.',
    );
  });

  it.each<[string, Partial<ConfidenceEvidence>, string]>([
    ['everything borne by law', {}, 'High'],
    [
      'no source for the status',
      { sources: strong.sources.map((s) => ({ ...s, bearsStatus: false })) },
      'Low',
    ],
    [
      'blogs alone for the status',
      { sources: strong.sources.map((s) => ({ ...s, tier: 'blog' as const })) },
      'Low',
    ],
    [
      'news but no primary source for the status',
      { sources: strong.sources.map((s) => ({ ...s, tier: 'news' as const })) },
      'Medium',
    ],
    ['an open challenge', { openChallenges: 1 }, 'Medium'],
    ['a critical challenge', { openChallenges: 1, criticalChallenges: 1 }, 'Low'],
    ['a contradiction', { contradictions: 1 }, 'Medium'],
    [
      'no claims and no quotations',
      { sentences: { supported: 0, partial: 0, total: 0 }, quotations: { verified: 0, total: 0 } },
      'Unknown',
    ],
    [
      'a stored source that bears nothing',
      {
        sources: [{ ...law, bearsPage: false, bearsStatus: false }],
        sentences: { supported: 0, partial: 0, total: 10 },
      },
      'Low',
    ],
  ])('with %s is judged', (_, change, level) => {
    const confidence = computeConfidence({ ...strong, ...change });
    expect(confidence.level).toBe(level);
    expect(() => confidenceSchema.parse(confidence)).not.toThrow();
  });

  it('names the cap that held the figure down', () => {
    expect(computeConfidence({ ...strong, openChallenges: 2 }).caps).toHaveLength(1);
    expect(computeConfidence(strong).caps).toEqual([]);
  });

  it('counts copies of one document once', () => {
    const copies = Array.from({ length: 16 }, () => law);
    const factor = (sources: EvidenceSource[]) =>
      computeConfidence({ ...strong, sources }).factors.find((each) => each.key === 'independence')!.value;
    expect(factor(copies)).toBe(factor([law]));
  });

  it('gives factors whose weights add up to one, whatever applies', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const { factors } = computeConfidence(given);
        expect(factors.reduce((sum, factor) => sum + factor.weight, 0)).toBeCloseTo(1);
      }),
    );
  });
});

const source = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  tier: fc.constantFrom(...SOURCE_TIERS),
  publishedOn: fc.constantFrom(null, '2019', '2024-03', '2026-01-15'),
  bearsPage: fc.boolean(),
  bearsStatus: fc.boolean(),
});

const share = fc
  .tuple(fc.nat(10), fc.nat(10))
  .map(([a, b]) => ({ part: Math.min(a, b), total: Math.max(a, b) }));

const challenges = fc.tuple(fc.nat(3), fc.nat(3)).map(([open, critical]) => ({
  openChallenges: open,
  criticalChallenges: Math.min(open, critical),
}));

const counts = fc.record({
  sources: fc.array(source, { maxLength: 5 }),
  quotations: share.map(({ part, total }) => ({ verified: part, total })),
  sentences: share.map(({ part, total }) => ({ supported: part, partial: Math.min(1, total - part), total })),
  references: share.map(({ part, total }) => ({ dangling: part, total })),
  listed: share.map(({ part, total }) => ({ unresolved: part, total })),
  contradictions: fc.nat(3),
  approved: fc.boolean(),
  asOf: fc.constantFrom(null, '2026-02-01'),
  reviewIntervalDays: fc.constantFrom(null, 90, 365),
});

const evidence: fc.Arbitrary<ConfidenceEvidence> = fc
  .tuple(counts, challenges)
  .map(([rest, open]) => ({ ...rest, ...open }));

describe('monotonicity', () => {
  const worth = (given: ConfidenceEvidence) => computeConfidence(given).figure ?? -1;
  const primary = fc.record({
    key: fc.constantFrom('a', 'new'),
    tier: fc.constantFrom(...PRIMARY_TIERS),
    publishedOn: fc.constantFrom(null, '1999-01-01', '2026-01-31'),
    bearsPage: fc.constant(true),
    bearsStatus: fc.constant(true),
  });

  it('a verified primary source never lowers it', () => {
    fc.assert(
      fc.property(evidence, primary, (given, added) => {
        expect(worth({ ...given, sources: [...given.sources, added] })).toBeGreaterThanOrEqual(worth(given));
      }),
    );
  });

  it.each<[string, (given: ConfidenceEvidence) => ConfidenceEvidence]>([
    ['an open contradiction', (given) => ({ ...given, contradictions: given.contradictions + 1 })],
    ['an open challenge', (given) => ({ ...given, openChallenges: given.openChallenges + 1 })],
    [
      'an open critical challenge',
      (given) => ({
        ...given,
        openChallenges: given.openChallenges + 1,
        criticalChallenges: given.criticalChallenges + 1,
      }),
    ],
    [
      'a challenge that turns out to be critical',
      (given) => ({
        ...given,
        criticalChallenges: Math.min(given.openChallenges, given.criticalChallenges + 1),
      }),
    ],
    ['a lost approval', (given) => ({ ...given, approved: false })],
    [
      'a reference that turns out to point nowhere',
      (given) => ({
        ...given,
        references: {
          ...given.references,
          dangling: Math.min(given.references.total, given.references.dangling + 1),
        },
      }),
    ],
    [
      'a listed source of which no copy is stored',
      (given) => ({
        ...given,
        listed: {
          ...given.listed,
          unresolved: Math.min(given.listed.total, given.listed.unresolved + 1),
        },
      }),
    ],
    [
      'a stored source that bears nothing',
      (given) => {
        const nothing = { ...law, key: 'other', bearsPage: false, bearsStatus: false };
        return given.sources.length === 0 ? given : { ...given, sources: [...given.sources, nothing] };
      },
    ],
  ])('%s never raises it', (_, worsen) => {
    fc.assert(
      fc.property(evidence, (given) => {
        expect(worth(worsen(given))).toBeLessThanOrEqual(worth(given));
      }),
    );
  });

  it('a first source that bears nothing leads from Unknown to no more than Low', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const nothing = { ...law, bearsPage: false, bearsStatus: false };
        expect(['Unknown', 'Low']).toContain(computeConfidence({ ...given, sources: [nothing] }).level);
      }),
    );
  });

  it('a sentence that becomes supported never lowers it', () => {
    fc.assert(
      fc.property(evidence, (given) => {
        const { supported, partial, total } = given.sentences;
        fc.pre(supported + partial < total);
        const better = { ...given, sentences: { supported: supported + 1, partial, total } };
        expect(worth(better)).toBeGreaterThanOrEqual(worth(given));
      }),
    );
  });
});
