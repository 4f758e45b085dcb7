/** Sentences of the evidence taken together: a claim may be spread over two or three of them. */
import type { WordMatch } from './match-words.ts';
import { coverage, type RankedPiece } from './rank-pieces.ts';

/** Strengths of the best sentences taken together, and what they leave out. */
export type Chosen = {
  readonly row: Float64Array;
  readonly covered: number;
  readonly pieces: readonly number[];
};

/** The sentences that together have most of the claim, picked one after the other. */
export function chooseSentences(
  match: WordMatch,
  ranked: readonly RankedPiece[],
  most: number,
  size: number,
): Chosen {
  let row: Float64Array = new Float64Array(size);
  let covered = 0;
  const pieces: number[] = [];
  const candidates = ranked.slice(0, CANDIDATES);
  for (let round = 0; round < most; round += 1) {
    let next: { piece: number; row: Float64Array; covered: number } | undefined;
    for (const { piece } of candidates) {
      const own = match.pieces.get(piece);
      if (own === undefined || pieces.includes(piece)) continue;
      const joined = joinRows(row, own);
      const share = coverage(joined, match);
      if (share > (next?.covered ?? covered) + 1e-9) next = { piece, row: joined, covered: share };
    }
    if (next === undefined) break;
    row = next.row;
    covered = next.covered;
    pieces.push(next.piece);
  }
  return { row, covered, pieces };
}

const CANDIDATES = 24;

function joinRows(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((strength, at) => Math.max(strength, b[at] ?? 0));
}

/** Most of the claim that three sentences in a row have. */
export function windowOfThree(match: WordMatch, ranked: readonly RankedPiece[]): number {
  let most = 0;
  for (const { piece } of ranked.slice(0, 8)) {
    for (const first of [piece - 2, piece - 1, piece]) {
      let row: Float64Array = new Float64Array(match.words.length);
      for (let at = first; at < first + 3; at += 1) {
        const own = match.pieces.get(at);
        if (own !== undefined) row = joinRows(row, own);
      }
      most = Math.max(most, coverage(row, match));
    }
  }
  return most;
}
