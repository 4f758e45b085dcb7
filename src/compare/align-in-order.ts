/**
 * Equal members of two lists in order, by patience: what is unique on both sides is tied first, then what has become
 * unique between two ties. Time grows with n log n whatever the lists are; what repeats without end stays untied.
 */

/** Positions in both lists. */
export type Tie = readonly [before: number, after: number];

const MOST_ROUNDS = 12;

type Range = {
  readonly from: number;
  readonly to: number;
  readonly afterFrom: number;
  readonly afterTo: number;
  readonly round: number;
};

/** Ties in order: both positions rise from one to the next. */
export function alignInOrder(before: readonly string[], after: readonly string[]): Tie[] {
  const ties: Tie[] = [];
  const open: Range[] = [{ from: 0, to: before.length, afterFrom: 0, afterTo: after.length, round: 0 }];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const rest = tieEnds(before, after, range, ties);
    if (rest.from >= rest.to || rest.afterFrom >= rest.afterTo || rest.round >= MOST_ROUNDS) continue;
    const anchors = uniqueTies(before, after, rest);
    if (anchors.length === 0) continue;
    ties.push(...anchors);
    let [from, afterFrom] = [rest.from, rest.afterFrom];
    for (const [to, afterTo] of [...anchors, [rest.to, rest.afterTo] as const]) {
      open.push({ from, to, afterFrom, afterTo, round: rest.round + 1 });
      [from, afterFrom] = [to + 1, afterTo + 1];
    }
  }
  return ties.sort((a, b) => a[0] - b[0]);
}

/** Ties what both begin and end with, and gives what is left between. */
function tieEnds(before: readonly string[], after: readonly string[], range: Range, ties: Tie[]): Range {
  let { from, to, afterFrom, afterTo } = range;
  while (from < to && afterFrom < afterTo && before[from] === after[afterFrom]) {
    ties.push([from, afterFrom]);
    from += 1;
    afterFrom += 1;
  }
  while (to > from && afterTo > afterFrom && before[to - 1] === after[afterTo - 1]) {
    to -= 1;
    afterTo -= 1;
    ties.push([to, afterTo]);
  }
  return { from, to, afterFrom, afterTo, round: range.round };
}

function uniqueTies(before: readonly string[], after: readonly string[], range: Range): Tie[] {
  const own = uniquePlaces(before, range.from, range.to);
  const theirs = uniquePlaces(after, range.afterFrom, range.afterTo);
  const ties: Tie[] = [];
  for (const [key, at] of own) {
    const there = theirs.get(key) ?? -1;
    if (at >= 0 && there >= 0) ties.push([at, there]);
  }
  return longestRising(ties.sort((a, b) => a[0] - b[0]));
}

/** Each member's place; -1 for one that repeats. */
function uniquePlaces(list: readonly string[], from: number, to: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at < to; at += 1) {
    const key = list[at] ?? '';
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

/** The longest run of ties whose second positions rise; `ties` are in the order of the first. */
export function longestRising(ties: readonly Tie[]): Tie[] {
  const tails: number[] = [];
  const previous: number[] = [];
  ties.forEach(([, value], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ties[tails[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  });
  const kept: Tie[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const tie = ties[at];
    if (tie !== undefined) kept.push(tie);
  }
  return kept.reverse();
}
