/**
 * Merges two changed copies of one sequence (three-way, after diff3): where only one side changed a stretch, its change
 * is taken; where both did, differently, `both` decides. Pure; swapping the sides swaps nothing in the result unless
 * `both` does.
 */
import { diffArrays } from 'diff';

/** A stretch that both sides changed, each in its own way. */
export type Collision = {
  readonly base: readonly string[];
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
};

/** The merged sequence; undefined when `both` could not decide somewhere. */
export function mergeSequences(
  { base, mine, theirs }: Collision,
  both: (collision: Collision) => readonly string[] | undefined,
): string[] | undefined {
  const inMine = placesOf(base, mine);
  const inTheirs = placesOf(base, theirs);
  const merged: string[] = [];
  let [atBase, atMine, atTheirs] = [0, 0, 0];
  for (let next = 0; next <= base.length; next += 1) {
    const isEnd = next === base.length;
    const toMine = isEnd ? mine.length : (inMine[next] ?? -1);
    const toTheirs = isEnd ? theirs.length : (inTheirs[next] ?? -1);
    if (toMine < 0 || toTheirs < 0) continue;
    const stretch = mergeStretch(
      {
        base: base.slice(atBase, next),
        mine: mine.slice(atMine, toMine),
        theirs: theirs.slice(atTheirs, toTheirs),
      },
      both,
    );
    if (stretch === undefined) return undefined;
    merged.push(...stretch, ...base.slice(next, next + 1));
    [atBase, atMine, atTheirs] = [next + 1, toMine + 1, toTheirs + 1];
  }
  return merged;
}

function mergeStretch(
  stretch: Collision,
  both: (collision: Collision) => readonly string[] | undefined,
): readonly string[] | undefined {
  const { base, mine, theirs } = stretch;
  if (isSame(mine, theirs) || isSame(theirs, base)) return mine;
  return isSame(mine, base) ? theirs : both(stretch);
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

/** For each member of `base` its place in `other`, ascending; -1 where it is gone. */
function placesOf(base: readonly string[], other: readonly string[]): number[] {
  const places: number[] = [];
  let at = 0;
  for (const part of diffArrays([...base], [...other])) {
    if (part.added) at += part.value.length;
    else if (part.removed) places.push(...part.value.map(() => -1));
    else for (const _ of part.value) places.push(at++);
  }
  return places;
}
