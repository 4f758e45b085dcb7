/** Everything counted of a claim and its evidence, for the two judgements: does it bear the claim, does it oppose it. */
import { type SupportProfile, supportProfile } from '../support-profile.ts';
import { matchWords } from './match-words.ts';
import { type NearPiece, OPPOSITION_FEATURES, oppositionFeatures } from './opposition-features.ts';
import { PASSAGE_FEATURES, passageFeatures } from './passage-features.ts';
import { type RankedPiece, rankPieces } from './rank-pieces.ts';
import { type Evidence, readWords } from './read-evidence.ts';
import { SUPPORT_FEATURES, supportFeatures } from './support-features.ts';
import { readWording, WORDING_FEATURES, wordingFeatures } from './wording-features.ts';

/** Names of all features, in the order of the vector. */
export const FEATURES: readonly string[] = [
  ...SUPPORT_FEATURES,
  ...WORDING_FEATURES,
  ...OPPOSITION_FEATURES,
  ...PASSAGE_FEATURES,
];

/** What was counted. `ranked` lists the sentences of the evidence, most relevant first. */
export type EvidenceFeatures = {
  readonly values: readonly number[];
  readonly ranked: readonly RankedPiece[];
  readonly claim: SupportProfile;
  readonly near: readonly NearPiece[];
};

/** Sentences whose wording is looked at, and that are read closely for what opposes. */
const MOST_WORDED = 5;
const MOST_NEAR = 4;

/** Counts the features. `profileOf` may remember the profiles of sentences. */
export function evidenceFeatures(
  claim: string,
  evidence: Evidence,
  profileOf: (text: string) => SupportProfile = supportProfile,
): EvidenceFeatures {
  const words = readWords(claim);
  const match = matchWords(words, evidence);
  const ranked = rankPieces(words, evidence, match);
  const pieces = ranked.flatMap((each) => {
    const piece = evidence.pieces[each.piece];
    return piece === undefined ? [] : [{ ranked: each, piece }];
  });
  const near = pieces
    .slice(0, MOST_NEAR)
    .map((each): NearPiece => ({ ...each, profile: profileOf(each.piece.text) }));
  const worded = pieces.slice(0, MOST_WORDED).map(({ piece }) => piece.wording());
  const profile = profileOf(claim);
  const values = [
    ...supportFeatures(words, claim, evidence, match, ranked),
    ...wordingFeatures(readWording(claim), worded),
    ...oppositionFeatures(profile, claim, match, near),
    ...passageFeatures(words, claim, evidence, match),
  ];
  return { values, ranked, claim: profile, near };
}
