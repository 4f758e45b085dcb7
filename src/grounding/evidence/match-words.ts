/**
 * Which words of a claim stand in which sentence of the evidence: the word itself, a derivation of it, or kin. Each
 * word of the claim counts once; how well it is met is its strength.
 */
import { kinOf } from './kin-words.ts';
import { type Evidence, type EvidenceWord, PREFIX } from './read-evidence.ts';

/** The words of a claim (each stem once) and how well each piece has them. */
export type WordMatch = {
  readonly words: readonly EvidenceWord[];
  /** Sum of the weights. */
  readonly weight: number;
  /** Pieces that have any word, with the strength of each word there (0 to 1). */
  readonly pieces: ReadonlyMap<number, Float64Array>;
  /** Best strength of each word anywhere. */
  readonly anywhere: Float64Array;
};

const DERIVED = 0.8;
const KIN = 0.65;
/** Derivations tried for one word; a text made of one prefix costs no more. */
const MOST_DERIVED = 40;

/** Matches the words of a claim. Linear in the places where they stand. */
export function matchWords(claim: readonly EvidenceWord[], evidence: Evidence): WordMatch {
  const words = [...new Map(claim.map((word) => [word.stem, word])).values()];
  const pieces = new Map<number, Float64Array>();
  const anywhere = new Float64Array(words.length);
  words.forEach((word, at) => {
    for (const [stem, strength] of formsOf(word, evidence)) {
      for (const [piece] of evidence.postings.get(stem) ?? []) {
        const row = pieces.get(piece) ?? new Float64Array(words.length);
        pieces.set(piece, row);
        if (strength > (row[at] ?? 0)) row[at] = strength;
      }
      if (evidence.postings.has(stem) && strength > (anywhere[at] ?? 0)) anywhere[at] = strength;
    }
  });
  return { words, weight: words.reduce((sum, word) => sum + word.weight, 0), pieces, anywhere };
}

/** Stems that may stand for a word, with how well they do (0 to 1): itself, kin, derivations in the evidence. */
export function formsOf({ stem, isFigure }: EvidenceWord, evidence: Evidence): [string, number][] {
  const forms: [string, number][] = [[stem, 1]];
  if (isFigure) return forms;
  for (const kin of kinOf(stem)) forms.push([kin, KIN]);
  if (stem.length < PREFIX) return forms;
  const near = evidence.byPrefix.get(stem.slice(0, PREFIX)) ?? [];
  for (const other of near.slice(0, MOST_DERIVED)) {
    if (other !== stem && isDerived(stem, other)) forms.push([other, DERIVED]);
  }
  return forms;
}

/** "regulat" and "regulatori"; not "contract" and "contrast". */
function isDerived(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let shared = PREFIX;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  return shared >= shorter - 1 && shared >= Math.max(a.length, b.length) - 5;
}
