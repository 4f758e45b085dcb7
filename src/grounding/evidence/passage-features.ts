/**
 * What is counted of the evidence as a whole, across its sentences: the stretch nearest to the claim, words that are
 * neighbours there, how much of the passages is about the same, their addresses, and how many sources the claim cites.
 */
import { closestStretch, type HeldWord, heldWords } from './closest-stretch.ts';
import type { WordMatch } from './match-words.ts';
import { type Evidence, type EvidenceWord, readWords } from './read-evidence.ts';
import { letterCounts } from './text-likeness.ts';

/** Names of the features, in the order of their vector. */
export const PASSAGE_FEATURES = [
  'closest stretch',
  'near words in closest stretch',
  'near words in all',
  'letters alike in all',
  'words alike in all',
  'letters of the evidence',
  'words in addresses',
  'most mentions',
  'sources cited',
  'sources cited and not given',
] as const;

/** Words within which two words are near. */
const NEAR = 3;

/** See {@link PASSAGE_FEATURES}. Linear in the evidence. */
export function passageFeatures(
  claim: readonly EvidenceWord[],
  claimText: string,
  evidence: Evidence,
  match: WordMatch,
): number[] {
  const row = heldWords(match, evidence);
  const { covered, from, to } = closestStretch(match, row, Math.max(8, match.words.length * 3));
  const wanted = nearWords(claim.map(({ stem }) => stem));
  const own = row.map((word) => stemMeant(word, match));
  const cited = claimText.match(CITED)?.length ?? 0;
  const isMet = (stem: string, at: number) => (row[at]?.hits.length === 0 ? undefined : stem);
  const met = own.map(isMet);
  return [
    covered,
    shareOf(wanted, nearWords(met.slice(from, to))),
    shareOf(wanted, nearWords(met)),
    likeness(letterCounts(claimText), evidence.letters()),
    likeness(
      weighted(
        claim.map(({ stem }) => stem),
        match,
        evidence,
      ),
      weighted(own, match, evidence),
    ),
    Math.log(1 + evidence.pieces.reduce((sum, { text }) => sum + text.length + 1, 0)),
    inAddresses(match, evidence),
    Math.log(1 + mostMentions(match, row)),
    Math.min(4, cited),
    Math.min(3, Math.max(-3, cited - evidence.items)),
  ];
}

const CITED = /\[\d{1,3}\]/g;
const ADDRESS = /https?:\/\/\S{1,300}/g;
const MOST_ADDRESSES = 10;

/** The stem of the claim a word stands for, else its own. */
function stemMeant({ stem, hits }: HeldWord, { words }: WordMatch): string {
  let best: HeldWord['hits'][number] | undefined;
  for (const hit of hits) if (best === undefined || hit[1] > best[1]) best = hit;
  return best === undefined ? stem : (words[best[0]]?.stem ?? stem);
}

/** Pairs of stems that stand near each other, in either order; gaps count as words. */
function nearWords(stems: readonly (string | undefined)[]): Set<string> {
  const pairs = new Set<string>();
  stems.forEach((stem, at) => {
    if (stem === undefined) return;
    for (const other of stems.slice(at + 1, at + 1 + NEAR)) {
      if (other !== undefined) pairs.add(stem < other ? `${stem} ${other}` : `${other} ${stem}`);
    }
  });
  return pairs;
}

function shareOf(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  return wanted.size === 0 ? 0 : wanted.intersection(held).size / wanted.size;
}

/** Stems with how often they stand there, damped, times their weight. */
function weighted(stems: readonly string[], { words }: WordMatch, evidence: Evidence): Map<string, number> {
  const own = new Map(words.map(({ stem, weight }) => [stem, weight]));
  const counts = new Map<string, number>();
  for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  for (const [stem, count] of counts) {
    const weight = own.get(stem) ?? evidence.weights.get(stem) ?? 0;
    counts.set(stem, (1 + Math.log(count)) * weight);
  }
  return counts;
}

/** Cosine of two counts, 0 to 1. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let both = 0;
  for (const [key, value] of a) both += value * (b.get(key) ?? 0);
  const size = lengthOf(a) * lengthOf(b);
  return size === 0 ? 0 : both / size;
}

function lengthOf(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const value of counts.values()) sum += value * value;
  return Math.sqrt(sum);
}

/** Weighted share of the claim in the addresses the passages give: what a page is called tells what it is about. */
function inAddresses({ words, weight }: WordMatch, { pieces }: Evidence): number {
  const addresses: string[] = [];
  for (const { text } of pieces) {
    if (addresses.length >= MOST_ADDRESSES) break;
    if (text.includes('http')) addresses.push(...(text.match(ADDRESS) ?? []));
  }
  if (addresses.length === 0 || weight === 0) return 0;
  const plain = addresses
    .slice(0, MOST_ADDRESSES)
    .join(' ')
    .replaceAll(/[^A-Za-z0-9]+/g, ' ');
  const stems = new Set(readWords(plain).map(({ stem }) => stem));
  return words.reduce((sum, word) => sum + (stems.has(word.stem) ? word.weight : 0), 0) / weight;
}

/** How often the word of the claim that is mentioned most is mentioned. */
function mostMentions({ words }: WordMatch, row: readonly HeldWord[]): number {
  const counts = words.map(() => 0);
  for (const { hits } of row) for (const [at, strength] of hits) counts[at] = (counts[at] ?? 0) + strength;
  return Math.max(0, ...counts);
}
