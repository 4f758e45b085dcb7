/** The records models are trained on: labelled claims of all data sets, with their features, weights and folds. */
import { createHash } from 'node:crypto';
import { type EvidenceFeatures, evidenceFeatures } from '#grounding/evidence/evidence-features.ts';
import { type Evidence, readEvidence } from '#grounding/evidence/read-evidence.ts';
import type { SupportRecord } from '../../test/bench/support/support-record.ts';

/** One record with all that was counted of it. */
export type Sample = {
  readonly set: string;
  readonly record: SupportRecord;
  readonly values: readonly number[];
  readonly ranked: EvidenceFeatures['ranked'];
  readonly evidence: Evidence;
};

/** What a model learns from: rows of features, what is true of each, and how much each counts. */
export type Lesson = {
  readonly rows: readonly (readonly number[])[];
  readonly truth: readonly number[];
  readonly weights: readonly number[];
};

/** Folds of the cross-validation. */
export const FOLDS = 5;

/** Counts the features of every record; the evidence of records that share it is read once. */
export function countSamples(sets: Readonly<Record<string, readonly SupportRecord[]>>): Sample[] {
  const known = new Map<string, Evidence>();
  return Object.entries(sets).flatMap(([set, records]) =>
    records.map((record) => {
      const key = record.evidence.join('\u0000');
      const evidence = known.get(key) ?? readEvidence(record.evidence);
      known.set(key, evidence);
      const { values, ranked } = evidenceFeatures(record.claim, evidence);
      return { set, record, values, ranked, evidence };
    }),
  );
}

/** The fold of a record: the same for all that share a group, whatever else is in the data. */
export function foldOf(group: string): number {
  return createHash('sha256').update(group).digest().readUInt32BE(0) % FOLDS;
}
