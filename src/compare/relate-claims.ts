/**
 * How two sentences stand to each other: the same in other words, or two that cannot both be right because they say
 * different things of one subject (another figure, day, duty, or a denial). The rules are those by which a page is held
 * against its sources; whatever they leave open is two sentences about two things.
 */
import { compareCriticalTokens, criticalTokens, isCriticalWord } from '#grounding/critical-tokens.ts';
import { judgePassage, lonePassage, type Passage } from '#grounding/support.ts';
import { contentStems, type SupportProfile } from '#grounding/support-profile.ts';

/** `fuller` says which of two that agree says more; null when neither does. */
export type ClaimRelation =
  | { readonly kind: 'agree'; readonly fuller: 'first' | 'second' | null }
  | { readonly kind: 'differ'; readonly reason: string }
  | { readonly kind: 'apart' };

/** A sentence prepared for being held against many. */
export type PreparedClaim = {
  readonly words: string;
  readonly profile: SupportProfile;
  readonly passage: Passage;
};

/** Kinds of words of which one against another makes two statements of one subject. */
const DECISIVE: ReadonlySet<string> = new Set(['number', 'date', 'currency', 'unit', 'negation', 'modal']);
/** Share of the other words that both must have in common for that. */
const SAME_SUBJECT = 0.85;

/** See {@link PreparedClaim}. */
export function prepareClaim(words: string): PreparedClaim {
  const passage = lonePassage(words);
  return { words, passage, profile: passage.profile };
}

/** See the module comment. Swapping the two swaps `fuller`, the order of words in `reason`, and nothing else. */
export function relateClaims(first: PreparedClaim, second: PreparedClaim): ClaimRelation {
  const verdicts = [
    judgePassage(first.profile, second.passage).verdict,
    judgePassage(second.profile, first.passage).verdict,
  ];
  if (verdicts.includes('contradicted')) return { kind: 'differ', reason: contrastOf(first, second) };
  if (!verdicts.includes('supported')) return differInOne(first, second);
  if (verdicts.every((verdict) => verdict === 'supported')) return { kind: 'agree', fuller: null };
  return { kind: 'agree', fuller: verdicts[0] === 'supported' ? 'second' : 'first' };
}

/** The two words that stand against each other, where they are of one kind. */
function contrastOf(first: PreparedClaim, second: PreparedClaim): string {
  const { onlyA, onlyB } = beyondEachOther(first, second);
  for (const { kind, value } of onlyA) {
    const other = onlyB.find((token) => token.kind === kind);
    if (other !== undefined) return oneAgainst(value, other.value);
  }
  return 'They say different things of one subject.';
}

/** The same sentence but for one figure, day or duty, where it is too short to be judged by its other words. */
function differInOne(first: PreparedClaim, second: PreparedClaim): ClaimRelation {
  const { onlyA, onlyB } = beyondEachOther(first, second);
  const [own, other] = [onlyA[0], onlyB[0]];
  if (onlyA.length !== 1 || onlyB.length !== 1 || own === undefined || other === undefined) return APART;
  if (own.kind !== other.kind || !DECISIVE.has(own.kind)) return APART;
  if (likeness(contentStems(first.words), contentStems(second.words)) < SAME_SUBJECT) return APART;
  return { kind: 'differ', reason: oneAgainst(own.value, other.value) };
}

function beyondEachOther(first: PreparedClaim, second: PreparedClaim) {
  return compareCriticalTokens(criticalTokens(first.words), criticalTokens(second.words));
}

function oneAgainst(own: string, other: string): string {
  return `The draft says “${own}” where the other says “${other}”.`;
}

const APART: ClaimRelation = { kind: 'apart' };

/** Dice's coefficient of two sets of stems, figures and words of duty aside. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const [own, other] = [a, b].map((stems) => new Set(stems.filter((stem) => !isCriticalWord(stem))));
  if (own === undefined || other === undefined || own.size + other.size === 0) return 0;
  return (2 * own.intersection(other).size) / (own.size + other.size);
}
