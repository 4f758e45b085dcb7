/**
 * Confidence: one word and a figure, computed from evidence alone, with the reasons in sentences.
 * What a page or a provider says of its own confidence never enters it. The rules are in `grounding/confidence.ts`.
 */
import * as z from 'zod';

/** From best to none. */
export const CONFIDENCE_LEVELS = ['High', 'Medium', 'Low', 'Unknown'] as const;

/** See {@link CONFIDENCE_LEVELS}. */
export type ConfidenceLevel = (typeof CONFIDENCE_LEVELS)[number];

/** One input to the figure, as it is explained to a reader. */
export const confidenceFactorSchema = z.strictObject({
  key: z.string(),
  /** 0 (nothing) to 1 (all there could be); null when it could not be computed. */
  value: z.number().min(0).max(1).nullable(),
  /** Share of the total this factor can contribute, 0 to 1. */
  weight: z.number().min(0).max(1),
  /** With its figures: `2 of 3 quotations are word for word in a stored source.` */
  sentence: z.string(),
});

/** See {@link confidenceFactorSchema}. */
export const confidenceSchema = z.strictObject({
  level: z.enum(CONFIDENCE_LEVELS),
  /** 0 to 1, after caps; null when the level is Unknown. */
  figure: z.number().min(0).max(1).nullable(),
  /** The one sentence shown beside the badge. */
  summary: z.string(),
  factors: z.array(confidenceFactorSchema),
  /** The caps that applied, each a sentence. */
  caps: z.array(z.string()),
});

/** See {@link confidenceSchema}. */
export type Confidence = z.infer<typeof confidenceSchema>;

/**
 * How far the evidence behind a status has been checked; travels with the status everywhere (product invariant 1).
 * verified: the status rests on passages found in stored sources. unverified: checked, and it does not.
 * imported: taken over from elsewhere and not checked yet. unknown: nothing to check.
 */
export const EVIDENCE_STATES = ['verified', 'unverified', 'imported', 'unknown'] as const;

/** See {@link EVIDENCE_STATES}. */
export type EvidenceState = (typeof EVIDENCE_STATES)[number];
