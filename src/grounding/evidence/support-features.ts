/**
 * What can be counted of a claim and its evidence before anybody judges: the inputs of the combiner. Every feature
 * means something a person can check; all are pure functions of the two texts.
 */
import { type Chosen, chooseSentences, windowOfThree } from './choose-sentences.ts';
import type { WordMatch } from './match-words.ts';
import { coverage, pairsOf, type RankedPiece } from './rank-pieces.ts';
import type { Evidence, EvidenceWord } from './read-evidence.ts';
import { commonOrder, lettersIn } from './text-likeness.ts';

/** Names of the features, in the order of their vector. */
export const SUPPORT_FEATURES = [
  'best sentence',
  'second sentence',
  'mean of five',
  'window of three',
  'two sentences',
  'three sentences',
  'all evidence',
  'plain words in best',
  'plain words in three',
  'plain words in all',
  'gain of three',
  'heaviest missing in best',
  'heaviest missing in three',
  'heaviest missing in all',
  'names in best',
  'names in three',
  'names in all',
  'figures in best',
  'figures in three',
  'figures in all',
  'pairs in best',
  'pairs in three',
  'pairs in all',
  'order in best',
  'longest run in best',
  'share of best used',
  'longest gap in best',
  'longest gap in three',
  'longest gap in all',
  'weakest clause in three',
  'weakest clause in all',
  'soft matches in three',
  'letters in best',
  'letters in all',
  'opening of the claim in best',
  'end of the claim in best',
  'claim words',
  'claim names',
  'claim figures',
  'claim clauses',
  'claim weight',
  'evidence sentences',
  'evidence words',
  'best sentence words',
  'place of best',
  'passages',
  'sentences of a passage',
  'words of a sentence',
] as const;

/** See {@link SUPPORT_FEATURES}. `ranked` is most relevant first. */
export function supportFeatures(
  claim: readonly EvidenceWord[],
  claimText: string,
  evidence: Evidence,
  match: WordMatch,
  ranked: readonly RankedPiece[],
): number[] {
  const size = match.words.length;
  const best = chooseSentences(match, ranked, 1, size);
  const two = chooseSentences(match, ranked, 2, size);
  const three = chooseSentences(match, ranked, 3, size);
  const all: Chosen = { row: match.anywhere, covered: coverage(match.anywhere, match), pieces: [] };
  const at = best.pieces[0] ?? -1;
  const bestWords = evidence.pieces[at]?.words ?? [];
  const byCover = ranked.map(({ covered }) => covered).sort((a, b) => b - a);
  const wanted = pairsOf(claim);
  const pairs = (pieces: readonly number[]) => pairShare(wanted, pieces, evidence);
  const names = claim.filter(({ isName }) => isName).length;
  const figures = claim.filter(({ isFigure }) => isFigure).length;
  const isName = ({ isName: is }: EvidenceWord) => is;
  const isFigure = ({ isFigure: is }: EvidenceWord) => is;
  const order = commonOrder(match.words, bestWords);
  const mentions = ranked.slice(0, 12).map(({ piece }) => piece);
  const half = Math.ceil(size / 2);
  return [
    best.covered,
    byCover[1] ?? 0,
    byCover.slice(0, 5).reduce((sum, each) => sum + each, 0) / 5,
    windowOfThree(match, ranked),
    two.covered,
    three.covered,
    all.covered,
    plain(best.row),
    plain(three.row),
    plain(all.row),
    three.covered - best.covered,
    heaviest(match, best.row),
    heaviest(match, three.row),
    heaviest(match, all.row),
    shareOf(match, best.row, isName),
    shareOf(match, three.row, isName),
    shareOf(match, all.row, isName),
    shareOf(match, best.row, isFigure),
    shareOf(match, three.row, isFigure),
    shareOf(match, all.row, isFigure),
    pairs(best.pieces),
    pairs(three.pieces),
    pairs(mentions),
    order.common,
    order.run,
    ranked.find(({ piece }) => piece === at)?.back ?? 0,
    longestGap(best.row),
    longestGap(three.row),
    longestGap(all.row),
    weakestClause(match, three.row),
    weakestClause(match, all.row),
    softShare(match, three.row),
    lettersIn(claimText, at < 0 ? '' : (evidence.pieces[at]?.text ?? '')),
    lettersIn(
      claimText,
      ranked
        .slice(0, 5)
        .map(({ piece }) => evidence.pieces[piece]?.text ?? '')
        .join(' '),
    ),
    plain(best.row.subarray(0, half)),
    plain(best.row.subarray(half)),
    size,
    names,
    figures,
    claim.at(-1)?.clause ?? 0,
    size === 0 ? 0 : match.weight / size,
    Math.log(1 + evidence.pieces.length),
    Math.log(1 + evidence.pieces.reduce((sum, { words }) => sum + words.length, 0)),
    Math.log(1 + bestWords.length),
    at < 0 ? 1 : at / evidence.pieces.length,
    Math.log(1 + evidence.items),
    Math.log(1 + evidence.pieces.length / Math.max(1, evidence.items)),
    Math.log(
      1 +
        evidence.pieces.reduce((sum, { words }) => sum + words.length, 0) /
          Math.max(1, evidence.pieces.length),
    ),
  ];
}

