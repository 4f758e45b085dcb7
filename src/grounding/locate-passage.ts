/**
 * Finds where in a source a wording might stand although it is not there word for word. The quote's rarest words
 * vote for a place; where they are all misspelt, two pieces of it are searched with Myers' bit-vector algorithm
 * (`approx-string-match`). The work is bounded whatever the texts: few seeds, few votes per seed, few places.
 */
import search from 'approx-string-match';
import { foldCase, type PreparedSource } from './prepared-source.ts';
import type { TextWords } from './text-words.ts';

const MAX_PLACES = 6;
const MAX_SEEDS = 24;
const MAX_VOTES_PER_SEED = 256;
const PIECE_LENGTH = 32;
/** Myers' search reports every end with the fewest errors, so repetitive text is fed to it in portions. */
const PORTION = 16_384;
const MAX_PORTIONS = 400;
const MAX_PIECE_HITS = 64;

/** Likely source word numbers for the quote's first word (may be negative), most promising first. */
export function likelyPlaces(quote: string, words: TextWords, source: PreparedSource): number[] {
  const byVotes = placesByVotes(words, source);
  if (byVotes.length > 0) return byVotes;
  return placesByPieces(quote, words, source);
}

function placesByVotes(words: TextWords, source: PreparedSource): number[] {
  const index = source.index();
  const seeds: { at: number; positions: Int32Array }[] = [];
  for (let at = 0; at < words.count; at += 1) {
    const id = index.idOf(words.keys[at] ?? '');
    if (id !== undefined) seeds.push({ at, positions: index.positionsOf(id) });
  }
  seeds.sort((a, b) => a.positions.length - b.positions.length);
  const used = seeds.slice(0, MAX_SEEDS);
  const width = Math.max(6, Math.ceil(words.count / 8));
  const votes = new Map<
    number,
    { seeds: number; weight: number; last: number; sum: number; count: number }
  >();
  used.forEach((seed, order) => {
    const weight = 1 / Math.sqrt(1 + seed.positions.length);
    for (let hit = 0; hit < Math.min(seed.positions.length, MAX_VOTES_PER_SEED); hit += 1) {
      const place = (seed.positions[hit] ?? 0) - seed.at;
      const bucket = Math.floor(place / width);
      const vote = votes.get(bucket) ?? { seeds: 0, weight: 0, last: -1, sum: 0, count: 0 };
      if (vote.last !== order) {
        vote.seeds += 1;
        vote.weight += weight;
        vote.last = order;
      }
      vote.sum += place;
      vote.count += 1;
      votes.set(bucket, vote);
    }
  });
  const needed = Math.max(Math.min(2, used.length), Math.ceil(Math.min(words.count, MAX_SEEDS) * 0.25));
  return bestBuckets(votes, needed);
}

/** A place may straddle two buckets, so each is judged together with its right neighbour. */
function bestBuckets(
  votes: ReadonlyMap<number, { seeds: number; weight: number; sum: number; count: number }>,
  needed: number,
): number[] {
  const ranked: { place: number; weight: number; bucket: number }[] = [];
  for (const [bucket, vote] of votes) {
    const right = votes.get(bucket + 1);
    if (vote.seeds + (right?.seeds ?? 0) < needed) continue;
    const place = Math.round((vote.sum + (right?.sum ?? 0)) / (vote.count + (right?.count ?? 0)));
    ranked.push({ place, weight: vote.weight + (right?.weight ?? 0), bucket });
  }
  ranked.sort((a, b) => b.weight - a.weight || a.bucket - b.bucket);
  const kept: typeof ranked = [];
  for (const place of ranked) {
    if (kept.length >= MAX_PLACES) break;
    if (kept.every((other) => Math.abs(other.bucket - place.bucket) > 1)) kept.push(place);
  }
  return kept.map(({ place }) => place);
}

function placesByPieces(quote: string, words: TextWords, source: PreparedSource): number[] {
  const folded = source.folded();
  const wanted = foldCase(quote);
  const places = new Set<number>();
  const starts = new Set([0, Math.max(0, Math.floor((wanted.length - PIECE_LENGTH) / 2))]);
  for (const start of starts) {
    const piece = wanted.slice(start, start + PIECE_LENGTH);
    const hit = bestPieceHit(folded, piece);
    if (hit === undefined) continue;
    places.add(wordAt(source.index().words, hit) - wordAt(words, start));
  }
  return [...places];
}

/** Start of the best approximate occurrence of a piece; at most one error in five characters. */
function bestPieceHit(text: string, piece: string): number | undefined {
  let errors = Math.floor(piece.length / 5);
  let best: number | undefined;
  let hits = 0;
  const step = PORTION - 2 * piece.length;
  for (let portion = 0; portion < MAX_PORTIONS && portion * step < text.length; portion += 1) {
    const from = portion * step;
    const found = search(text.slice(from, from + PORTION), piece, errors);
    hits += found.length;
    const first = found[0];
    if (first !== undefined && (best === undefined || first.errors < errors)) {
      best = from + first.start;
      errors = first.errors;
    }
    if (hits > MAX_PIECE_HITS || errors === 0) break;
  }
  return best;
}

/** Number of the word at or after an offset. */
function wordAt(words: TextWords, offset: number): number {
  let low = 0;
  let high = words.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words.ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
