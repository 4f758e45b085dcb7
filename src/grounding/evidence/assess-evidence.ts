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
import { createSlotGuard, type SlotAnswer } from './slot-guard.ts';
import supportModel from './support-model.json' with { type: 'json' };
import { CONTRADICTED_FROM, PART_FROM, SUPPORTED_FROM } from './thresholds.ts';
import { readWording } from './wording-features.ts';

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

/** Chances, 0 to 1, that these sentences together bear the claim and oppose it; slots are the caller's to compare. */
export function weighSentences(
  claim: string,
  sentences: readonly string[],
): { support: number; contradiction: number } {
  const { values } = evidenceFeatures(claim, readEvidence(sentences));
  return { support: supportChance(values), contradiction: contradictionChance(values) };
}

/** Judges `claim` against all of `evidence`: passages, or passages that were read before for another claim. */
export function assessEvidence(claim: string, evidence: readonly string[] | Evidence): EvidenceAssessment {
  const read = 'pieces' in evidence ? evidence : readEvidence(evidence);
  const features = evidenceFeatures(claim, read);
  const score = supportChance(features.values);
  const chance = contradictionChance(features.values);
  const slots = compareNear(claim, features);
  const contradiction = slots === 'conflict' ? 1 : slots === 'same' ? Math.min(chance, score / 2) : chance;
  const verdict = slots === 'conflict' ? 'contradicted' : verdictOf(score, contradiction, slots === 'same');
  return {
    verdict: verdict === 'supported' && slots === 'differs' ? 'partially-supported' : verdict,
    score,
    contradiction,
    ranking: rankItems(features, read),
  };
}

function verdictOf(score: number, contradiction: number, isSaid: boolean): EvidenceAssessment['verdict'] {
  if (isSaid) return 'supported';
  if (contradiction >= CONTRADICTED_FROM) return 'contradicted';
  if (score >= SUPPORTED_FROM) return 'supported';
  return score >= PART_FROM ? 'partially-supported' : 'not-addressed';
}

/** What the slots of sentences with nearly the same wording say: one that says the same settles it. */
function compareNear(claim: string, { claim: profile, near }: EvidenceFeatures): SlotAnswer | undefined {
  const guard = createSlotGuard(claim, readWording(claim));
  const answers = near.map(({ piece }) => guard(piece));
  if (answers.includes('same')) return 'same';
  if (answers.includes('conflict')) return 'conflict';
  const isAgainst = near.some(
    ({ profile: held, ranked }) => conflictOf(profile, held, compareSlots(profile, held), ranked) !== null,
  );
  if (isAgainst) return 'conflict';
  return answers.includes('differs') ? 'differs' : undefined;
}

function rankItems({ ranked }: EvidenceFeatures, { pieces, items }: Evidence): number[] {
  const order = new Set<number>();
  for (const { piece } of ranked) order.add(pieces[piece]?.item ?? 0);
  for (let item = 0; item < items; item += 1) order.add(item);
  return [...order];
}
