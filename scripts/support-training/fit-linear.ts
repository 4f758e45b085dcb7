/** Logistic regression with a quadratic penalty, by Newton's method: the same lesson gives the same weights. */
import type { LinearTerm } from '#grounding/evidence/additive-model.ts';
import type { Lesson } from './samples.ts';

/** Weights by column, and the log-odds where every feature is at its mean. */
export type LinearFit = { readonly intercept: number; readonly terms: readonly LinearTerm[] };

const ROUNDS = 12;

/** Fits the columns `used`; `penalty` is the weight of the squared weights (the intercept is free). */
export function fitLinear(lesson: Lesson, used: readonly number[], penalty: number): LinearFit {
  const scales = used.map((column) => scaleOf(lesson.rows.map((row) => row[column] ?? 0)));
  const rows = lesson.rows.map((row) => [
    1,
    ...used.map((column, at) => ((row[column] ?? 0) - (scales[at]?.mean ?? 0)) / (scales[at]?.spread ?? 1)),
  ]);
  let beta = new Float64Array(used.length + 1);
  for (let round = 0; round < ROUNDS; round += 1) beta = newtonStep(rows, lesson, beta, penalty);
  return {
    intercept: beta[0] ?? 0,
    terms: scales.map(({ mean, spread }, at) => ({ mean, spread, weight: beta[at + 1] ?? 0 })),
  };
}

function scaleOf(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, spread: Math.sqrt(variance) || 1 };
}

function newtonStep(
  rows: readonly (readonly number[])[],
  { truth, weights }: Lesson,
  beta: Float64Array,
  penalty: number,
): Float64Array<ArrayBuffer> {
  const size = beta.length;
  const gradient = new Float64Array(size);
  const curve = Array.from({ length: size }, () => new Float64Array(size));
  rows.forEach((row, index) => {
    let z = 0;
    for (let at = 0; at < size; at += 1) z += (beta[at] ?? 0) * (row[at] ?? 0);
    const p = 1 / (1 + Math.exp(-z));
    const weight = weights[index] ?? 0;
    const error = weight * (p - (truth[index] ?? 0));
    const bend = weight * Math.max(p * (1 - p), 1e-4);
    for (let a = 0; a < size; a += 1) {
      const value = row[a] ?? 0;
      gradient[a] = (gradient[a] ?? 0) + error * value;
      const line = curve[a];
      if (line === undefined) continue;
      for (let b = 0; b <= a; b += 1) line[b] = (line[b] ?? 0) + bend * value * (row[b] ?? 0);
    }
  });
  for (let at = 1; at < size; at += 1) {
    gradient[at] = (gradient[at] ?? 0) + penalty * (beta[at] ?? 0);
    const line = curve[at];
    if (line !== undefined) line[at] = (line[at] ?? 0) + penalty;
  }
  const step = solve(curve, gradient);
  return beta.map((value, at) => value - (step[at] ?? 0)) as Float64Array<ArrayBuffer>;
}

/** Cholesky; `matrix` is symmetric, its lower half is read. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const low = Array.from({ length: size }, () => new Float64Array(size));
  const at = (i: number, j: number) => low[i]?.[j] ?? 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= at(i, k) * at(j, k);
      const line = low[i];
      if (line !== undefined) line[j] = i === j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / at(j, j);
    }
  }
  const half = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = right[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= at(i, k) * (half[k] ?? 0);
    half[i] = sum / at(i, i);
  }
  const result = new Float64Array(size);
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = half[i] ?? 0;
    for (let k = i + 1; k < size; k += 1) sum -= at(k, i) * (result[k] ?? 0);
    result[i] = sum / at(i, i);
  }
  return result;
}
