/**
 * Which passages of the stored sources are worth comparing with a sentence: windows of one to three sentences around
 * those that share the rarest words with it. How rare a word is, a table says and not the sources that happen to be
 * there, so that one more source never changes how the others rank.
 */
import type { SentenceHit, SourceIndex, SourceWindow } from './source-index.ts';
import { MOST_HITS } from './source-index.ts';
import type { SupportProfile } from './support-profile.ts';

/** A window of a source. */
export type CandidatePassage = SourceWindow & { readonly source: number };

/** Finds candidates; the same query always gives the same ones in the same order. */
export type SupportIndex = {
  /** Windows for the words of a sentence, most promising first; only from `sources` when they are given. */
  candidates(sentence: SupportProfile, sources?: readonly number[]): CandidatePassage[];
};

type Hit = SentenceHit & { readonly source: number };

/** The index over these sources. */
export function buildSupportIndex(indexes: readonly SourceIndex[]): SupportIndex {
  const all = indexes.map((_, source) => source);
  return {
    candidates(sentence, sources = all) {
      const windows = new Map<string, CandidatePassage>();
      for (const { source, sentence: hit } of bestHits(sentence, indexes, sources)) {
        const index = indexes[source];
        if (index === undefined) continue;
        for (const [first, last] of windowsAround(hit, index)) {
          if (first !== last && !isAllHere(sentence, index, first, last)) continue;
          windows.set(`${source} ${first} ${last}`, { ...index.window(first, last), source });
        }
      }
      return [...windows.values()];
    },
  };
}

function bestHits(
  sentence: SupportProfile,
  indexes: readonly SourceIndex[],
  sources: readonly number[],
): Hit[] {
  return [...new Set(sources)]
    .flatMap((source) => (indexes[source]?.hits(sentence) ?? []).map((hit): Hit => ({ ...hit, source })))
    .sort((a, b) => b.weight - a.weight || a.source - b.source || a.sentence - b.sentence)
    .slice(0, MOST_HITS);
}

function windowsAround(hit: number, { sentenceCount }: SourceIndex): [number, number][] {
  const windows: [number, number][] = [
    [hit, hit],
    [hit - 1, hit],
    [hit, hit + 1],
    [hit - 1, hit + 1],
  ];
  return windows.filter(([first, last]) => first >= 0 && last < sentenceCount);
}

/** What a source says of another jurisdiction adds nothing to a sentence about this one. */
function isAllHere(sentence: SupportProfile, index: SourceIndex, first: number, last: number): boolean {
  for (let at = first; at <= last; at += 1) if (isElsewhere(sentence, index.profileOf(at))) return false;
  return true;
}

function isElsewhere(sentence: SupportProfile, held: SupportProfile): boolean {
  if (sentence.places.size === 0 || held.places.size === 0) return false;
  return ![...held.places.keys()].some((code) => sentence.places.has(code));
}
