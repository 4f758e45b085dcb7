/**
 * What a sentence says, as far as it can be compared without understanding it: the stems of its content words in
 * order, and its slots: the numbers, dates, negations, duties and names that must agree before likeness of words
 * means anything.
 */
import { stemmer } from 'stemmer';
import { type CriticalKind, type CriticalToken, criticalTokens } from './critical-tokens.ts';
import { normaliseText } from './normalise-text.ts';
import { textWords } from './text-words.ts';

/** See the module comment. Profiles of neighbouring sentences can be joined. */
export type SupportProfile = {
  /** Stems of content words in reading order, repeated as they occur. */
  readonly stems: readonly string[];
  readonly stemSet: ReadonlySet<string>;
  /** Neighbouring stems, `first second`. */
  readonly pairs: ReadonlySet<string>;
  readonly slots: readonly CriticalToken[];
};

/** Kinds whose disagreement decides. The others ("or", "by", "first") are grammar more often than meaning. */
const SLOT_KINDS: ReadonlySet<CriticalKind> = new Set([
  'number',
  'date',
  'currency',
  'unit',
  'negation',
  'modal',
  'reference',
  'name',
  'comparison',
  'status',
  'polarity',
]);

/** Quantifiers that a reader would notice. */
const QUANTIFIERS: ReadonlySet<string> = new Set([
  'all',
  'every',
  'each',
  'some',
  'most',
  'few',
  'only',
  'any',
]);

/** Words of grammar: they say nothing about what a sentence is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be been being but by can could did do does for from had has have he her him his how i if in
  into is it its itself me might more most my no nor not of on one or our out over own she should so some such than
  that the their them then there these they this those through to too under until up upon us was we were what when
  where which while who whom why will with within without would you your also however therefore thus shall may must
  any all each every both only very via per etc between against during before after above below other another same
  s t`.split(/\s+/),
);

const stems = new Map<string, string>();

/** A page repeats its words; the table is cleared before it could grow without limit. */
function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size > 50_000) stems.clear();
  const stem = stemmer(word);
  stems.set(word, stem);
  return stem;
}

/** Stems of the content words of a text, in order. */
export function contentStems(text: string): string[] {
  const { keys } = textWords(normaliseText(text).text);
  return keys.map((key) => key.replace(/'s?$/, '')).flatMap((key) => (isContent(key) ? [stemOf(key)] : []));
}

function isContent(key: string): boolean {
  return /[\p{L}\p{N}]/u.test(key) && !STOP_WORDS.has(key);
}

/** The profile of a text of any length; linear. */
export function supportProfile(text: string): SupportProfile {
  const list = contentStems(text);
  return {
    stems: list,
    stemSet: new Set(list),
    pairs: pairsOf(list),
    slots: criticalTokens(text).filter(isSlot),
  };
}

/** The profile of texts that stand one after the other. */
export function joinProfiles(profiles: readonly SupportProfile[]): SupportProfile {
  const [only] = profiles;
  if (profiles.length === 1 && only !== undefined) return only;
  const list = profiles.flatMap((profile) => profile.stems);
  return {
    stems: list,
    stemSet: new Set(list),
    pairs: pairsOf(list),
    slots: profiles.flatMap((profile) => profile.slots),
  };
}

function pairsOf(list: readonly string[]): Set<string> {
  return new Set(list.slice(1).map((stem, index) => `${list[index]} ${stem}`));
}

function isSlot(token: CriticalToken): boolean {
  return token.kind === 'quantifier' ? QUANTIFIERS.has(token.value) : SLOT_KINDS.has(token.kind);
}
