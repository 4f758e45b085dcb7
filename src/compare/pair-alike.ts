/**
 * Texts of two lists that say nearly the same, one with one. Each text looks only at those that share its rarest words
 * and word pairs, and at a few that stand where it stood, so the work grows with the length of the lists and not with
 * its square. The same lists give the same pairs.
 */
import { isContentKey, stemOf } from '#grounding/support-profile.ts';
import type { Tie } from './align-in-order.ts';

/** Share of their content words (Dice) that two texts must have in common to be one text reworded. */
const LEAST_ALIKE = 0.5;
/** Share from which a text that stands where the other stood is taken for it. */
const SURELY_ALIKE = 0.75;
/** Places looked up for one text in the index of words, rarest words first. */
const MOST_LOOKED_UP = 64;
/** Of those, how many are compared word by word. */
const MOST_COMPARED = 6;

const WORD = /[\p{L}\p{M}\p{N}]+(?:[.,'’-][\p{L}\p{M}\p{N}]+)*/gu;

/** More different words than any page has; a pair of words is one number above it. */
const MOST_WORDS = 2 ** 26;

type Words = { readonly ids: readonly number[]; readonly shingles: readonly number[] };

/** Pairs of positions. `nearby` gives positions of the second list that are worth a look for one of the first. */
export function pairAlike(
  before: readonly string[],
  after: readonly string[],
  nearby: (position: number) => readonly number[] = () => [],
): Tie[] {
  if (before.length === 0 || after.length === 0) return [];
  const read = createReader();
  const own = before.map(read);
  const theirs = after.map(read);
  let index: Map<number, number[]> | undefined;
  const score = (at: number, there: number) => likeness(own[at]?.ids ?? [], theirs[there]?.ids ?? []);
  const scored = own.flatMap((words, at) => {
    const near = nearby(at).map((there) => ({ at, there, score: score(at, there) }));
    // Most sentences are reworded where they stand: then nobody need look for them.
    if (near.some((one) => one.score >= SURELY_ALIKE)) return near.filter(isAlike);
    index ??= indexShingles(theirs);
    const seen = new Set(near.map(({ there }) => there));
    const found = mostShared(words, index).filter((there) => !seen.has(there));
    const all = [...near, ...found.map((there) => ({ at, there, score: score(at, there) }))];
    return all.filter(isAlike);
  });
  scored.sort((a, b) => b.score - a.score || a.at - b.at || a.there - b.there);
  const [taken, given] = [new Set<number>(), new Set<number>()];
  const pairs: Tie[] = [];
  for (const { at, there } of scored) {
    if (taken.has(at) || given.has(there)) continue;
    taken.add(at);
    given.add(there);
    pairs.push([at, there]);
  }
  return pairs.sort((a, b) => a[0] - b[0]);
}

const isAlike = (pair: { readonly score: number }) => pair.score >= LEAST_ALIKE;

/** Stems of words as numbers, in sorted order for comparing, with their pairs for looking up. */
function createReader(): (text: string) => Words {
  const numbers = new Map<string, number>();
  const numberOf = (word: string) => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  };
  return (text) => {
    const words = text.toLowerCase().match(WORD) ?? [];
    const content = words.filter(isContentKey);
    // A text of nothing but words of grammar is compared by those.
    const ids = (content.length === 0 ? words : content).map((word) => numberOf(stemOf(word)));
    const pairs = ids.slice(1).map((id, at) => ((ids[at] ?? 0) + 1) * MOST_WORDS + id);
    return { ids: ids.toSorted((a, b) => a - b), shingles: [...new Set([...ids, ...pairs])] };
  };
}

function indexShingles(texts: readonly Words[]): Map<number, number[]> {
  const index = new Map<number, number[]>();
  texts.forEach(({ shingles }, at) => {
    for (const shingle of shingles) {
      const places = index.get(shingle);
      if (places === undefined) index.set(shingle, [at]);
      else places.push(at);
    }
  });
  return index;
}

function mostShared({ shingles }: Words, index: ReadonlyMap<number, readonly number[]>): number[] {
  const posted = shingles
    .flatMap((shingle) => {
      const places = index.get(shingle);
      return places === undefined ? [] : [places];
    })
    .sort((a, b) => a.length - b.length);
  const counts = new Map<number, number>();
  let budget = MOST_LOOKED_UP;
  for (const places of posted) {
    if (places.length > budget) break;
    budget -= places.length;
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_COMPARED)
    .map(([place]) => place);
}

/** Dice's coefficient of two sorted lists, repetitions counted. */
function likeness(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i] ?? 0, b[j] ?? 0];
    if (left === right) shared += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}
