/**
 * What the three steps of a run hand on and keep. Stored as JSON with the result of each attempt, shown as it is, and
 * read back by the step behind it.
 */
import * as z from 'zod';
import { analysisContentSchema } from './analysis.ts';
import { briefSchema } from './brief.ts';
import { CONFIDENCE_LEVELS, EVIDENCE_STATES } from './confidence.ts';
import { draftedPageSchema, runFindingSchema } from './drafted-page.ts';
import { analystIdentitySchema } from './run.ts';
import { UNKNOWN_REASONS } from './topic.ts';
import { SUPPORT_VERDICTS } from './verification.ts';

/** A stretch of a stored text, code points, end exclusive. */
export const originPassageSchema = z.strictObject({
  sha256: z.string(),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
});

/** See {@link originPassageSchema}. */
export type OriginPassage = z.infer<typeof originPassageSchema>;

/** Where a sentence of a draft comes from. `unit` is a key of `listUnits`; `text` stands in it as written here. */
export const sentenceOriginSchema = z.strictObject({
  unit: z.string(),
  text: z.string(),
  from: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('draft') }),
    z.strictObject({
      kind: z.literal('version'),
      analysis: z.number().int().min(1),
      number: z.number().int().min(1),
    }),
    z.strictObject({ kind: z.literal('run'), run: z.number().int().min(1) }),
  ]),
  passages: z.array(originPassageSchema),
  /** Why it stands here, where there was a choice; null where there was none. */
  why: z.string().nullable(),
});

/** See {@link sentenceOriginSchema}. */
export type SentenceOrigin = z.infer<typeof sentenceOriginSchema>;

/** What the grounding engine says of a draft, in figures; over the sentences that need evidence. */
export const checkSummarySchema = z.strictObject({
  engine: z.string(),
  sentences: z.number().int().min(0),
  verdicts: z.record(z.enum(SUPPORT_VERDICTS), z.number().int().min(0)),
  quotations: z.strictObject({ verified: z.number().int().min(0), total: z.number().int().min(0) }),
  evidenceState: z.enum(EVIDENCE_STATES),
  confidence: z.strictObject({
    level: z.enum(CONFIDENCE_LEVELS),
    figure: z.number().min(0).max(1).nullable(),
    words: z.string(),
  }),
  criticalFindings: z.number().int().min(0),
});

/** See {@link checkSummarySchema}. */
export type CheckSummary = z.infer<typeof checkSummarySchema>;

/** What became of a sentence that the check did not bear out. */
export const repairSchema = z.strictObject({
  unit: z.string(),
  before: z.string(),
  /** What the check said. */
  verdict: z.enum(SUPPORT_VERDICTS),
  reasons: z.array(z.string()),
  outcome: z.enum(['mended', 'cut', 'flagged']),
  /** The sentence in its place; null when it was cut. */
  after: z.string().nullable(),
  /** Rounds it went back for. */
  rounds: z.number().int().min(0),
});

/** See {@link repairSchema}. */
export type Repair = z.infer<typeof repairSchema>;

/** What step 1 keeps. The three of a draft are null together, when it abstained. */
export const baseResearchOutputSchema = z.strictObject({
  brief: briefSchema,
  analyst: analystIdentitySchema,
  page: draftedPageSchema.nullable(),
  content: analysisContentSchema.nullable(),
  check: checkSummarySchema.nullable(),
  origins: z.array(sentenceOriginSchema),
  repairs: z.array(repairSchema),
  findings: z.array(runFindingSchema),
  abstained: z.strictObject({ reason: z.enum(UNKNOWN_REASONS), words: z.string() }).nullable(),
});

/** See {@link baseResearchOutputSchema}. */
export type BaseResearchOutput = z.infer<typeof baseResearchOutputSchema>;

/**
 * What a draft was compared with. live and newest: versions of the page; imported: a version of another page of the same
 * cell, as it was imported; run: a draft that another run made; signal: what a stored source says of the status.
 */
export const comparedSideSchema = z.strictObject({
  /** `version:462/3`, `run:7`, `source:12`. */
  key: z.string(),
  kind: z.enum(['live', 'newest', 'imported', 'run', 'signal']),
  /** As a person calls it: `version 3 (Live)`. */
  label: z.string(),
  status: z.string().nullable(),
  evidenceState: z.enum(EVIDENCE_STATES).nullable(),
});

/** See {@link comparedSideSchema}. */
export type ComparedSide = z.infer<typeof comparedSideSchema>;

const heldWordsSchema = z.strictObject({
  words: z.string(),
  /** Unit of the page they stand in; null for a member such as the status. */
  unit: z.string().nullable(),
  verdict: z.enum(SUPPORT_VERDICTS).nullable(),
  passages: z.array(originPassageSchema.extend({ words: z.string() })),
});

/** What one side says, and how stored sources stand to it. */
export type HeldWords = z.infer<typeof heldWordsSchema>;

/** One thing compared: what the draft has, what the other side has, and how they stand to each other. */
export const comparedPointSchema = z.strictObject({
  side: z.string(),
  aspect: z.enum(['status', 'ground', 'date', 'law', 'sentence']),
  relation: z.enum(['agree', 'differ', 'only-draft', 'only-other']),
  draft: heldWordsSchema.nullable(),
  other: heldWordsSchema.nullable(),
  /** Which is better supported; `open` when neither can be preferred and a person has to decide. */
  better: z.enum(['draft', 'other', 'same', 'open']),
  /** Each a sentence. */
  reasons: z.array(z.string()),
});

/** See {@link comparedPointSchema}. */
export type ComparedPoint = z.infer<typeof comparedPointSchema>;

/** What step 2 keeps. */
export const comparisonOutputSchema = z.strictObject({
  sides: z.array(comparedSideSchema),
  points: z.array(comparedPointSchema),
  /** The version that the new one will follow; null for a page that does not exist. */
  basedOn: z
    .strictObject({ analysis: z.number().int().min(1), number: z.number().int().min(1), id: z.string() })
    .nullable(),
  findings: z.array(runFindingSchema),
});

/** See {@link comparisonOutputSchema}. */
export type ComparisonOutput = z.infer<typeof comparisonOutputSchema>;

/** What step 3 keeps. */
export const synthesisOutputSchema = z.strictObject({
  content: analysisContentSchema,
  origins: z.array(sentenceOriginSchema),
  check: checkSummarySchema,
  repairs: z.array(repairSchema),
  /** What stays open for a person to decide, each a sentence. */
  open: z.array(z.string()),
  findings: z.array(runFindingSchema),
  /** The version it became or already was. */
  version: z.strictObject({
    analysis: z.number().int().min(1),
    number: z.number().int().min(1),
    id: z.string(),
  }),
  /** True when that version said exactly this before, so that none was appended. */
  unchanged: z.boolean(),
});

/** See {@link synthesisOutputSchema}. */
export type SynthesisOutput = z.infer<typeof synthesisOutputSchema>;
