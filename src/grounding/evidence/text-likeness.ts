/** How alike two wordings are in the order of their words and in their letters. */
import type { EvidenceWord } from './read-evidence.ts';

/** Longest common subsequence and longest common run of stems, as shares of the claim's words. */
export function commonOrder(
  words: readonly EvidenceWord[],
  held: readonly EvidenceWord[],
): { common: number; run: number } {
  const own = words.slice(0, MOST_ORDERED);
  const other = held.slice(0, MOST_ORDERED);
  let previous = new Uint16Array(other.length + 1);
  let runs = new Uint16Array(other.length + 1);
  let longest = 0;
  for (const { stem } of own) {
    const row = new Uint16Array(other.length + 1);
    const run = new Uint16Array(other.length + 1);
    for (let at = 0; at < other.length; at += 1) {
      const isSame = other[at]?.stem === stem;
      row[at + 1] = isSame ? (previous[at] ?? 0) + 1 : Math.max(previous[at + 1] ?? 0, row[at] ?? 0);
      run[at + 1] = isSame ? (runs[at] ?? 0) + 1 : 0;
      longest = Math.max(longest, run[at + 1] ?? 0);
    }
    previous = row;
    runs = run;
  }
  const size = Math.max(1, own.length);
  return { common: (previous[other.length] ?? 0) / size, run: longest / size };
}

/** Words of either side that are put in order; longer sentences are cut. */
const MOST_ORDERED = 80;

/** Share of the claim's runs of five letters that stand in the text. */
export function lettersIn(claim: string, text: string): number {
  const own = runsOf(claim);
  if (own.size === 0) return 0;
  const held = runsOf(text);
  let found = 0;
  for (const run of own) if (held.has(run)) found += 1;
  return found / own.size;
}

function runsOf(text: string): Set<string> {
  const plainText = text
    .slice(0, MOST_LETTERS)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= plainText.length; at += 1) runs.add(plainText.slice(at, at + RUN));
  return runs;
}

/** Runs of four letters of a text with how often they occur; of a long text the beginning. */
export function letterCounts(text: string): Map<string, number> {
  const plainText = text
    .slice(0, MOST_COUNTED)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  const counts = new Map<string, number>();
  for (let at = 0; at + COUNTED <= plainText.length; at += 1) {
    const run = plainText.slice(at, at + COUNTED);
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

const COUNTED = 4;
const MOST_COUNTED = 20_000;

const RUN = 5;
const MOST_LETTERS = 4000;
