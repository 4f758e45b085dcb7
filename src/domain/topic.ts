/**
 * Topics: the "what" of an analysis, with the question asked and the scale of possible answers.
 * They live in `data/codebook/*.yaml`; nothing in the code knows any of them by name.
 */
import * as z from 'zod';

/** A word group or a cue of a topic: the little language is described in `docs/codebook.md`. */
const cueSchema = z.string().min(1).max(600);

/** By what words a document says that a value applies, and what weaker ways of saying it amount to. */
export const statusCuesSchema = z.strictObject({
  cues: z.array(cueSchema).min(1),
  /** Cues that, in the same clause, show that something else is meant. */
  unless: z.array(cueSchema).optional(),
  /** Value that a promise or a start that lies ahead amounts to; left out, the value itself. */
  whenAhead: z.string().optional(),
  /** Value that a plan, a draft, a bill or a consultation amounts to; left out, as `whenAhead`. */
  whenProposed: z.string().optional(),
  /**
   * How such a statement is meant where no word says otherwise; left out, asserted. With `asserted`, words of planning
   * in it are not taken for a plan: "has no plans to" states something.
   */
  saidAs: z.enum(['asserted', 'announced', 'planned', 'proposed']).optional(),
  /** Value that the denial amounts to; left out, the value itself, marked as denied. */
  whenDenied: z.string().optional(),
  /** Two values that, stated in one sentence, amount to this one instead. */
  whenBoth: z.tuple([z.string(), z.string()]).optional(),
  /** Value that applies once it has been lifted, repealed or stopped; left out, the end says nothing of the scale. */
  whenEnded: z.string().optional(),
  /** The value says only that the law is silent: no practice and no other rule is spoken against by it. */
  isSilence: z.boolean().optional(),
});

/** See {@link statusCuesSchema}. */
export type StatusCues = z.infer<typeof statusCuesSchema>;

/** What makes a sentence speak of a topic at all. */
export const topicCuesSchema = z.strictObject({
  /** Lists of words that cues refer to as `<name>`. */
  groups: z.array(z.strictObject({ name: z.string().regex(/^[a-z]+$/), words: z.array(cueSchema).min(1) })),
  /** What the topic is about: `crypto-asset`, `digital currency`. A cue may refer to them as `<subject>`. */
  subjects: z.array(cueSchema).min(1),
  /** Cues that, in the same clause, make it a statement about another topic or about none. */
  unless: z.array(cueSchema),
  /** Cues of statements on the topic that leave the value open. */
  open: z.array(cueSchema),
});

/** One step of a status scale. */
export const statusValueSchema = z.strictObject({
  /** The contract value, as written in imports and exports: `Allowed-Regulated`. */
  value: z.string().regex(/^[A-Z][A-Za-z]*(-[A-Z][A-Za-z]*)*$/),
  /** As a reader sees it: `Allowed, regulated`. */
  label: z.string().min(1),
  /** When exactly the value applies. */
  definition: z.string().min(1),
  /** Rank from most open (0) to most closed; null where the value has no place on that line. */
  order: z.number().int().min(0).nullable(),
  /** Words that imports and other trackers use for the same thing, lower case. */
  alsoCalled: z.array(z.string().min(1)),
  /** By what words documents say that it applies; left out where no words do (`Unknown`). */
  signals: statusCuesSchema.optional(),
});

/** One topic of the codebook, as its YAML file holds it. */
export const topicSchema = z.strictObject({
  /** The contract key: `Retail_Trading_Status`. */
  key: z.string().regex(/^[A-Z][A-Za-z]*(_[A-Z][A-Za-z]*)*$/),
  /** As a reader sees it: `Retail trading status`. */
  title: z.string().min(1),
  /** The question in one short sentence. */
  question: z.string().min(1),
  /** What an analyst is to look for, in a paragraph. */
  guidance: z.string().min(1),
  /** Order of publication on lists; unique. */
  position: z.number().int().min(1),
  /** Days after which an unreviewed page counts as stale. */
  reviewIntervalDays: z.number().int().min(1),
  /** True where the scale runs from open to closed, so that maps may colour by rank. */
  ordered: z.boolean(),
  statuses: z.array(statusValueSchema).min(2),
  /** Numbered headings expected in the summary points, in order. */
  outlineHeadings: z.array(z.string().min(1)),
  /** Words and phrases that mark a text as being about this topic. */
  searchCues: z.array(z.string().min(1)).min(1),
  /** The like in other languages, by BCP 47 primary tag; to look for documents with, and to know them by. */
  searchTerms: z.record(z.string().regex(/^[a-z]{2,3}$/), z.array(z.string().min(1)).min(1)).optional(),
  /** How statements on the topic are recognised in documents; left out, none are. */
  signals: topicCuesSchema.optional(),
});

/** See {@link topicSchema}. */
export type Topic = z.infer<typeof topicSchema>;

/** The value that every scale has for "we do not know"; it always carries an {@link UnknownReason}. */
export const UNKNOWN_STATUS = 'Unknown';

/** Why a status is not known. "Unknown is not No" (product invariant 2). */
export const UNKNOWN_REASONS = [
  'no-primary-source',
  'unreachable',
  'conflicting',
  'out-of-scope',
  'not-yet-researched',
] as const;

/** See {@link UNKNOWN_REASONS}. */
export type UnknownReason = (typeof UNKNOWN_REASONS)[number];

/** What a status rests on, kept apart from the status itself (product invariant 3). */
export const GROUNDS = [
  'explicit-law',
  'regulator-act',
  'general-law-applied',
  'practice',
  'none-found',
] as const;

/** See {@link GROUNDS}. */
export type Ground = (typeof GROUNDS)[number];
