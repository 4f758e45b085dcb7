/**
 * Does a passage say what a sentence says? A first cut without any model (grounding.md section 4). Slots are compared
 * before any score: a number or a "not" that conflicts beats any likeness of words. It is conservative both ways:
 * `supported` needs nearly all words and every slot, `contradicted` needs nearly the same wording and one difference.
 */
import type { SupportVerdict } from '#domain/verification.ts';
import { type CriticalToken, compareCriticalTokens } from './critical-tokens.ts';
import { type SupportProfile, supportProfile } from './support-profile.ts';

/** How one passage stands to the sentence. `verdict` is never `not-checkable`. */
export type PassageJudgement = {
  readonly verdict: Exclude<SupportVerdict, 'not-checkable'>;
  /** Likeness of words, 0 to 1; says nothing about truth on its own. */
  readonly score: number;
  /** Each a sentence. */
  readonly reasons: readonly string[];
};

/** The judgement over all passages; `best` is the index of the passage that decided it, null when none is near. */
export type SentenceJudgement = PassageJudgement & { readonly best: number | null };

/** Share of the sentence's words a passage must have … to bear it, to bear a part, to be worth showing. */
const WORDS_TO_SUPPORT = 0.8;
const WORDS_IN_PART = 0.6;
const WORDS_TO_SHOW = 0.4;
/** Least share of words both ways for two wordings to count as the same but for one slot. */
const WORDS_TO_CONTRADICT = 0.75;
/** Sentences with fewer content words are too short to be borne by likeness alone. */
const LEAST_WORDS = 3;

/** Judges a sentence against passages given as texts. */
export function judgeSentence(sentence: string, passages: readonly string[]): SentenceJudgement {
  return judgeProfiles(supportProfile(sentence), passages.map(supportProfile));
}

/**
 * Judges against prepared profiles. Support by one passage stands even where another contradicts it: that is a
 * disagreement between sources, and the caller sees the contradicting passage as well.
 */
export function judgeProfiles(
  sentence: SupportProfile,
  passages: readonly SupportProfile[],
): SentenceJudgement {
  let best: SentenceJudgement = { verdict: 'not-addressed', score: 0, reasons: [], best: null };
  passages.forEach((passage, index) => {
    const judged = judgePassage(sentence, passage);
    if (judged.score < WORDS_TO_SHOW && judged.verdict === 'not-addressed') return;
    if (isBetter(judged, best)) best = { ...judged, best: index };
  });
  return best;
}

const RANK = { supported: 3, contradicted: 2, 'partially-supported': 1, 'not-addressed': 0 } as const;

function isBetter(a: PassageJudgement, b: PassageJudgement): boolean {
  const difference = RANK[a.verdict] - RANK[b.verdict];
  return difference > 0 || (difference === 0 && a.score > b.score);
}

/** Judges one passage. */
export function judgePassage(sentence: SupportProfile, passage: SupportProfile): PassageJudgement {
  const words = share(sentence.stemSet, passage.stemSet);
  const pairs = sentence.pairs.size === 0 ? words : share(sentence.pairs, passage.pairs);
  const score = words * 0.75 + pairs * 0.25;
  if (sentence.stemSet.size < LEAST_WORDS || words < WORDS_IN_PART) {
    return { verdict: 'not-addressed', score, reasons: [] };
  }
  const { onlyA: missing, onlyB: extra } = compareCriticalTokens(sentence.slots, passage.slots);
  const conflict = conflictOf(sentence, passage, missing, extra, words);
  if (conflict !== null) return { verdict: 'contradicted', score, reasons: [conflict] };
  const unsaid = dropDuplicates(missing);
  const turned = extra.find((token) => token.kind === 'negation');
  if (words >= WORDS_TO_SUPPORT && unsaid.length === 0 && turned === undefined) {
    return {
      verdict: 'supported',
      score,
      reasons: [`${percent(words)} of its words and every figure stand in the passage.`],
    };
  }
  const reasons = [
    `${percent(words)} of its words stand in the passage.`,
    ...unsaid.slice(0, 3).map((token) => `The passage does not say ${describe(token)}.`),
    ...(turned === undefined ? [] : [`The passage says ${describe(turned)}, which the sentence does not.`]),
  ];
  return { verdict: 'partially-supported', score, reasons };
}

function share(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  let found = 0;
  for (const item of wanted) if (held.has(item)) found += 1;
  return found / wanted.size;
}

/** The one slot in which nearly the same wording differs, as a sentence; null when there is none or more than one. */
function conflictOf(
  sentence: SupportProfile,
  passage: SupportProfile,
  missing: readonly CriticalToken[],
  extra: readonly CriticalToken[],
  words: number,
): string | null {
  const back = share(passage.stemSet, sentence.stemSet);
  if (Math.min(words, back) < WORDS_TO_CONTRADICT || missing.length > 1 || extra.length > 1) return null;
  const [said] = missing;
  const [found] = extra;
  if (said !== undefined && found !== undefined) {
    if (said.kind !== found.kind || said.kind === 'name') return null;
    return `The page says ${describe(said)}; the source says ${describe(found)}.`;
  }
  if (said?.kind === 'negation') return `The page says ${describe(said)}; the source does not.`;
  if (found?.kind === 'negation') return `The source says ${describe(found)}; the page does not.`;
  return null;
}

function dropDuplicates(tokens: readonly CriticalToken[]): CriticalToken[] {
  return [...new Map(tokens.map((token) => [`${token.kind} ${token.value}`, token])).values()];
}

function describe(token: CriticalToken): string {
  return `“${token.value.replace(/^-+/, '')}”`;
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}
