/** Entries of two lists that are one thing: by the surest key that both have, then by likeness. */
import type { Tie } from './align-in-order.ts';

/**
 * Ties in the order of the first list. Each key is tried on what the keys before it have left; entries that share one
 * are tied first with first. `alike` gets the entries left at the end.
 */
export function tieByKeys<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  keys: readonly ((entry: Entry) => string | null)[],
  alike: (before: readonly Entry[], after: readonly Entry[]) => readonly Tie[],
): Tie[] {
  const own = new Map(before.entries());
  const theirs = new Map(after.entries());
  const ties: Tie[] = [];
  const tie = (at: number, there: number) => {
    ties.push([at, there]);
    own.delete(at);
    theirs.delete(there);
  };
  for (const keyOf of keys) {
    const waiting = Map.groupBy([...theirs].reverse(), ([, entry]) => keyOf(entry));
    for (const [at, entry] of [...own]) {
      const key = keyOf(entry);
      const there = key === null ? undefined : waiting.get(key)?.pop();
      if (there !== undefined) tie(at, there[0]);
    }
  }
  const [left, right] = [[...own], [...theirs]];
  const pairs = alike(
    left.map(([, entry]) => entry),
    right.map(([, entry]) => entry),
  );
  for (const [a, b] of pairs) {
    const [mine, other] = [left[a], right[b]];
    if (mine !== undefined && other !== undefined) tie(mine[0], other[0]);
  }
  return ties.sort((a, b) => a[0] - b[0]);
}
