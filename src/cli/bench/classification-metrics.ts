/** Figures by which verdicts and rankings are held against labels. Shares are from 0 to 1, rounded to four digits. */
import { shareOf } from './bench-kind.ts';

/** Precision, recall and their harmonic mean for one class. Null where there is nothing to divide by. */
export type ClassScore = {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
};

/** `truth` and `said` item by item: is it of the class, was it said to be. */
export function scoreClass(truth: readonly boolean[], said: readonly boolean[]): ClassScore {
  const both = truth.filter((each, index) => each && said[index]).length;
  const labelled = truth.filter(Boolean).length;
  const found = said.filter(Boolean).length;
  return {
    precision: shareOf(both, found),
    recall: shareOf(both, labelled),
    f1: shareOf(2 * both, found + labelled),
  };
}

/** Chance that an item of the class has a higher figure than one that is not; ties count half. Null without both. */
export function rocArea(scores: readonly number[], truth: readonly boolean[]): number | null {
  const ranked = scores.map((score, index) => ({ score, isIn: truth[index] === true }));
  ranked.sort((a, b) => a.score - b.score);
  const inside = ranked.filter(({ isIn }) => isIn).length;
  const outside = ranked.length - inside;
  if (inside === 0 || outside === 0) return null;
  let sum = 0;
  for (let from = 0; from < ranked.length; ) {
    let to = from;
    while (to < ranked.length && ranked[to]?.score === ranked[from]?.score) to += 1;
    const tied = ranked.slice(from, to).filter(({ isIn }) => isIn).length;
    sum += tied * ((from + 1 + to) / 2);
    from = to;
  }
  return (sum - (inside * (inside + 1)) / 2) / (inside * outside);
}

/** Mean, rounded; null when a figure is missing or there is none. */
export function meanOf(figures: readonly (number | null)[]): number | null {
  const sum = figures.reduce<number | null>(
    (total, each) => (total === null || each === null ? null : total + each),
    0,
  );
  return sum === null || figures.length === 0 ? null : Math.round((sum / figures.length) * 10_000) / 10_000;
}
