/** Which sentences of the evidence bear most on a claim: weighted words, their order, and what stands around them. */

import type { WordMatch } from './match-words.ts';
import type { Evidence, EvidenceWord } from './read-evidence.ts';

/** One sentence of the evidence and how much of the claim it has; shares are 0 to 1. */
export type RankedPiece = {
  readonly piece: number;
  /** Weighted share of the claim's words. */
  readonly covered: number;
  /** Share of the claim's neighbouring words that are neighbours here too. */
  readonly pairs: number;
  /** Share of the piece's own words that the claim has. */
  readonly back: number;
  readonly relevance: number;
};

/** Pieces with any word of the claim, most relevant first; ties by position. */
export function rankPieces(
  claim: readonly EvidenceWord[],
  evidence: Evidence,
  match: WordMatch,
): RankedPiece[] {
  const wanted = pairsOf(claim);
  const covered = new Map<number, number>();
  for (const [piece, row] of match.pieces) covered.set(piece, coverage(row, match));
  const ranked = [...covered].map(([piece, share]): RankedPiece => {
    const { words, weight } = evidence.pieces[piece] ?? { words: [], weight: 0 };
    const pairs = wanted.size === 0 ? 0 : sharedPairs(wanted, words) / wanted.size;
    const back = weight === 0 ? 0 : Math.min(1, (share * match.weight) / weight);
    const around = Math.max(covered.get(piece - 1) ?? 0, 0.5 * (covered.get(piece + 1) ?? 0));
    const relevance = share + PAIRS * pairs + BACK * back + AROUND * around * share;
    return { piece, covered: share, pairs, back, relevance };
  });
  return ranked.sort((a, b) => b.relevance - a.relevance || a.piece - b.piece);
}

const PAIRS = 0.35;
const BACK = 0.15;
const AROUND = 0.2;

/** Weighted share of the claim that a row of strengths stands for. */
export function coverage(row: Float64Array, { words, weight }: WordMatch): number {
  if (weight === 0) return 0;
  let sum = 0;
  for (let at = 0; at < row.length; at += 1) sum += (row[at] ?? 0) * (words[at]?.weight ?? 0);
  return sum / weight;
}

/** Neighbouring stems of a text, unordered within two words. */
export function pairsOf(words: readonly EvidenceWord[]): Set<string> {
  const pairs = new Set<string>();
  for (let at = 1; at < words.length; at += 1) pairs.add(`${words[at - 1]?.stem} ${words[at]?.stem}`);
  return pairs;
}

function sharedPairs(wanted: ReadonlySet<string>, words: readonly EvidenceWord[]): number {
  let found = 0;
  for (const pair of pairsOf(words)) if (wanted.has(pair)) found += 1;
  return found;
}
