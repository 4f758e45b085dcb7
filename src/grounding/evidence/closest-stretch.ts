/**
 * The stretch of a passage that has most of a claim, wherever its sentences begin and end: words that belong together
 * stand together. Also the words of the evidence in one row, each with the words of the claim it may stand for.
 */
import { formsOf, type WordMatch } from './match-words.ts';
import type { Evidence } from './read-evidence.ts';

/** A word of the evidence. `hits` are words of the claim (index, strength), mostly none. */
export type HeldWord = {
  readonly stem: string;
  readonly item: number;
  readonly hits: readonly (readonly [word: number, strength: number])[];
};

/** Words `from` (included) to `to` (excluded) of the row; `covered` is their weighted share of the claim, 0 to 1. */
export type Stretch = { readonly covered: number; readonly from: number; readonly to: number };

/** All words of the evidence in reading order. Linear. */
export function heldWords(match: WordMatch, evidence: Evidence): HeldWord[] {
  const hits = new Map<string, [number, number][]>();
  match.words.forEach((word, at) => {
    for (const [stem, strength] of formsOf(word, evidence)) {
      const known = hits.get(stem);
      if (known === undefined) hits.set(stem, [[at, strength]]);
      else known.push([at, strength]);
    }
  });
  return evidence.pieces.flatMap(({ item, words }) =>
    words.map(({ stem }): HeldWord => ({ stem, item, hits: hits.get(stem) ?? NONE })),
  );
}

const NONE: HeldWord['hits'] = [];

/** The first stretch of at most `size` words of one passage that has most of the claim. Linear in the row. */
export function closestStretch(match: WordMatch, row: readonly HeldWord[], size: number): Stretch {
  const held = holder(match);
  let best = 0;
  let from = 0;
  let start = 0;
  row.forEach((word, end) => {
    held.move(word, 1);
    for (let first = row[start]; first !== undefined; first = row[start]) {
      if (end - start < size && first.item === word.item) break;
      held.move(first, -1);
      start += 1;
    }
    if (held.covered() <= best + 1e-9) return;
    best = held.covered();
    from = start;
  });
  const covered = match.weight === 0 ? 0 : best / match.weight;
  return { covered, from, to: Math.min(row.length, from + size) };
}

/** Which words of the claim a moving stretch holds, each at its greatest strength. */
function holder({ words }: WordMatch) {
  const counts = words.map(() => new Map<number, number>());
  let sum = 0;
  const worth = (at: number) => {
    let most = 0;
    for (const [strength, count] of counts[at] ?? []) if (count > 0 && strength > most) most = strength;
    return most * (words[at]?.weight ?? 0);
  };
  return {
    move({ hits }: HeldWord, step: 1 | -1) {
      for (const [at, strength] of hits) {
        sum -= worth(at);
        counts[at]?.set(strength, (counts[at].get(strength) ?? 0) + step);
        sum += worth(at);
      }
    },
    covered: () => sum,
  };
}
