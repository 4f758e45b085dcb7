/**
 * What speaks against a claim in the sentences nearest to it: duties turned round, a "not" on one side only, a narrower
 * or wider scope, opposite words, other figures or names where everything else agrees. Words alone cannot see these.
 */
import { compareSlots, conflictOf } from '../support-differences.ts';
import type { SupportProfile } from '../support-profile.ts';
import { WEAKENING } from '../support-slots.ts';
import { isTurned } from './kin-words.ts';
import type { WordMatch } from './match-words.ts';
import type { RankedPiece } from './rank-pieces.ts';
import type { EvidencePiece } from './read-evidence.ts';

/** A sentence near the claim, read closely. */
export type NearPiece = {
  readonly ranked: RankedPiece;
  readonly piece: EvidencePiece;
  readonly profile: SupportProfile;
};

/** What one sentence has against a claim; figures from 0 to 1 but for those that count. */
const OF_PIECE = [
  'slot conflict',
  'duty turned round',
  'duty loosened',
  'not on one side',
  'opposite words',
  'other figure',
  'other name',
  'only against an open list',
  'all against no matter whether',
  'permission against a plain no',
  'some against none',
  'source weakened',
  'source excepts',
  'slot missing',
  'no evidence',
] as const;

const OF_CLAIM = [
  'claim only',
  'claim all',
  'claim some',
  'claim permits',
  'claim requires',
  'claim prohibits',
  'claim denies',
  'claim excepts',
] as const;

/** Names of the features: of the nearest sentence, the strongest of the nearest, then of the claim. */
export const OPPOSITION_FEATURES: readonly string[] = [
  ...OF_PIECE.map((name) => `${name}, nearest`),
  ...OF_PIECE.map((name) => `${name}, strongest`),
  ...OF_CLAIM,
];

/** See {@link OPPOSITION_FEATURES}. `near` is most relevant first; the strongest is weighed by how near it is. */
export function oppositionFeatures(
  claim: SupportProfile,
  claimText: string,
  match: WordMatch,
  near: readonly NearPiece[],
): number[] {
  const lower = claimText.toLowerCase();
  const says = (words: RegExp) => Number(words.test(lower));
  const duties = dutiesOf(claim);
  const own = {
    only: says(ONLY),
    all: says(ALL),
    some: says(SOME),
    duties,
    isDenied: isDenied(claim, lower),
  };
  const each = near.map((one) => against(claim, own, match, one));
  const most = Math.max(1e-6, ...near.map(({ ranked }) => ranked.covered));
  const strongest = OF_PIECE.map((_, at) =>
    Math.max(0, ...each.map((row, index) => (row[at] ?? 0) * ((near[index]?.ranked.covered ?? 0) / most))),
  );
  return [
    ...(each[0] ?? OF_PIECE.map(() => 0)),
    ...strongest,
    own.only,
    own.all,
    own.some,
    Number(duties.has('permitted')),
    Number(duties.has('required')),
    Number(duties.has('prohibited')),
    Number(own.isDenied),
    says(EXCEPT),
  ];
}

const ONLY = /\b(?:only|solely|exclusively|nothing but)\b/;
const ALL = /\b(?:all|every|each|always|any)\b/;
const SOME = /\b(?:some|certain|may|can)\b/;
const EXCEPT = /\b(?:except|unless|other than|excluding|save for|provided that|subject to|without)\b/;
const OPEN_LIST =
  /\b(?:including|includes?|without limitation|not limited to|any other|all other|or other|and other|any and all|whether|all information|any information)\b/;
const NO_MATTER =
  /\b(?:whether or not|regardless|irrespective|or otherwise|even if|even though|need not|reasonably|by (?:its|their) nature|orally|not (?:so )?(?:marked|labelled|designated))\b/;
const NO_EVIDENCE =
  /\b(?:no (?:evidence|effect|difference|association|significant|change|sign|indication|increase|impact)|not (?:associated|affect|significant|significantly|related|required|necessary)|did not|does not|do not|failed to|unlikely|no longer|false|myth|incorrect|contrary)\b/;

type Claim = {
  readonly only: number;
  readonly all: number;
  readonly some: number;
  readonly duties: ReadonlySet<string>;
  readonly isDenied: boolean;
};

function against(
  claim: SupportProfile,
  own: Claim,
  match: WordMatch,
  { ranked, piece, profile }: NearPiece,
): number[] {
  const lower = piece.text.toLowerCase();
  const has = (words: RegExp) => Number(words.test(lower));
  const held = dutiesOf(profile);
  const difference = compareSlots(claim, profile);
  const share = { covered: ranked.covered, back: ranked.back };
  const conflict = conflictOf(claim, profile, difference, share) === null ? 0 : 1;
  const denied = isDenied(profile, lower);
  const mayNot = own.duties.has('permitted') && held.has('prohibited');
  const turned =
    mayNot ||
    (own.duties.has('prohibited') && held.has('permitted') && !held.has('prohibited')) ||
    (own.duties.has('required') && held.has('not required'));
  const excepts = has(EXCEPT);
  return [
    conflict,
    Number(turned),
    Number(own.duties.has('required') && held.has('permitted') && !held.has('required')),
    Number(own.isDenied !== denied),
    opposed(match, piece, ranked),
    otherOf(match, piece, ranked, ({ isFigure }) => isFigure),
    otherOf(match, piece, ranked, ({ isName }) => isName),
    own.only * has(OPEN_LIST),
    own.all * has(NO_MATTER),
    Number(mayNot && excepts === 0),
    own.some * Number(denied && excepts === 0),
    Number(difference.surplus.some(({ group }) => WEAKENING.has(group))),
    excepts,
    Math.min(3, difference.missing.length),
    has(NO_EVIDENCE),
  ];
}

function dutiesOf({ slots }: SupportProfile): ReadonlySet<string> {
  return new Set(slots.flatMap(({ group, value }) => (group === 'duty' ? [value] : [])));
}

/** An odd number of denials: "not", a prohibition, a release. */
function isDenied({ slots }: SupportProfile, lower: string): boolean {
  const denials = slots.filter(
    ({ group, value }) =>
      group === 'negation' || (group === 'duty' && (value === 'prohibited' || value === 'not required')),
  ).length;
  return denials % 2 === 1 || /\b(?:no evidence|unable to|failed to)\b/.test(lower);
}

/** Share of the claim's words for which the sentence has the opposite and not the word. */
function opposed({ words, pieces }: WordMatch, piece: EvidencePiece, { piece: at }: RankedPiece): number {
  const row = pieces.get(at);
  const held = new Set(piece.words.map(({ stem }) => stem));
  return Number(words.some(({ stem }, index) => (row?.[index] ?? 0) < 1 && isTurned(stem, held)));
}

/** Something of a kind that the claim names, the sentence lacks, and has another in its place; weighed by the rest. */
function otherOf(
  { words, pieces }: WordMatch,
  piece: EvidencePiece,
  { piece: at, covered }: RankedPiece,
  isOf: (word: EvidencePiece['words'][number]) => boolean,
): number {
  const row = pieces.get(at);
  const own = new Set(words.filter(isOf).map(({ stem }) => stem));
  const lacks = words.some((word, index) => isOf(word) && (row?.[index] ?? 0) === 0);
  const hasOther = piece.words.some((word) => isOf(word) && !own.has(word.stem));
  return lacks && hasOther ? covered : 0;
}
