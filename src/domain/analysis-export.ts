/**
 * The file format in which Regatlas hands an analysis on: all versions with their content, and the reviews.
 * A change of shape gets a new number and a reader for the old one.
 */
import * as z from 'zod';
import { analysisContentSchema, VERSION_ORIGINS } from './analysis.ts';
import { upgradeReport } from './earlier-report.ts';
import { importFindingSchema } from './finding.ts';
import { ACCOUNT_ROLES, personOf } from './person.ts';
import {
  COMMENT_KINDS,
  REVIEW_KINDS,
  REVIEW_ORIGINS,
  REVIEW_OUTCOMES,
  REVIEW_SEVERITIES,
  reviewEvidenceSchema,
  reviewTargetSchema,
} from './review.ts';
import { signalRelationSchema, signalSchema } from './signal.ts';
import { filledTextSchema, textSchema } from './text.ts';
import { verificationReportSchema } from './verification.ts';
import { castVoteSchema } from './vote.ts';
import { STAGES } from './workflow.ts';

/** Name and number of the export's shape. */
export const EXPORT_SCHEMA = 'regatlas.export/1';

/** ISO 8601, UTC. The year 0 is none to PostgreSQL. */
const instantSchema = z.iso
  .datetime()
  .refine((instant) => !instant.startsWith('0000'), 'There was no year 0');

/** A signal with how it stands to the version; `snapshot` is the SHA-256 of the source's bytes. */
const heldSignalSchema = signalSchema.extend({
  relation: signalRelationSchema,
  source: z.strictObject({
    snapshot: z.string(),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    publishedOn: z.string().nullable(),
    url: z.string().nullable(),
  }),
});

/** See {@link heldSignalSchema}. */
export type ExportedSignal = z.infer<typeof heldSignalSchema>;

/** What a version was made from and why: versions by number, reviews by id, sources by the SHA-256 of their bytes. */
const lineageSchema = z.strictObject({
  basedOn: z.number().int().min(1).nullable(),
  note: filledTextSchema.nullable(),
  causes: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('review'), review: z.uuid(), note: textSchema.nullable() }),
        z.strictObject({
          kind: z.literal('source'),
          snapshot: z.string().regex(/^[0-9a-f]{64}$/),
          note: textSchema.nullable(),
        }),
        z.strictObject({ kind: z.enum(['edit', 'run']), note: textSchema.nullable() }),
      ]),
    )
    .max(1_000),
});

/** See {@link lineageSchema}. */
export type ExportedLineage = z.infer<typeof lineageSchema>;

/** One version. `contentHash` may be left out of a file by whoever edited its content. */
const versionSchema = z.strictObject({
  number: z.number().int().min(1),
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  origin: z.enum(VERSION_ORIGINS),
  /** ISO 8601, UTC; null when the file does not tell. */
  createdAt: instantSchema.nullable(),
  stage: z.enum(STAGES),
  content: analysisContentSchema,
  importFindings: z.array(importFindingSchema),
  /** The last verification report; it is made anew on import and only read by people. */
  verification: z.preprocess(upgradeReport, verificationReportSchema.nullable()),
  /**
   * What voters said of the sentences of `verification`, apart from it; left out when nobody was asked. Like the report
   * it is only read by people: votes are not imported.
   */
  votes: z.array(castVoteSchema).optional(),
  /** What stored sources said of its question; read anew on import from the sources that are there. */
  signals: z.array(heldSignalSchema).optional(),
  lineage: lineageSchema.optional(),
});

/** A name as a file gives it; never the way in which this program names a person of its own. */
const nameSchema = filledTextSchema.refine(
  (name) => personOf(name) === undefined,
  'A name in a file cannot be the id of a person',
);

/**
 * `version` is the number of the version that is reviewed. People are named as words: who vouches for a name where it was
 * exported cannot vouch for it elsewhere. `origin`, `role` and the evidence of a challenge by the system tell how it came
 * about there; to whoever imports it, it is an imported review with these words. What people's reviews rest on is
 * `restsOn`. Members that say nothing are left out.
 */
const reviewSchema = z.strictObject({
  id: z.uuid(),
  version: z.number().int().min(1),
  kind: z.enum(REVIEW_KINDS),
  author: nameSchema,
  text: filledTextSchema,
  submittedAt: instantSchema,
  origin: z.enum(REVIEW_ORIGINS).optional(),
  role: z.enum(ACCOUNT_ROLES).optional(),
  severity: z.enum(REVIEW_SEVERITIES).optional(),
  target: reviewTargetSchema.optional(),
  proposedText: filledTextSchema.optional(),
  restsOn: z.array(reviewEvidenceSchema).optional(),
  evidence: z.array(heldSignalSchema).optional(),
  comments: z
    .array(
      z.strictObject({
        author: nameSchema,
        kind: z.enum(COMMENT_KINDS),
        text: filledTextSchema,
        writtenAt: instantSchema,
      }),
    )
    .optional(),
  outcome: z
    .strictObject({
      outcome: z.enum(REVIEW_OUTCOMES),
      reason: filledTextSchema,
      by: nameSchema,
      decidedAt: instantSchema,
    })
    .optional(),
});

/** See {@link reviewSchema}. */
export type ExportedReview = z.infer<typeof reviewSchema>;

/** The whole file. */
export const exportSchema = z.strictObject({
  schema: z.literal(EXPORT_SCHEMA),
  analysis: z.strictObject({
    /** Null in a file that was not exported from a numbered page. */
    number: z.number().int().min(1).max(2_147_483_647).nullable(),
    jurisdiction: filledTextSchema,
    topic: filledTextSchema,
  }),
  versions: z.array(versionSchema).min(1),
  reviews: z.array(reviewSchema),
});

/** An export as it is written. */
export type RegatlasExport = z.infer<typeof exportSchema>;
