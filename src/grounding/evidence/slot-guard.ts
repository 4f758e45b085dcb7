/**
 * Nearly the same wording, but another figure, duty, "not" or name: then likeness is no support at all. Compares the
 * critical tokens of a claim with those of a sentence that has the same plain words; silent about all others.
 */
import {
  type CriticalToken,
  compareCriticalTokens,
  isCriticalWord,
  placedTokens,
} from '../critical-tokens.ts';
import { normaliseText } from '../normalise-text.ts';
import { textWords } from '../text-words.ts';
import type { EvidencePiece } from './read-evidence.ts';
import { type Wording, withoutNoise } from './wording-features.ts';

/** `same`: nothing critical differs. `conflict`: one stands against another. `differs`: one side has more. */
export type SlotAnswer = 'same' | 'conflict' | 'differs';

/** Share of the plain words, both ways, from which two wordings are nearly the same. */
const SAME_WORDS = 0.85;
/** Ways of saying one duty. */
const SAME_DUTY: Readonly<Record<string, string>> = {
  shall: 'must',
  required: 'must',
  obliged: 'must',
  can: 'may',
};

/** The answer for each sentence, undefined where the wording is not nearly the same. */
export function createSlotGuard(
  claim: string,
  wording: Wording,
): (piece: EvidencePiece) => SlotAnswer | undefined {
  const plain = plainWords(wording);
  let own: Tokens | undefined;
  return (piece) => {
    const held = plainWords(piece.wording());
    const shared = sharedCount(plain, held);
    if (shared === 0 || shared < SAME_WORDS * Math.max(plain.length, held.length)) return undefined;
    own ??= tokensOf(claim);
    return answer(own, tokensOf(piece.text));
  };
}

function answer(own: Tokens, held: Tokens): SlotAnswer {
  const { onlyA, onlyB } = compareCriticalTokens(own.tokens, held.tokens);
  const claimOnly = onlyA.filter((token) => !isHarmless(token, held));
  const sourceOnly = onlyB.filter((token) => !isHarmless(token, own));
  // "It can lead to" asks less of the source than "it leads to".
  const isWeaker = sourceOnly.length === 0 && claimOnly.every(({ value }) => WEAK.has(value));
  if (isWeaker) return 'same';
  const denials = [...claimOnly, ...sourceOnly].filter(({ kind }) => kind === 'negation').length;
  const isReplaced = claimOnly.some(({ kind }) => sourceOnly.some((other) => other.kind === kind));
  return denials % 2 === 1 || isReplaced ? 'conflict' : 'differs';
}

const WEAK = new Set(['may', 'might', 'could']);

/** Words that join statements, and names whose words stand in the other text in another order. */
function isHarmless({ kind, value }: CriticalToken, other: Tokens): boolean {
  if (kind === 'name') return value.split(' ').every((word) => other.words.has(word));
  return LINKING.has(value);
}

const LINKING = new Set(
  `however although despite but because while when upon now already yet still following since or and/or
  in addition to from by about approximately another other usually generally often high low material about`.split(
    /\s+/,
  ),
);

type Tokens = { readonly tokens: readonly CriticalToken[]; readonly words: ReadonlySet<string> };

/** "May not" and "must not" are one prohibition; markers and the number of a list entry are no part of the text. */
function tokensOf(text: string): Tokens {
  const normalised = normaliseText(withoutNoise(text).replace(/^\s*\d{1,2}[.)]\s/, '')).text;
  const words = textWords(normalised);
  const tokens = placedTokens(normalised, words).map(({ kind, value, start, end }) => {
    const isBarred = kind === 'modal' && /^ not\b/.test(normalised.slice(end, end + 5));
    return { kind, value: isBarred ? 'must' : (SAME_DUTY[value] ?? value), start, end };
  });
  return { tokens, words: new Set(words.keys) };
}

function plainWords({ keys }: Wording): string[] {
  return keys.filter((key) => !isCriticalWord(key));
}

function sharedCount(a: readonly string[], b: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of b) counts.set(key, (counts.get(key) ?? 0) + 1);
  let shared = 0;
  for (const key of a) {
    const left = counts.get(key) ?? 0;
    if (left === 0) continue;
    counts.set(key, left - 1);
    shared += 1;
  }
  return shared;
}
