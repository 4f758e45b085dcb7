/**
 * The file format in which Regatlas hands an analysis on: all versions with their content, and the reviews.
 * A change of shape gets a new number and a reader for the old one.
 */
import * as z from 'zod';
import { analysisContentSchema, VERSION_ORIGINS } from './analysis.ts';
import { findingSchema } from './finding.ts';
import { REVIEW_KINDS } from './review.ts';
import { verificationReportSchema } from './verification.ts';
import { STAGES } from './workflow.ts';

/** Name and number of the export's shape. */
export const EXPORT_SCHEMA = 'regatlas.export/1';

/** One version. `contentHash` may be left out of a file by whoever edited its content. */
const versionSchema = z.strictObject({
  number: z.number().int().min(1),
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  origin: z.enum(VERSION_ORIGINS),
  /** ISO 8601, UTC; null when the file does not tell. */
  createdAt: z.iso.datetime().nullable(),
  stage: z.enum(STAGES),
  content: analysisContentSchema,
  importFindings: z.array(findingSchema),
  /** The last verification report; it is made anew on import and only read by people. */
  verification: verificationReportSchema.nullable(),
});

/** `version` is the number of the version that is reviewed. */
const reviewSchema = z.strictObject({
  id: z.string().min(1),
  version: z.number().int().min(1),
  kind: z.enum(REVIEW_KINDS),
  author: z.string(),
  text: z.string(),
  submittedAt: z.iso.datetime(),
});

/** The whole file. */
export const exportSchema = z.strictObject({
  schema: z.literal(EXPORT_SCHEMA),
  analysis: z.strictObject({
    /** Null in a file that was not exported from a numbered page. */
    number: z.number().int().min(1).max(2_147_483_647).nullable(),
    jurisdiction: z.string().min(1),
    topic: z.string().min(1),
  }),
  versions: z.array(versionSchema).min(1),
  reviews: z.array(reviewSchema),
});

/** An export as it is written. */
export type RegatlasExport = z.infer<typeof exportSchema>;
