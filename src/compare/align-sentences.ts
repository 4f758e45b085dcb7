/**
 * Which sentence of the later version is which of the earlier one: first equal ones in order within their part, then
 * equal ones anywhere, then reworded ones. A pair is moved when its ends stand in different parts, or when it stands
 * across the order that most of the part has kept.
 */
import { alignInOrder, longestRising, type Tie } from './align-in-order.ts';
import type { KeyedSentence } from './page-sentences.ts';
import { pairAlike } from './pair-alike.ts';
import { DIFF_PARTS } from './version-diff.ts';

/** Positions in both lists of sentences. */
export type SentencePair = { readonly before: number; readonly after: number; readonly isMoved: boolean };

type Sides = { readonly before: readonly KeyedSentence[]; readonly after: readonly KeyedSentence[] };

/** Every sentence is in one pair at most. In the order of the earlier version. */
export function alignSentences(
  before: readonly KeyedSentence[],
  after: readonly KeyedSentence[],
): SentencePair[] {
  const sides = { before, after };
  const inOrder = tieWithinParts(sides);
  const rest = restOf(sides, inOrder);
  const equal = tieEqual(sides, rest, (sentence) => `${sentence.part} ${sentence.key}`);
  const later = restOf(sides, [...inOrder, ...equal]);
  const across = tieEqual(sides, later, (sentence) => sentence.key);
  const same = [...inOrder, ...equal, ...across];
  return markMoved(sides, [...same, ...tieReworded(sides, restOf(sides, same), inOrder)]);
}

function tieWithinParts({ before, after }: Sides): Tie[] {
  return DIFF_PARTS.flatMap((part) => {
    const [own, theirs] = [positionsIn(before, part), positionsIn(after, part)];
    const keyOf = (list: readonly KeyedSentence[]) => (at: number) => list[at]?.key ?? '';
    const ties = alignInOrder(own.map(keyOf(before)), theirs.map(keyOf(after)));
    return ties.map(([a, b]): Tie => [own[a] ?? 0, theirs[b] ?? 0]);
  });
}

function positionsIn(list: readonly KeyedSentence[], part: KeyedSentence['part']): number[] {
  return list.flatMap((sentence, at) => (sentence.part === part ? [at] : []));
}

type Rest = { readonly before: readonly number[]; readonly after: readonly number[] };

function restOf({ before, after }: Sides, ties: readonly Tie[]): Rest {
  const [own, theirs] = [new Set(ties.map(([at]) => at)), new Set(ties.map(([, at]) => at))];
  return {
    before: before.flatMap((_, at) => (own.has(at) ? [] : [at])),
    after: after.flatMap((_, at) => (theirs.has(at) ? [] : [at])),
  };
}

/** The first with the first of its kind, the second with the second. */
function tieEqual({ before, after }: Sides, rest: Rest, keyOf: (sentence: KeyedSentence) => string): Tie[] {
  const waiting = new Map<string, number[]>();
  for (const at of rest.after.toReversed()) {
    const sentence = after[at];
    if (sentence === undefined) continue;
    const places = waiting.get(keyOf(sentence));
    if (places === undefined) waiting.set(keyOf(sentence), [at]);
    else places.push(at);
  }
  return rest.before.flatMap((at): Tie[] => {
    const sentence = before[at];
    const there = sentence === undefined ? undefined : waiting.get(keyOf(sentence))?.pop();
    return there === undefined ? [] : [[at, there]];
  });
}

function tieReworded({ before, after }: Sides, rest: Rest, inOrder: readonly Tie[]): Tie[] {
  const nearby = standingWhere(rest, inOrder);
  const keys = (list: readonly KeyedSentence[], places: readonly number[]) =>
    places.map((at) => list[at]?.key ?? '');
  const pairs = pairAlike(keys(before, rest.before), keys(after, rest.after), nearby);
  return pairs.map(([a, b]): Tie => [rest.before[a] ?? 0, rest.after[b] ?? 0]);
}

/** For a leftover between two ties, the leftovers at the same place between them, counted from either end. */
function standingWhere(rest: Rest, inOrder: readonly Tie[]): (position: number) => number[] {
  const gaps = (places: readonly number[], side: 0 | 1) => {
    const ends = inOrder.map((tie) => tie[side]).sort((a, b) => a - b);
    let gap = 0;
    const found: number[] = places.map((at) => {
      while (gap < ends.length && (ends[gap] ?? 0) < at) gap += 1;
      return gap;
    });
    return found;
  };
  const [own, theirs] = [gaps(rest.before, 0), gaps(rest.after, 1)];
  const [ownStretch, theirStretch] = [stretches(own), stretches(theirs)];
  return (position) => {
    const gap = own[position] ?? -1;
    const [mine, others] = [ownStretch.get(gap), theirStretch.get(gap)];
    if (mine === undefined || others === undefined) return [];
    const fromStart = others.from + (position - mine.from);
    const fromEnd = others.to - (mine.to - position);
    return [fromStart, fromEnd].filter((at) => at >= others.from && at < others.to);
  };
}

function stretches(gaps: readonly number[]): Map<number, { from: number; to: number }> {
  const found = new Map<number, { from: number; to: number }>();
  gaps.forEach((gap, at) => {
    const known = found.get(gap);
    if (known === undefined) found.set(gap, { from: at, to: at + 1 });
    else known.to = at + 1;
  });
  return found;
}

function markMoved({ before, after }: Sides, ties: readonly Tie[]): SentencePair[] {
  const sorted = ties.toSorted((a, b) => a[0] - b[0]);
  const inPart = sorted.filter(([a, b]) => before[a]?.part === after[b]?.part);
  const byPart = Map.groupBy(inPart, ([a]) => before[a]?.part);
  const kept = new Set([...byPart.values()].flatMap(longestRising).map(([at]) => at));
  return sorted.map(([a, b]) => ({ before: a, after: b, isMoved: !kept.has(a) }));
}
