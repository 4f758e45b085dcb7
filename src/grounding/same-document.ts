/**
 * Which stored sources are copies of one document, so that sixteen prints of a press release count as one source.
 * Two texts are the same document when most of their runs of eight words are shared, or when they are one address.
 */
import { canonicalUrl } from './canonical-url.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { SourceText } from './source-text.ts';

const RUN = 8;
/** Part of the shorter text's runs that the other must have. */
const ENOUGH = 0.6;
/** Runs compared of one text; every n-th run of a longer one. */
const MOST_RUNS = 4000;

/** For each source the index of the first source that is the same document. */
export function documentKeys(sources: readonly SourceText[], prepared: readonly PreparedSource[]): number[] {
  const keys: number[] = [];
  const runs = prepared.map((source) => runsOf(source));
  sources.forEach((source, index) => {
    const first = keys.findIndex((_, other) => isSame(source, sources[other], runs[index], runs[other]));
    keys.push(first < 0 ? index : (keys[first] ?? index));
  });
  return keys;
}

function isSame(
  a: SourceText,
  b: SourceText | undefined,
  runsA: ReadonlySet<string> | undefined,
  runsB: ReadonlySet<string> | undefined,
): boolean {
  if (b === undefined || runsA === undefined || runsB === undefined) return false;
  if (a.textSha256 === b.textSha256) return true;
  if (a.url !== null && b.url !== null && canonicalUrl(a.url) === canonicalUrl(b.url)) return true;
  const [less, more] = runsA.size <= runsB.size ? [runsA, runsB] : [runsB, runsA];
  if (less.size === 0) return false;
  let shared = 0;
  for (const run of less) if (more.has(run)) shared += 1;
  return shared / less.size >= ENOUGH;
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
