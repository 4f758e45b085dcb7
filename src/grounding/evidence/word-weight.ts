/** How much a word tells: the rarer its stem in running text, the more. The table is a count (word-weights.json). */
import table from './word-weights.json' with { type: 'json' };

const weights = new Map(
  Object.entries(table.weights).flatMap(([weight, stems]) =>
    stems.split(' ').map((stem) => [stem, Number(weight)] as const),
  ),
);

/** Weight of a stem no count is known of; all others are between 0 and this. */
export const RARE = table.rare;

/** From 0 (in every stretch of text) to {@link RARE}. */
export function wordWeight(stem: string): number {
  return weights.get(stem) ?? RARE;
}
