/**
 * Counts in how many stretches of about a hundred words each stem stands, over the evaluation data beside the
 * checkout, and writes the weights by which the combiner knows a telling word from a common one. Word counts only;
 * no label is read. Run by `scripts/train-support.ts`.
 */
import { contentStems } from '#grounding/support-profile.ts';

/** Stems a stretch has. */
const STRETCH = 100;
/** Rarer stems are all given the greatest weight, which the table need not hold. */
const LEAST_STRETCHES = 12;

/** Weights to one decimal (`ln(stretches / stretches with the stem)`), each with its stems in alphabetical order. */
export type WordWeights = { readonly rare: number; readonly weights: Readonly<Record<string, string>> };

/** See the module comment. The same texts give the same table. */
export function countWords(texts: readonly string[]): WordWeights {
  const counts = new Map<string, number>();
  let stretches = 0;
  for (const text of texts) {
    const stems = contentStems(text);
    for (let from = 0; from < stems.length; from += STRETCH) {
      stretches += 1;
      for (const stem of new Set(stems.slice(from, from + STRETCH)))
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
    }
  }
  const byWeight = new Map<string, string[]>();
  for (const [stem, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (count < LEAST_STRETCHES || /\p{N}/u.test(stem)) continue;
    const weight = Math.log(stretches / count).toFixed(1);
    byWeight.set(weight, [...(byWeight.get(weight) ?? []), stem]);
  }
  const ordered = [...byWeight].sort(([a], [b]) => Number(a) - Number(b));
  return {
    rare: Number(Math.log(stretches / LEAST_STRETCHES).toFixed(1)),
    weights: Object.fromEntries(ordered.map(([weight, stems]) => [weight, stems.join(' ')])),
  };
}
