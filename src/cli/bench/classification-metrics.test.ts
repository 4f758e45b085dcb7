import { describe, expect, it } from 'vitest';
import { meanOf, rocArea, scoreClass } from './classification-metrics.ts';

describe('scoreClass', () => {
  it('counts precision, recall and F1', () => {
    const score = scoreClass([true, true, false, false], [true, false, true, false]);
    expect(score).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  });

  it('gives no figure where nothing was said or labelled', () => {
    expect(scoreClass([true], [false])).toEqual({ precision: null, recall: 0, f1: 0 });
    expect(scoreClass([false], [false])).toEqual({ precision: null, recall: null, f1: null });
  });
});

describe('rocArea', () => {
  it.each<[string, number[], boolean[], number | null]>([
    ['a perfect order', [0.9, 0.8, 0.2], [true, true, false], 1],
    ['the order turned round', [0.1, 0.9], [true, false], 0],
    ['all the same', [0.5, 0.5, 0.5], [true, false, false], 0.5],
    ['one pair of three tied', [0.5, 0.5, 0.1, 0.9], [true, false, false, true], 0.875],
    ['one class only', [0.5], [true], null],
  ])('of %s', (_, scores, truth, area) => {
    expect(rocArea(scores, truth)).toBe(area);
  });
});

it('has no mean of nothing or of a missing figure', () => {
  expect(meanOf([0.25, 0.5])).toBe(0.375);
  expect(meanOf([0.25, null])).toBeNull();
  expect(meanOf([])).toBeNull();
});
