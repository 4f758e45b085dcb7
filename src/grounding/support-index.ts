/**
 * Which passages of the stored sources are worth comparing with a sentence. Sentences of all sources stand in one
 * inverted index of stems, built once; a passage is a window of one to three of them around the best hits.
 */
import type { Gazetteer } from './gazetteer.ts';
import type { PreparedSource } from './prepared-source.ts';
import { splitSentences } from './sentences.ts';
import type { Span } from './span.ts';
import type { Passage } from './support.ts';
import { contentStems, joinProfiles, type SupportProfile, supportProfile } from './support-profile.ts';

/** A window of a source: UTF-16 offsets into its extracted text. */
export type CandidatePassage = {
  readonly source: number;
  readonly start: number;
  readonly end: number;
  readonly passage: Passage;
  /** The sentences as they stand in the source. */
  readonly texts: () => string[];
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

/** Windows kept; sentences of one page ask for the same ones again and again. */
const MOST_KNOWN = 20_000;

type Entry = { readonly source: number; readonly span: Span };

/** What is worked out once for each source or sentence that is looked at. */
type Profiles = {
  readonly of: (index: number) => SupportProfile;
  readonly placesOf: (source: number) => ReadonlySet<string>;
};

/** Builds the index; about a millisecond per 20 kB of text. Without a gazetteer no jurisdiction is recognised. */
export function buildSupportIndex(prepared: readonly PreparedSource[], gazetteer?: Gazetteer): SupportIndex {
  const entries: Entry[] = prepared.flatMap(({ raw }, source) =>
    splitSentences(raw).map((span) => ({ source, span })),
  );
  const postings = buildPostings(entries, prepared);
  const profiles = createProfiles(entries, prepared, gazetteer);
  const known = new Map<string, CandidatePassage>();
  const passageOf = (key: string, window: readonly number[]): CandidatePassage => {
    const made = known.get(key) ?? toPassage(window, entries, profiles, prepared);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, made);
    return made;
  };
  return {
    candidates(sentence, sources) {
      const hits = bestHits(sentence, postings, entries, sources);
      const windows = new Map<string, readonly number[]>();
      for (const hit of hits) {
        for (const window of windowsAround(hit, entries)) windows.set(window.join(), window);
      }
      const isHere = (index: number) => !isElsewhere(sentence, profiles.of(index));
      return [...windows]
        .filter(([, window]) => window.length === 1 || window.every(isHere))
        .map(([key, window]) => passageOf(key, window));
    },
  };
}

/** What a source says of another jurisdiction adds nothing to a sentence about this one. */
function isElsewhere(sentence: SupportProfile, held: SupportProfile): boolean {
  if (sentence.places.size === 0 || held.places.size === 0) return false;
  return ![...held.places.keys()].some((code) => sentence.places.has(code));
}

function createProfiles(
  entries: readonly Entry[],
  prepared: readonly PreparedSource[],
  gazetteer: Gazetteer | undefined,
): Profiles {
  const profiles = new Map<number, SupportProfile>();
  const places = new Map<number, ReadonlySet<string>>();
  return {
    of: (index) => {
      const { source, span } = entries[index] ?? { source: 0, span: { start: 0, end: 0 } };
      const text = prepared[source]?.raw.slice(span.start, span.end) ?? '';
      const made = profiles.get(index) ?? supportProfile(text, gazetteer);
      profiles.set(index, made);
      return made;
    },
    placesOf: (source) => {
      const mentions = () => gazetteer?.mentions(prepared[source]?.raw ?? '') ?? [];
      const made = places.get(source) ?? new Set(mentions().map(({ code }) => code));
      places.set(source, made);
      return made;
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
  profiles: Profiles,
  prepared: readonly PreparedSource[],
): CandidatePassage {
  const at = window[0] ?? 0;
  const first = entries[at];
  const last = entries[window.at(-1) ?? 0];
  const source = first?.source ?? 0;
  const hasBefore = entries[at - 1]?.source === source;
  return {
    source,
    start: first?.span.start ?? 0,
    end: last?.span.end ?? 0,
    texts: () =>
      window.flatMap((index) => {
        const entry = entries[index];
        if (entry === undefined) return [];
        return prepared[entry.source]?.raw.slice(entry.span.start, entry.span.end) ?? [];
      }),
    passage: {
      profile: joinProfiles(window.map(profiles.of)),
      isSentence: window.length === 1,
      sentences: window.map(profiles.of),
      before: window.length === 1 && hasBefore ? profiles.of(at - 1) : null,
      sourcePlaces: () => profiles.placesOf(source),
    },
  };
}
