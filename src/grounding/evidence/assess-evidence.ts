/**
 * Does a list of passages say what a claim says? No page, no sources around it: just a claim and what is put forward
 * for it. Slots are compared first, so that one figure or "not" that differs in otherwise equal wording beats any
 * score; then the two models of the combiner speak (docs/methodology.md, "Support").
 */
import type { SupportVerdict } from '#domain/verification.ts';
import { compareSlots, conflictOf } from '../support-differences.ts';
import { type AdditiveModel, createScorer } from './additive-model.ts';
import contradictionModel from './contradiction-model.json' with { type: 'json' };
import { type EvidenceFeatures, evidenceFeatures, FEATURES } from './evidence-features.ts';
import { type Evidence, readEvidence } from './read-evidence.ts';
import supportModel from './support-model.json' with { type: 'json' };
import { CONTRADICTED_FROM, PART_FROM, SUPPORTED_FROM } from './thresholds.ts';

/** What was found of one claim. */
export type EvidenceAssessment = {
  readonly verdict: Exclude<SupportVerdict, 'not-checkable'>;
  /** Chance, 0 to 1, that the evidence as a whole bears the claim. */
  readonly score: number;
  /** Chance, 0 to 1, that it speaks against it; 1 where a slot conflicts. */
  readonly contradiction: number;
  /** Indices into the evidence, the passage that bears most on the claim first; all of them, each once. */
  readonly ranking: readonly number[];
};

const supportChance = createScorer(supportModel as AdditiveModel, FEATURES);
const contradictionChance = createScorer(contradictionModel as AdditiveModel, FEATURES);

/** Judges `claim` against all of `evidence`: passages, or passages that were read before for another claim. */
export function assessEvidence(claim: string, evidence: readonly string[] | Evidence): EvidenceAssessment {
  const read = 'pieces' in evidence ? evidence : readEvidence(evidence);
  const features = evidenceFeatures(claim, read);
  const score = supportChance(features.values);
  const contradiction = hasConflict(features) ? 1 : contradictionChance(features.values);
  return {
    verdict: verdictOf(score, contradiction),
    score,
    contradiction,
    ranking: rankItems(features, read),
  };
}

function verdictOf(score: number, contradiction: number): EvidenceAssessment['verdict'] {
  if (contradiction >= CONTRADICTED_FROM) return 'contradicted';
  if (score >= SUPPORTED_FROM) return 'supported';
  return score >= PART_FROM ? 'partially-supported' : 'not-addressed';
}

/** A sentence that says almost the same with another slot, and none that says the same. */
function hasConflict({ claim, near }: EvidenceFeatures): boolean {
  const differences = near.map(({ profile, ranked }) => {
    const difference = compareSlots(claim, profile);
    return { difference, ranked, conflict: conflictOf(claim, profile, difference, ranked) };
  });
  const isSaid = differences.some(
    ({ difference, ranked, conflict }) =>
      conflict === null && ranked.covered >= SAME && difference.missing.length === 0,
  );
  return !isSaid && differences.some(({ conflict }) => conflict !== null);
}

/** Weighted share of the claim's words from which a sentence without a conflict counts as saying it. */
const SAME = 0.9;

function rankItems({ ranked }: EvidenceFeatures, { pieces, items }: Evidence): number[] {
  const order = new Set<number>();
  for (const { piece } of ranked) order.add(pieces[piece]?.item ?? 0);
  for (let item = 0; item < items; item += 1) order.add(item);
  return [...order];
}
