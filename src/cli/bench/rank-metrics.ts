/**
 * How good a ranking is, by the definitions of trec_eval: gains are the grades themselves, a document without a grade
 * counts as not relevant, and a query that finds nothing counts as zero.
 */

/** Grades of the documents of one query; more than 0 is relevant. */
export type Grades = ReadonlyMap<string, number>;

/** `ndcg_cut_10`: gain over the best possible one among the first `depth`; null when nothing is relevant. */
export function ndcgAt(depth: number, ranking: readonly string[], grades: Grades): number | null {
  const gains = [...grades.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  if (gains.length === 0) return null;
  const got = ranking.slice(0, depth).map((document) => Math.max(0, grades.get(document) ?? 0));
  return discounted(got) / discounted(gains.slice(0, depth));
}

/**
 * `map`: mean of the precision at the place of each relevant one, those not found counting 0; null when nothing is
 * relevant.
 */
export function averagePrecision<T>(ranking: readonly T[], relevant: ReadonlySet<T>): number | null {
  if (relevant.size === 0) return null;
  let found = 0;
  let sum = 0;
  ranking.forEach((each, index) => {
    if (!relevant.has(each)) return;
    found += 1;
    sum += found / (index + 1);
  });
  return sum / relevant.size;
}

/** `P_30`: share of the first `depth` places that hold a relevant document; places beyond the ranking hold none. */
export function precisionAt(depth: number, ranking: readonly string[], grades: Grades): number {
  return countFound(ranking.slice(0, depth), grades) / depth;
}

/** `recall_100`: share of the relevant documents among the first `depth`; null when nothing is relevant. */
export function recallAt(depth: number, ranking: readonly string[], grades: Grades): number | null {
  const relevant = relevantOf(grades).size;
  return relevant === 0 ? null : countFound(ranking.slice(0, depth), grades) / relevant;
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
}

/** The documents with a grade above 0. */
export function relevantOf(grades: Grades): ReadonlySet<string> {
  return new Set([...grades].flatMap(([document, grade]) => (grade > 0 ? [document] : [])));
}

function countFound(ranking: readonly string[], grades: Grades): number {
  return ranking.filter((document) => (grades.get(document) ?? 0) > 0).length;
}
