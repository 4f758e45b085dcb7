/**
 * Which stored sources are copies of one document, so that sixteen prints of a press release count as one source.
 * Two texts are the same document when most of their runs of eight words are shared, or when they are one address.
 * Articles of a law that are stored apart share its address and, where they are short, most of their words ("Article 7 of
 * the Act is amended as follows"); they are one only by title and address, or word for word.
 * How many documents there are must not fall when one more text is stored: a collection that holds two decrees is a
 * copy of both and must not make them one. So up to three texts that are no copies of each other are looked for first.
 */
import { isPartOfDocument } from '#domain/source.ts';
import { canonicalUrl } from './canonical-url.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { SourceText } from './source-text.ts';

const RUN = 8;
/** Part of the shorter text's runs that the other must have. */
const ENOUGH = 0.6;
/** Runs compared of one text; every n-th run of a longer one. */
const MOST_RUNS = 4000;
/** Texts among which every pair is compared. */
const MOST_COMPARED = 60;

/** For each source the index of a source that is the same document: one and the same for all of its copies. */
export function documentKeys(sources: readonly SourceText[], prepared: readonly PreparedSource[]): number[] {
  const runs = prepared.map((source) => runsOf(source));
  const shared = countShared(runs);
  const names = sources.map(
    (source): Name => ({
      text: source.textSha256,
      address: source.url === null ? null : canonicalUrl(source.url),
      part: isPartOfDocument(source) ? (source.title ?? source.textSha256) : null,
    }),
  );
  const same = (a: number, b: number): boolean => {
    const [one, other] = [names[a], names[b]];
    if (one === undefined || other === undefined) return false;
    if (isNamedAlike(one, other)) return true;
    const areParts = one.part !== null && other.part !== null;
    return !areParts && isShared(shared(a, b), runs[a], runs[b]);
  };
  const firsts = independentTexts(sources.length, same);
  return sources.map((_, index) => firsts.find((first) => first === index || same(first, index)) ?? index);
}

/** Texts none of which is a copy of another; where only one or two are found in turn, whether three can be had. */
function independentTexts(count: number, same: (a: number, b: number) => boolean): number[] {
  const inTurn = keepDifferent([], count, same);
  if (inTurn.length > 2 || inTurn.length === count) return inTurn;
  const most = mostDifferent(Math.min(count, MOST_COMPARED), same);
  return most.length > inTurn.length ? keepDifferent(most, count, same) : inTurn;
}

function keepDifferent(first: readonly number[], count: number, same: (a: number, b: number) => boolean) {
  const kept = [...first];
  for (let index = 0; index < count; index += 1) {
    if (!kept.some((other) => other === index || same(other, index))) kept.push(index);
  }
  return kept;
}

/** The first three texts that all differ, else the first two; none when all are copies. */
function mostDifferent(count: number, same: (a: number, b: number) => boolean): number[] {
  let pair: number[] = [];
  for (let a = 0; a < count; a += 1) {
    for (let b = a + 1; b < count; b += 1) {
      if (same(a, b)) continue;
      if (pair.length === 0) pair = [a, b];
      for (let c = b + 1; c < count; c += 1) if (!same(a, c) && !same(b, c)) return [a, b, c];
    }
  }
  return pair;
}

/** `part`: which part of the document it is; null for a whole one, which its parts do not share the address of. */
type Name = { readonly text: string; readonly address: string | null; readonly part: string | null };

function isNamedAlike(a: Name, b: Name): boolean {
  return a.text === b.text || (a.address !== null && a.address === b.address && a.part === b.part);
}

function isShared(shared: number, a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined) {
  const less = Math.min(a?.size ?? 0, b?.size ?? 0);
  return less > 0 && shared / less >= ENOUGH;
}

/**
 * How many runs two texts share, looked up by run and for one text against all others at once: comparing five hundred
 * texts pair by pair took half a minute. The first text of a pair is the one that is looked up.
 */
function countShared(runs: readonly ReadonlySet<string>[]): (a: number, b: number) => number {
  const holders = new Map<string, number[]>();
  runs.forEach((each, index) => {
    for (const run of each) {
      const list = holders.get(run);
      if (list === undefined) holders.set(run, [index]);
      else list.push(index);
    }
  });
  const rows = new Map<number, Uint32Array>();
  const rowOf = (index: number): Uint32Array => {
    const row = new Uint32Array(runs.length);
    for (const run of runs[index] ?? []) {
      for (const other of holders.get(run) ?? []) row[other] = (row[other] ?? 0) + 1;
    }
    rows.set(index, row);
    return row;
  };
  return (a, b) => (rows.get(a) ?? rowOf(a))[b] ?? 0;
}

/** Runs are chosen by their words, not by their place, so that two copies choose the same ones. */
function runsOf(source: PreparedSource): ReadonlySet<string> {
  const { keys } = source.index().words;
  const step = Math.ceil(keys.length / MOST_RUNS);
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= keys.length; at += 1) {
    const run = keys.slice(at, at + RUN);
    if (step === 1 || sum(run) % step === 0) runs.add(run.join(' '));
  }
  return runs;
}

function sum(words: readonly string[]): number {
  return words.reduce((total, word) => total + word.length * 31 + word.charCodeAt(0), 0);
}
