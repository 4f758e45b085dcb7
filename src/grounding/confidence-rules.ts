/** The rules of confidence as a reader is told them: taken from the figures that compute it, so they cannot differ. */
import type { ConfidenceLevel } from '#domain/confidence.ts';
import {
  CRITICAL_CHALLENGE_LIMIT,
  LEAST_HIGH,
  LEAST_MEDIUM,
  NO_PRIMARY_LIMIT,
  OPEN_CONTRADICTION_LIMIT,
  UNSOURCED_STATUS_LIMIT,
  WEAK_SPEAKERS_LIMIT,
} from './confidence.ts';
import { FACTOR_WEIGHTS, type FactorKey } from './confidence-factors.ts';

const FACTOR_WORDS: Readonly<Record<FactorKey, string>> = {
  status: 'Stored sources bear the status itself.',
  support: 'Share of the claims that stored passages bear; one borne in part counts half.',
  quotations: 'Share of the quotations found word for word, or different only in typography.',
  independence: 'Different documents behind the page, up to three; copies of one document count once.',
  tier: 'Who speaks in the best of them: a law or regulator counts more than news or a blog.',
  recency: 'Age of the newest of them against the topic’s review interval.',
  references:
    'Share of the provider’s references that point at something, and of the listed sources that are stored.',
  contradictions: 'No stored source contradicts the page, and no challenge is open.',
  review: 'Somebody other than the author approved exactly this version.',
};

/** Factors with their weights (0 to 1), limits as sentences, and the least figure of each level. */
export type ConfidenceRules = {
  readonly factors: readonly { readonly key: string; readonly weight: number; readonly sentence: string }[];
  readonly caps: readonly string[];
  readonly levels: readonly { readonly level: ConfidenceLevel; readonly from: number }[];
};

/** See {@link ConfidenceRules}. */
export function describeConfidenceRules(): ConfidenceRules {
  const keys = Object.keys(FACTOR_WEIGHTS) as FactorKey[];
  return {
    factors: keys.map((key) => ({ key, weight: FACTOR_WEIGHTS[key], sentence: FACTOR_WORDS[key] })),
    caps: [
      UNSOURCED_STATUS_LIMIT,
      WEAK_SPEAKERS_LIMIT,
      NO_PRIMARY_LIMIT,
      OPEN_CONTRADICTION_LIMIT,
      CRITICAL_CHALLENGE_LIMIT,
    ],
    levels: [
      { level: 'High', from: LEAST_HIGH },
      { level: 'Medium', from: LEAST_MEDIUM },
      { level: 'Low', from: 0 },
    ],
  };
}
