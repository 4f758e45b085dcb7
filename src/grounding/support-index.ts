/**
 * Which passages of the stored sources are worth comparing with a sentence. Sentences of all sources stand in one
 * inverted index of stems, built once; a passage is a window of one to three of them around the best hits.
 */
import type { PreparedSource } from './prepared-source.ts';
import { splitSentences } from './sentences.ts';
import type { Span } from './span.ts';
import { contentStems, joinProfiles, type SupportProfile, supportProfile } from './support-profile.ts';

/** A window of a source: UTF-16 offsets into its extracted text. */
export type CandidatePassage = {
  readonly source: number;
  readonly start: number;
  readonly end: number;
  readonly profile: SupportProfile;
};

/** Finds candidates; the same query always gives the same ones in the same order. */
export type SupportIndex = {
  /** Windows for the words of a sentence, most promising first; only from `sources` when they are given. */
  candidates(sentence: SupportProfile, sources?: readonly number[]): CandidatePassage[];
};

/** Source sentences around which windows are tried. */
const MOST_HITS = 8;
/** A stem in more than this share of all sentences (and in many) tells nothing apart and is skipped. */
const COMMON_SHARE = 0.3;
const COMMON_LEAST = 200;

type Entry = { readonly source: number; readonly span: Span };

/** Builds the index; about a millisecond per 20 kB of text. */
export function buildSupportIndex(prepared: readonly PreparedSource[]): SupportIndex {
  const entries: Entry[] = prepared.flatMap(({ raw }, source) =>
    splitSentences(raw).map((span) => ({ source, span })),
  );
  const postings = buildPostings(entries, prepared);
  const profiles = new Map<number, SupportProfile>();
  const profileOf = (index: number): SupportProfile => {
    const { source, span } = entries[index] ?? { source: 0, span: { start: 0, end: 0 } };
    const made =
      profiles.get(index) ?? supportProfile(prepared[source]?.raw.slice(span.start, span.end) ?? '');
    profiles.set(index, made);
    return made;
  };
  return {
    candidates(sentence, sources) {
      const hits = bestHits(sentence, postings, entries, sources);
      const windows = new Map<string, readonly number[]>();
      for (const hit of hits) {
        for (const window of windowsAround(hit, entries)) windows.set(window.join(), window);
      }
      return [...windows.values()].map((window) => toPassage(window, entries, profileOf));
    },
  };
}

function buildPostings(
  entries: readonly Entry[],
  prepared: readonly PreparedSource[],
): ReadonlyMap<string, number[]> {
  const postings = new Map<string, number[]>();
  entries.forEach(({ source, span }, index) => {
    for (const stem of new Set(contentStems(prepared[source]?.raw.slice(span.start, span.end) ?? ''))) {
      const list = postings.get(stem);
      if (list === undefined) postings.set(stem, [index]);
      else list.push(index);
    }
  });
  return postings;
}

/** Entries that share the rarest words with the sentence; ties go to the earlier one. */
function bestHits(
  sentence: SupportProfile,
  postings: ReadonlyMap<string, number[]>,
  entries: readonly Entry[],
  sources: readonly number[] | undefined,
): number[] {
  const weights = new Map<number, number>();
  for (const stem of sentence.stemSet) {
    const list = postings.get(stem) ?? [];
    if (list.length > COMMON_LEAST && list.length > entries.length * COMMON_SHARE) continue;
    const weight = Math.log(1 + entries.length / (list.length + 0.5));
    for (const index of list) {
      if (sources !== undefined && !sources.includes(entries[index]?.source ?? -1)) continue;
      weights.set(index, (weights.get(index) ?? 0) + weight);
    }
  }
  return [...weights]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, MOST_HITS)
    .map(([index]) => index);
}

function windowsAround(hit: number, entries: readonly Entry[]): number[][] {
  const source = entries[hit]?.source;
  const windows = [[hit], [hit - 1, hit], [hit, hit + 1], [hit - 1, hit, hit + 1]];
  return windows.filter((window) => window.every((index) => entries[index]?.source === source));
}

function toPassage(
  window: readonly number[],
  entries: readonly Entry[],
  profileOf: (index: number) => SupportProfile,
): CandidatePassage {
  const first = entries[window[0] ?? 0];
  const last = entries[window.at(-1) ?? 0];
  return {
    source: first?.source ?? 0,
    start: first?.span.start ?? 0,
    end: last?.span.end ?? 0,
    profile: joinProfiles(window.map(profileOf)),
  };
}
