/**
 * Does a sentence of a source say what a sentence of the page says? A first cut without any model (grounding.md
 * section 4). Slots are compared before any score, sentence against sentence: a date or a "not" of a neighbour never
 * counts. `supported` needs nearly all words, every slot, and nothing that weakens the source's own statement;
 * `contradicted` needs nearly the same wording both ways and one slot that differs.
 */
import type { SupportVerdict } from '#domain/verification.ts';
import { isTurned } from './evidence/kin-words.ts';
import { isSameOrder } from './source-jurisdictions.ts';
import {
  compareSlots,
  conflictOf,
  hasOtherCounts,
  isTogether,
  type SlotDifference,
} from './support-differences.ts';
import { contentStems, type SupportProfile, supportProfile } from './support-profile.ts';
import { reasonsOf, type SupportDifference } from './support-reasons.ts';

/** How one passage stands to the sentence. `verdict` is never `not-checkable`. */
export type PassageJudgement = {
  readonly verdict: Exclude<SupportVerdict, 'not-checkable'>;
  /** Likeness of words, 0 to 1; says nothing about truth on its own. */
  readonly score: number;
  /** True when one sentence has nearly all the words, so that what differs is worth telling first. */
  readonly isClose: boolean;
  /** True when no slot, name or place differs and nothing but the wording keeps the passage from bearing the sentence. */
  readonly isOpen: boolean;
  /** Each a sentence, the difference first. */
  readonly reasons: readonly string[];
};

/** A stretch of a source to compare with. Only one that is a single sentence can bear or contradict anything. */
export type Passage = {
  readonly profile: SupportProfile;
  readonly isSentence: boolean;
  /** The profiles of its sentences. */
  readonly sentences: readonly SupportProfile[];
  /** The sentence before it, to which a pronoun may refer; null at the beginning. */
  readonly before: SupportProfile | null;
  /** Codes of all jurisdictions that the source names anywhere. */
  readonly sourcePlaces: () => ReadonlySet<string>;
};

/** The judgement over all passages; `best` is the index of the passage that decided it, null when none is near. */
export type SentenceJudgement = PassageJudgement & { readonly best: number | null };

/** Share of the sentence's words a passage must have … to bear it, a part, to be weighed at all, to be worth showing. */
const WORDS_TO_SUPPORT = 0.85;
const WORDS_IN_PART = 0.6;
const WORDS_TO_ASK = 0.5;
const WORDS_TO_SHOW = 0.4;
/** Sentences with fewer content words are too short to be borne by likeness alone. */
const LEAST_WORDS = 3;

/** Judges a sentence against single sentences given as texts. */
export function judgeSentence(sentence: string, passages: readonly string[]): SentenceJudgement {
  return judgeProfiles(supportProfile(sentence), passages.map(lonePassage));
}

/** A text as a passage of its own, without a source around it. */
export function lonePassage(text: string): Passage {
  const profile = supportProfile(text);
  return { profile, isSentence: true, sentences: [profile], before: null, sourcePlaces: () => new Set() };
}

/**
 * The best judgement over prepared passages. Support by one passage stands even where another contradicts it: that
 * is a disagreement between sources, and the caller sees the contradicting passage as well.
 */
export function judgeProfiles(sentence: SupportProfile, passages: readonly Passage[]): SentenceJudgement {
  let best: SentenceJudgement = {
    verdict: 'not-addressed',
    score: 0,
    isClose: false,
    isOpen: false,
    reasons: [],
    best: null,
  };
  passages.forEach((passage, index) => {
    const judged = judgePassage(sentence, passage);
    if (judged.score < WORDS_TO_SHOW && judged.verdict === 'not-addressed') return;
    if (compareJudgements(judged, best) < 0) best = { ...judged, best: index };
  });
  return best;
}

const RANK = { supported: 3, contradicted: 2, 'partially-supported': 1, 'not-addressed': 0 } as const;

/** Negative when `a` is the better one: by verdict, then a close sentence, then likeness. */
export function compareJudgements(a: PassageJudgement, b: PassageJudgement): number {
  return RANK[b.verdict] - RANK[a.verdict] || Number(b.isClose) - Number(a.isClose) || b.score - a.score;
}

