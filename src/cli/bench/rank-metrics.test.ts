import { describe, expect, it } from 'vitest';
import { averagePrecision, ndcgAt, precisionAt, recallAt, relevantOf } from './rank-metrics.ts';

const grades = new Map([
  ['a', 2],
  ['b', 1],
  ['c', 0],
  ['d', 1],
  ['e', -1],
]);

describe('metrics of a ranking', () => {
  it('discount gains by the logarithm of the place, against the best order', () => {
    // Gains 0, 2, 1 at places 1 to 3; the best order has 2, 1, 1.
    const got = 2 / Math.log2(3) + 1 / Math.log2(4);
    const best = 2 / Math.log2(2) + 1 / Math.log2(3) + 1 / Math.log2(4);
    expect(ndcgAt(10, ['c', 'a', 'b'], grades)).toBeCloseTo(got / best, 12);
  });

  it('look no further than their depth', () => {
    const best = 2 / Math.log2(2) + 1 / Math.log2(3);
    expect(ndcgAt(2, ['x', 'y', 'a'], grades)).toBe(0);
    expect(ndcgAt(2, ['b', 'y', 'a'], grades)).toBeCloseTo(1 / best, 12);
    expect(recallAt(2, ['a', 'x', 'b'], grades)).toBeCloseTo(1 / 3, 12);
  });

  it('count what was not found as zero', () => {
    // Precision 1/1 at a and 2/3 at d; b is missing.
    expect(averagePrecision(['a', 'c', 'd'], relevantOf(grades))).toBeCloseTo((1 + 2 / 3) / 3, 12);
    expect(averagePrecision([], relevantOf(grades))).toBe(0);
    expect(ndcgAt(10, [], grades)).toBe(0);
  });

  it('divide precision by the depth, however short the ranking', () => {
    expect(precisionAt(30, ['a', 'b', 'x'], grades)).toBeCloseTo(2 / 30, 12);
    expect(precisionAt(2, ['a', 'e'], grades)).toBe(0.5);
  });

  it('are perfect for the perfect ranking, and give no gain for a negative grade', () => {
    expect(ndcgAt(10, ['a', 'd', 'b'], grades)).toBe(1);
    expect(ndcgAt(10, ['e', 'a', 'd', 'b'], grades)).toBeLessThan(1);
    expect(averagePrecision(['a', 'd', 'b'], relevantOf(grades))).toBe(1);
  });

  it('are not known where nothing is relevant', () => {
    const none = new Map([['a', 0]]);
    expect(ndcgAt(10, ['a'], none)).toBeNull();
    expect(averagePrecision(['a'], relevantOf(none))).toBeNull();
    expect(recallAt(100, ['a'], none)).toBeNull();
  });
});

it('ranks places as it ranks documents, those not ranked counting as not found', () => {
  expect(averagePrecision([2, 0, 1], new Set([2]))).toBe(1);
  expect(averagePrecision([0, 2, 1], new Set([2, 1]))).toBeCloseTo(7 / 12, 12);
  expect(averagePrecision([0], new Set([0, 5]))).toBe(0.5);
});
