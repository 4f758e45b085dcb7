/**
 * Aligns the words of a quote with the words of a source around a likely place: the cheapest way to turn one into
 * the other, free to begin and end anywhere in the source. Only a band around the place is computed, so time and
 * memory are words × band.
 */
import type { WordIndex } from './prepared-source.ts';
import type { TextWords } from './text-words.ts';

/** Half-open runs of words on both sides that stand against each other; `same` runs have equal keys one by one. */
export type AlignedRun = {
  readonly same: boolean;
  readonly quoteStart: number;
  readonly quoteEnd: number;
  readonly sourceStart: number;
  readonly sourceEnd: number;
};

const MAX_SLACK = 320;
/** Above this many words (some 100 pages) only word-for-word matches are looked for. */
export const MAX_ALIGNED_WORDS = 30_000;
/** A gain, so that among equally cheap ways the one with more words in common wins. */
const MATCH = -1;
/** Dearer than leaving out one word, so that words that agree are kept; edges are mended by `mendEdges`. */
const REPLACE = 3;
const SIMILAR = 1;
const DROP = 2;
/** A word written in one may be in this many more pieces in the source. */
const MAX_DIVIDED = 3;
const FAR = 1 << 28;
const DIAGONAL = 0;
const UP = 1;
const LEFT = 2;

/** The runs in order, from the first to the last word of the quote. Undefined when no word of it agrees. */
export function alignWords(quote: TextWords, place: number, index: WordIndex): AlignedRun[] | undefined {
  const slack = Math.min(MAX_SLACK, 10 + Math.ceil(quote.count / 4));
  const ids = Int32Array.from(quote.keys, (key) => index.idOf(key) ?? -1);
  const { moves, end } = fillBand(quote, ids, place, slack, index);
  const steps = traceBack(moves, quote.count, end, slack, ids, place, index);
  const runs = mendEdges(joinSteps(steps), quote, index);
  return runs.some((run) => run.same) ? runs : undefined;
}

/** Column `c` of row `r` stands for: `r` quote words used, source used up to word `place - slack + r + c`. */
function fillBand(quote: TextWords, ids: Int32Array, place: number, slack: number, index: WordIndex) {
  const width = 2 * slack + 1;
  const moves = new Uint8Array((quote.count + 1) * width);
  let above = new Int32Array(width + 1).fill(FAR);
  for (let column = 0; column < width; column += 1) {
    const used = place - slack + column;
    if (used >= 0 && used <= index.words.count) above[column] = 0;
  }
  for (let row = 1; row <= quote.count; row += 1) {
    const word = { id: ids[row - 1] ?? -1, key: quote.keys[row - 1] ?? '' };
    const rowMoves = moves.subarray(row * width, (row + 1) * width);
    above = fillRow(word, above, rowMoves, place - slack + row, index);
  }
  return { moves, end: cheapestColumn(above, width, slack) };
}

/** Costs of one quote word's row, given those of the row before; writes the cheapest move of each column. */
function fillRow(
  word: { readonly id: number; readonly key: string },
  above: Int32Array,
  moves: Uint8Array,
  firstUsed: number,
  index: WordIndex,
): Int32Array<ArrayBuffer> {
  const costs = new Int32Array(above.length).fill(FAR);
  const last = Math.min(moves.length - 1, index.words.count - firstUsed);
  let left = FAR;
  for (let column = Math.max(0, -firstUsed); column <= last; column += 1) {
    const used = firstUsed + column;
    let best = used > 0 ? (above[column] ?? FAR) + replaceCost(word.id, word.key, used - 1, index) : FAR;
    const up = (above[column + 1] ?? FAR) + DROP;
    if (up < best) {
      best = up;
      moves[column] = UP;
    }
    if (left + DROP < best) {
      best = left + DROP;
      moves[column] = LEFT;
    }
    costs[column] = best;
    left = best;
  }
  return costs;
}

function replaceCost(id: number, key: string, sourceWord: number, index: WordIndex): number {
  if (id === index.ids[sourceWord]) return MATCH;
  if (id >= 0) return REPLACE;
  // A word the source does not know may be a misspelling of the one it stands against.
  const other = index.words.keys[sourceWord] ?? '';
  if (other.length > 2 && (key.startsWith(other) || key.endsWith(other))) return SIMILAR;
  const isClose = Math.abs(other.length - key.length) <= 2 && key.length > 3;
  return isClose && (other.startsWith(key.slice(0, 2)) || other.endsWith(key.slice(-2))) ? SIMILAR : REPLACE;
}

/** Among equally cheap ends the one nearest to the expected place. */
function cheapestColumn(costs: Int32Array, width: number, slack: number): number {
  let best = slack;
  for (let column = 0; column < width; column += 1) {
    const cost = costs[column] ?? FAR;
    const least = costs[best] ?? FAR;
    if (cost < least || (cost === least && Math.abs(column - slack) < Math.abs(best - slack))) best = column;
  }
  return best;
}

function traceBack(
  moves: Uint8Array,
  rows: number,
  end: number,
  slack: number,
  ids: Int32Array,
  place: number,
  index: WordIndex,
): AlignedRun[] {
  const width = 2 * slack + 1;
  const steps: AlignedRun[] = [];
  let row = rows;
  let column = end;
  while (row > 0) {
    const used = place - slack + row + column;
    const move = moves[row * width + column];
    const quoteStart = move === LEFT ? row : row - 1;
    const sourceStart = move === UP ? used : used - 1;
    const same = move === DIAGONAL && ids[row - 1] === index.ids[used - 1];
    steps.push({ same, quoteStart, quoteEnd: row, sourceStart, sourceEnd: used });
    if (move === UP) column += 1;
    else if (move === LEFT) column -= 1;
    if (move !== LEFT) row -= 1;
  }
  return steps.reverse();
}

function joinSteps(steps: readonly AlignedRun[]): AlignedRun[] {
  const runs: AlignedRun[] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last !== undefined && last.same === step.same) {
      runs[runs.length - 1] = { ...last, quoteEnd: step.quoteEnd, sourceEnd: step.sourceEnd };
    } else runs.push(step);
  }
  return runs;
}

/** A changed first or last word stands against the words beside the match, not against nothing. */
function mendEdges(runs: AlignedRun[], quote: TextWords, index: WordIndex): AlignedRun[] {
  const [first] = runs;
  if (first !== undefined && !first.same) {
    const more = wordsBeyond(first, quote, index, -1);
    runs[0] = { ...first, sourceStart: Math.max(0, first.sourceStart - more) };
  }
  const last = runs.at(-1);
  if (last !== undefined && !last.same && runs.length > 1) {
    const more = wordsBeyond(last, quote, index, 1);
    runs[runs.length - 1] = { ...last, sourceEnd: Math.min(index.words.count, last.sourceEnd + more) };
  }
  return runs;
}

/** How many source words outwards belong to an edge run: the rest of a divided word, else one for each quote word. */
function wordsBeyond(run: AlignedRun, quote: TextWords, index: WordIndex, side: -1 | 1): number {
  const wanted = quote.keys.slice(run.quoteStart, run.quoteEnd).join('');
  for (let more = 1; more <= MAX_DIVIDED; more += 1) {
    const start = side < 0 ? run.sourceStart - more : run.sourceStart;
    const end = side > 0 ? run.sourceEnd + more : run.sourceEnd;
    if (start >= 0 && index.words.keys.slice(start, end).join('') === wanted) return more;
  }
  return Math.max(0, run.quoteEnd - run.quoteStart - (run.sourceEnd - run.sourceStart));
}