function plain(row: Float64Array): number {
  return row.length === 0 ? 0 : row.reduce((sum, strength) => sum + strength, 0) / row.length;
}

function heaviest({ words }: WordMatch, row: Float64Array): number {
  return words.reduce((most, { weight }, at) => Math.max(most, weight * (1 - (row[at] ?? 0))), 0);
}

/** Share of the claim's words of a kind that are met; 1 when it has none. */
function shareOf({ words }: WordMatch, row: Float64Array, isOf: (word: EvidenceWord) => boolean): number {
  let all = 0;
  let met = 0;
  words.forEach((word, at) => {
    if (!isOf(word)) return;
    all += 1;
    met += row[at] ?? 0;
  });
  return all === 0 ? 1 : met / all;
}

function pairShare(wanted: ReadonlySet<string>, pieces: readonly number[], evidence: Evidence): number {
  if (wanted.size === 0) return 0;
  const found = new Set<string>();
  for (const piece of pieces) {
    for (const pair of pairsOf(evidence.pieces[piece]?.words ?? [])) if (wanted.has(pair)) found.add(pair);
  }
  return found.size / wanted.size;
}

/** Longest stretch of the claim without any word met, as a share of its words: a part that nobody says. */
function longestGap(row: Float64Array): number {
  let gap = 0;
  let most = 0;
  for (const strength of row) {
    gap = strength === 0 ? gap + 1 : 0;
    most = Math.max(most, gap);
  }
  return row.length === 0 ? 0 : most / row.length;
}

/** Coverage of the clause that is met worst; clauses of one word are passed over. */
function weakestClause({ words }: WordMatch, row: Float64Array): number {
  const clauses = new Map<number, { all: number; met: number; count: number }>();
  words.forEach(({ clause, weight }, at) => {
    const known = clauses.get(clause) ?? { all: 0, met: 0, count: 0 };
    known.all += weight;
    known.met += weight * (row[at] ?? 0);
    known.count += 1;
    clauses.set(clause, known);
  });
  const shares = [...clauses.values()].filter(({ count }) => count > 1).map(({ all, met }) => met / all);
  return shares.length === 0
    ? coverage(row, { words, weight: words.reduce((s, w) => s + w.weight, 0) } as WordMatch)
    : Math.min(...shares);
}

function softShare({ words }: WordMatch, row: Float64Array): number {
  const soft = row.filter((strength) => strength > 0 && strength < 1).length;
  return words.length === 0 ? 0 : soft / words.length;
}
