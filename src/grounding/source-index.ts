/**
 * One source made ready for being compared with sentences: its sentences in an inverted index of stems, built once,
 * and what was found out about them so far. Everything in it follows from the source's text alone, never from what
 * other sources are there: so it can be kept from one verification to the next, and a source that is added or changed
 * leaves what is known of the others as it is.
 */
import { weighSentences } from './evidence/assess-evidence.ts';
import { wordWeight } from './evidence/word-weight.ts';
import type { Gazetteer } from './gazetteer.ts';
import { type PreparedSource, prepareSource } from './prepared-source.ts';
import { judgePassage, type Passage, type PassageJudgement } from './support.ts';
import { contentStems, joinProfiles, type SupportProfile, supportProfile } from './support-profile.ts';

/** A sentence of the source that shares words with another sentence; `weight` grows with how rare the words are. */
export type SentenceHit = { readonly sentence: number; readonly weight: number };

/** One to three neighbouring sentences. Offsets are UTF-16 into the extracted text. */
export type SourceWindow = {
  readonly start: number;
  readonly end: number;
  readonly passage: Passage;
  /** The sentences as they stand in the source. */
  readonly texts: () => string[];
  /** The judgement on a sentence; worked out once for each sentence and home jurisdiction. */
  readonly judge: (sentence: SupportProfile, home: string | null) => PassageJudgement;
  /** The combiner's chances for a text; worked out once for each. */
  readonly weigh: (text: string) => { readonly support: number; readonly contradiction: number };
};

/** See the module comment. */
export type SourceIndex = {
  readonly prepared: PreparedSource;
  readonly sentenceCount: number;
  /** The sentences that share the rarest words, best first, ties by position; at most {@link MOST_HITS}. */
  readonly hits: (sentence: SupportProfile) => readonly SentenceHit[];
  /** The profile of one sentence. */
  readonly profileOf: (sentence: number) => SupportProfile;
  /** The sentences from `first` to `last`, inclusive. */
  readonly window: (first: number, last: number) => SourceWindow;
  /** Passages judged so far: what a verification had to work out anew shows in how much this grows. */
  readonly judged: () => number;
  /** Answers on other texts that are kept now. */
  readonly answered: () => number;
  /** What `make` gives for the source, made once for each key. */
  readonly once: <T>(key: string, make: () => T) => T;
};

/** Sentences around which windows are tried; of one source, and of all together. */
export const MOST_HITS = 8;
/** A stem in more than this share of a source's sentences (and in many) tells nothing apart there and is skipped. */
const COMMON_SHARE = 0.3;
const COMMON_LEAST = 200;
/** Answers kept for one source; beyond that it starts afresh, so that a long-lived process stays small. */
const MOST_ANSWERS = 20_000;

/** Prepares a text. Linear; the index is built when it is first asked. Without a gazetteer no place is recognised. */
export function indexSource(text: string, gazetteer?: Gazetteer): SourceIndex {
  const prepared = prepareSource(text);
  // What is made of the text is kept as long as the index; answers on other sentences have no end and are.
  const own = createCache(Number.POSITIVE_INFINITY).of;
  const answers = createCache(MOST_ANSWERS);
  let judged = 0;
  const spans = prepared.sentences;
  const textOf = (sentence: number) => {
    const { start, end } = spans()[sentence] ?? { start: 0, end: 0 };
    return text.slice(start, end);
  };
  const findHits = () =>
    own('hits', () => createHitFinder(buildPostings(spans().length, textOf), spans().length));
  const profileOf = (sentence: number) =>
    own(`profile ${sentence}`, () => supportProfile(textOf(sentence), gazetteer));
  const places = () =>
    own('places', () => new Set((gazetteer?.mentions(text) ?? []).map(({ code }) => code)));
  const makeWindow = (first: number, last: number): SourceWindow => {
    const sentences = Array.from({ length: last - first + 1 }, (_, index) => profileOf(first + index));
    const texts = () => sentences.map((_, index) => textOf(first + index));
    const isSentence = first === last;
    const passage: Passage = {
      profile: joinProfiles(sentences),
      isSentence,
      sentences,
      before: isSentence && first > 0 ? profileOf(first - 1) : null,
      sourcePlaces: places,
    };
    return {
      start: spans()[first]?.start ?? 0,
      end: spans()[last]?.end ?? 0,
      passage,
      texts,
      judge: (sentence, home) =>
        answers.of(`judge ${first} ${last} ${home ?? ''} ${sentence.text}`, () => {
          judged += 1;
          return judgePassage(sentence, passage, home);
        }),
      weigh: (claim) => answers.of(`weigh ${first} ${last} ${claim}`, () => weighSentences(claim, texts())),
    };
  };
  return {
    prepared,
    get sentenceCount() {
      return spans().length;
    },
    hits: (sentence) => answers.of(`hits ${sentence.text}`, () => findHits()(sentence)),
    profileOf,
    window: (first, last) => answers.of(`window ${first} ${last}`, () => makeWindow(first, last)),
    judged: () => judged,
    answered: answers.size,
    once: answers.of,
  };
}

function buildPostings(count: number, textOf: (sentence: number) => string): ReadonlyMap<string, number[]> {
  const postings = new Map<string, number[]>();
  for (let sentence = 0; sentence < count; sentence += 1) {
    for (const stem of new Set(contentStems(textOf(sentence)))) {
      const list = postings.get(stem);
      if (list === undefined) postings.set(stem, [sentence]);
      else list.push(sentence);
    }
  }
  return postings;
}

/** Finds hits; the working space is made once, because a long report asks tens of thousands of times. */
function createHitFinder(
  postings: ReadonlyMap<string, readonly number[]>,
  count: number,
): (sentence: SupportProfile) => SentenceHit[] {
  const weights = new Float64Array(count);
  return (sentence) => {
    const touched: number[] = [];
    for (const stem of sentence.stemSet) {
      const list = postings.get(stem) ?? [];
      if (list.length > COMMON_LEAST && list.length > count * COMMON_SHARE) continue;
      const weight = wordWeight(stem);
      for (const at of list) {
        const before = weights[at] ?? 0;
        if (before === 0) touched.push(at);
        weights[at] = before + weight;
      }
    }
    const best: SentenceHit[] = [];
    for (const at of touched) {
      keepBest(best, { sentence: at, weight: weights[at] ?? 0 });
      weights[at] = 0;
    }
    return best;
  };
}

/** Puts a hit in its place among the best, which stay sorted and at most {@link MOST_HITS}. */
function keepBest(best: SentenceHit[], hit: SentenceHit): void {
  const isFull = best.length === MOST_HITS;
  if (isFull && !isBetter(hit, best.at(-1))) return;
  if (isFull) best.pop();
  const at = best.findIndex((other) => isBetter(hit, other));
  best.splice(at === -1 ? best.length : at, 0, hit);
}

function isBetter(a: SentenceHit, b: SentenceHit | undefined): boolean {
  if (b === undefined) return true;
  return a.weight > b.weight || (a.weight === b.weight && a.sentence < b.sentence);
}

type Cache = {
  readonly of: <T>(key: string, make: () => T) => T;
  readonly size: () => number;
};

function createCache(most: number): Cache {
  const known = new Map<string, unknown>();
  return {
    of: <T>(key: string, make: () => T): T => {
      // A key always stands for one kind of thing.
      if (known.has(key)) return known.get(key) as T;
      const made = make();
      if (known.size >= most) known.clear();
      known.set(key, made);
      return made;
    },
    size: () => known.size,
  };
}