/** Judges one passage. `home` is the page's jurisdiction, meant where a sentence names none; null for none. */
export function judgePassage(
  sentence: SupportProfile,
  passage: Passage,
  home: string | null = null,
): PassageJudgement {
  const held = passage.profile;
  const words = share(sentence.stemSet, held.stemSet);
  const pairs = sentence.pairs.size === 0 ? words : share(sentence.pairs, held.pairs);
  const score = words * 0.75 + pairs * 0.25;
  const known = heldWords(sentence, passage);
  const covered = sentence.topic.size === 0 ? words : share(sentence.topic, known.topic);
  const judged = (verdict: PassageJudgement['verdict'], reasons: readonly string[]): PassageJudgement => ({
    verdict,
    score,
    reasons,
    isClose: passage.isSentence && covered >= WORDS_TO_SUPPORT,
    isOpen: false,
  });
  const isAbout = words >= WORDS_TO_ASK || (sentence.topic.size > 1 && covered >= WORDS_TO_SUPPORT);
  if (sentence.stemSet.size < LEAST_WORDS || !isAbout) return judged('not-addressed', []);
  if (isAboutOthers(sentence, held, known.places)) return judged('not-addressed', []);
  const difference: SlotDifference = compareSlots(sentence, held);
  const elsewhere = foreignPlace(sentence, held, home);
  const back = share(held.topic, sentence.topic);
  if (passage.isSentence && elsewhere === null) {
    const conflict = conflictOf(sentence, held, difference, { covered, back });
    if (conflict !== null) return judged('contradicted', [conflict]);
  }
  const unsaid = [...sentence.topic].filter((stem) => !known.topic.has(stem));
  const whole: SupportDifference = {
    ...difference,
    elsewhere,
    isSentence: passage.isSentence,
    names: missingNames(sentence, known.words),
    words: written(sentence, unsaid),
  };
  const isTurnedRound = unsaid.some((stem) => isTurned(stem, held.stemSet));
  if (covered >= WORDS_TO_SUPPORT && passage.isSentence && isNothing(whole) && !isTurnedRound) {
    return hasOtherCounts(sentence, held)
      ? judged('partially-supported', ['The source says it of another party, or with another duty.'])
      : judged('supported', ['A sentence of the source says this.']);
  }
  const isOpen = isNothing(whole) && !isTurnedRound && isTogether(sentence, passage.sentences);
  const isPart = words >= WORDS_IN_PART || covered >= WORDS_TO_SUPPORT;
  return {
    ...judged(isPart ? 'partially-supported' : 'not-addressed', isPart ? reasonsOf(whole) : []),
    isOpen,
  };
}

/** Nothing differs but plain words. */
function isNothing({ elsewhere, names, missing, surplus }: SupportDifference): boolean {
  return elsewhere === null && names.length + missing.length + surplus.length === 0;
}

function share(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  let found = 0;
  for (const item of wanted) if (held.has(item)) found += 1;
  return found / wanted.size;
}

type HeldWords = {
  readonly words: ReadonlySet<string>;
  readonly topic: ReadonlySet<string>;
  /** Codes of the sentence's places that the passage is about. */
  readonly places: ReadonlySet<string>;
};

/**
 * The words of a passage with the names its pronouns and its frame stand for: a law of one country need not name it in
 * every section.
 */
function heldWords(sentence: SupportProfile, { profile, before, sourcePlaces }: Passage): HeldWords {
  const meant = new Set<string>();
  const places = new Set<string>();
  const back = profile.refersBack ? before : null;
  for (const [code, place] of sentence.places) {
    const isFramed = () => profile.places.size === 0 && sourcePlaces().size === 1 && sourcePlaces().has(code);
    if (!profile.places.has(code) && back?.places.has(code) !== true && !isFramed()) continue;
    places.add(code);
    for (const stem of place.stems) meant.add(stem);
  }
  if (back !== null) {
    for (const stem of nameStems(sentence)) if (back.stemSet.has(stem)) meant.add(stem);
  }
  return {
    words: profile.stemSet.union(meant),
    topic: profile.topic.union(meant),
    places,
  };
}

function nameStems({ slots }: SupportProfile): string[] {
  return slots.flatMap(({ group, value }) => (group === 'name' ? contentStems(value) : []));
}

function missingNames(sentence: SupportProfile, words: ReadonlySet<string>): string[] {
  const names = sentence.slots.filter(
    ({ group, value }) => group === 'name' && !contentStems(value).every((stem) => words.has(stem)),
  );
  return [...new Set(names.map((name) => name.written))];
}

/** The sentence names jurisdictions, and the passage speaks of none of them but of others. */
function isAboutOthers(sentence: SupportProfile, held: SupportProfile, meant: ReadonlySet<string>): boolean {
  return sentence.places.size > 0 && meant.size === 0 && held.places.size > 0;
}

/** Names that make it plain whom a sentence speaks of, wherever they are at home. */
const NAMES_TO_KNOW = 2;

/** The name of the jurisdiction that the passage speaks of instead of the page's own; null when it may be the same. */
function foreignPlace(sentence: SupportProfile, held: SupportProfile, home: string | null): string | null {
  if (home === null || sentence.places.size > 0 || held.places.size === 0) return null;
  const names = sentence.slots.filter(({ group }) => group === 'name');
  const isNamed = names.length >= NAMES_TO_KNOW && missingNames(sentence, held.stemSet).length === 0;
  if (isNamed) return null;
  const isOwn = [...held.places].some(
    ([code, { isUnion, within }]) =>
      isUnion || isSameOrder(code, home) || within.some((stem) => sentence.stemSet.has(stem)),
  );
  return isOwn ? null : ([...held.places.values()][0]?.name ?? null);
}

function written({ written: words }: SupportProfile, stems: readonly string[]): string[] {
  return stems.map((stem) => words.get(stem) ?? stem);
}
