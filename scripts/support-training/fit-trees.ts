/** Gradient boosting of questions two deep, on binned features: the same lesson gives the same questions. */
import type { Answer } from '#grounding/evidence/additive-model.ts';
import type { Lesson } from './samples.ts';

/** How much is learnt: questions, how deep each asks, how far each answer goes, and what holds them back. */
export type TreeSettings = {
  readonly questions: number;
  readonly depth: number;
  readonly rate: number;
  readonly penalty: number;
  /** Least curvature (weight × p × (1 − p)) behind an answer. */
  readonly least: number;
};

const BINS = 25;

type Binned = {
  readonly used: readonly number[];
  readonly cuts: readonly (readonly number[])[];
  readonly bins: readonly Uint8Array[];
  readonly names: readonly string[];
};

/** Fits questions about the columns `used`, named by `names`. Figures are rounded as they are written. */
export function fitTrees(
  lesson: Lesson,
  used: readonly number[],
  names: readonly string[],
  settings: TreeSettings,
): Answer[] {
  const size = lesson.rows.length;
  const binned = binRows(lesson, used, names);
  const odds = new Float64Array(size);
  const slope = new Float64Array(size);
  const bend = new Float64Array(size);
  const everything = Int32Array.from({ length: size }, (_, index) => index);
  return Array.from({ length: settings.questions }, () => {
    for (let index = 0; index < size; index += 1) {
      const p = 1 / (1 + Math.exp(-(odds[index] ?? 0)));
      const weight = lesson.weights[index] ?? 0;
      slope[index] = weight * (p - (lesson.truth[index] ?? 0));
      bend[index] = weight * p * (1 - p);
    }
    return grow(everything, settings.depth, { binned, slope, bend, odds, settings });
  });
}

function binRows({ rows }: Lesson, used: readonly number[], names: readonly string[]): Binned {
  const cuts = used.map((column) => {
    const sorted = rows.map((row) => row[column] ?? 0).sort((a, b) => a - b);
    const found = Array.from({ length: BINS - 1 }, (_, at) =>
      rounded(sorted[Math.floor(((at + 1) * sorted.length) / BINS)] ?? 0),
    );
    return [...new Set(found)];
  });
  const bins = used.map((column, at) =>
    Uint8Array.from(rows, (row) => (cuts[at] ?? []).filter((cut) => (row[column] ?? 0) >= cut).length),
  );
  return { used, cuts, bins, names };
}

type Growth = {
  readonly binned: Binned;
  readonly slope: Float64Array;
  readonly bend: Float64Array;
  readonly odds: Float64Array;
  readonly settings: TreeSettings;
};

function grow(members: Int32Array, depth: number, growth: Growth): Answer {
  const split = depth === 0 ? undefined : bestSplit(members, growth);
  if (split === undefined) return answer(members, growth);
  const { binned } = growth;
  const bins = binned.bins[split.at];
  const isBelow = (index: number) => (bins?.[index] ?? 0) <= split.bin;
  return {
    feature: binned.names[binned.used[split.at] ?? 0] ?? '',
    below: binned.cuts[split.at]?.[split.bin] ?? 0,
    yes: grow(members.filter(isBelow), depth - 1, growth),
    no: grow(
      members.filter((index) => !isBelow(index)),
      depth - 1,
      growth,
    ),
  };
}

function answer(members: Int32Array, { slope, bend, odds, settings }: Growth): number {
  let g = 0;
  let h = 0;
  for (const index of members) {
    g += slope[index] ?? 0;
    h += bend[index] ?? 0;
  }
  const value = rounded((-settings.rate * g) / (h + settings.penalty));
  for (const index of members) odds[index] = (odds[index] ?? 0) + value;
  return value;
}

/** The cut that most lowers the loss; undefined when none does. Ties go to the earlier feature and cut. */
function bestSplit(members: Int32Array, { binned, slope, bend, settings }: Growth) {
  let best: { at: number; bin: number; gain: number } | undefined;
  binned.bins.forEach((bins, at) => {
    const g = new Float64Array(BINS);
    const h = new Float64Array(BINS);
    for (const index of members) {
      const bin = bins[index] ?? 0;
      g[bin] = (g[bin] ?? 0) + (slope[index] ?? 0);
      h[bin] = (h[bin] ?? 0) + (bend[index] ?? 0);
    }
    const [allG, allH] = [g.reduce((a, b) => a + b, 0), h.reduce((a, b) => a + b, 0)];
    const worth = (sum: number, curve: number) => (sum * sum) / (curve + settings.penalty);
    let [leftG, leftH] = [0, 0];
    for (let bin = 0; bin < (binned.cuts[at]?.length ?? 0); bin += 1) {
      leftG += g[bin] ?? 0;
      leftH += h[bin] ?? 0;
      if (leftH < settings.least || allH - leftH < settings.least) continue;
      const gain = worth(leftG, leftH) + worth(allG - leftG, allH - leftH) - worth(allG, allH);
      if (gain > (best?.gain ?? 1e-3)) best = { at, bin, gain };
    }
  });
  return best;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
