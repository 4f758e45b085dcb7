import { describe, expect, it } from 'vitest';
import { type AdditiveModel, createScorer } from './additive-model.ts';
import contradictionModel from './contradiction-model.json' with { type: 'json' };
import { FEATURES } from './evidence-features.ts';
import supportModel from './support-model.json' with { type: 'json' };

const model: AdditiveModel = {
  intercept: 0,
  linear: { length: { mean: 2, spread: 4, weight: 1 } },
  questions: [{ feature: 'share', below: 0.5, yes: -1, no: { feature: 'length', below: 3, yes: 0, no: 2 } }],
};

describe('createScorer', () => {
  it.each<[string, number[], number]>([
    ['adds terms and answers', [2, 0.4], -1],
    ['follows an answer that asks again', [6, 0.5], 1 + 2],
    ['takes a feature that is missing as 0', [], -0.5 - 1],
  ])('%s', (_, values, odds) => {
    const chance = createScorer(model, ['length', 'share'])(values);
    expect(Math.log(chance / (1 - chance))).toBeCloseTo(odds, 9);
  });

  it('refuses a model that asks for a feature nobody counts', () => {
    expect(() => createScorer(model, ['length'])).toThrow('share');
  });

  it('has figures for the features that are counted', () => {
    const zeros = FEATURES.map(() => 0);
    for (const known of [supportModel, contradictionModel] as AdditiveModel[]) {
      expect(Number.isFinite(createScorer(known, FEATURES)(zeros))).toBe(true);
    }
    expect(new Set(FEATURES).size).toBe(FEATURES.length);
  });
});
