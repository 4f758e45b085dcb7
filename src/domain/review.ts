/**
 * Reviews: what a person says of a version or a part of it, or the system on finding a document that says otherwise.
 * They are appended, never edited; comments and the outcome are later records.
 */
import * as z from 'zod';
import { SECTION_KEYS } from './analysis.ts';
import { textPositionSelectorSchema, textQuoteSelectorSchema } from './citation.ts';
import type { AccountRole } from './person.ts';
import { filledTextSchema, textSchema } from './text.ts';

/** A selector whose words can be kept. */
const quoteSchema = textQuoteSelectorSchema.extend({
  exact: filledTextSchema,
  prefix: textSchema,
  suffix: textSchema,
});

/** Challenge: disagrees. Approval: confirms. Refinement: suggests better words. */
export const REVIEW_KINDS = ['Challenge', 'Approval', 'Refinement'] as const;

/** See {@link REVIEW_KINDS}. */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/**
 * Where a review was taken: here, or elsewhere, with no more to vouch for it than the file it came in. `system`: opened
 * here because a stored document speaks against the page; only Challenges are, and each shows both passages.
 */
export const REVIEW_ORIGINS = ['submitted', 'imported', 'system'] as const;

/** See {@link REVIEW_ORIGINS}. */
export type ReviewOrigin = (typeof REVIEW_ORIGINS)[number];

/** How bad what a Challenge says would be, from worst. A critical one bars publication until its outcome. */
export const REVIEW_SEVERITIES = ['critical', 'major', 'minor'] as const;

/** See {@link REVIEW_SEVERITIES}. */
export type ReviewSeverity = (typeof REVIEW_SEVERITIES)[number];

/**
 * What a review is about: the whole version, a section, words in a text of the page (a sentence or less), or an entry
 * of the reference list. `unit` is the stable key of a text as `domain/page-text.ts` lists it; the selectors are W3C's,
 * into the plain text of the unit as `grounding/unit-text.ts` reads it.
 */
export const reviewTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('version') }),
  z.strictObject({ kind: z.literal('section'), section: z.enum(SECTION_KEYS) }),
  z.strictObject({
    kind: z.literal('sentence'),
    unit: filledTextSchema,
    quote: quoteSchema,
    position: textPositionSelectorSchema,
  }),
  z.strictObject({ kind: z.literal('citation'), ref: filledTextSchema }),
]);

/** See {@link reviewTargetSchema}. */
export type ReviewTarget = z.infer<typeof reviewTargetSchema>;

/** Words of the page as a target. */
export type SentenceTarget = Extract<ReviewTarget, { kind: 'sentence' }>;

/** The target of a review that names none. */
export const WHOLE_VERSION: ReviewTarget = { kind: 'version' };

/** Where a review of an earlier version stands on a later one: its target there, or nowhere. */
export type ReviewAnchor =
  | { readonly state: 'anchored'; readonly target: ReviewTarget }
  | { readonly state: 'outdated' };

/** What a review rests on: an address, or words in a stored source. */
export const reviewEvidenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('link'), url: filledTextSchema, note: textSchema.nullable() }),
  z.strictObject({
    kind: z.literal('passage'),
    snapshot: z.string().regex(/^[0-9a-f]{64}$/),
    quote: quoteSchema,
    note: textSchema.nullable(),
  }),
]);

/** See {@link reviewEvidenceSchema}. */
export type ReviewEvidence = z.infer<typeof reviewEvidenceSchema>;

/** How a review ends. `withdrawn` only by who submitted it. */
export const REVIEW_OUTCOMES = ['accepted', 'rejected', 'withdrawn'] as const;

/** See {@link REVIEW_OUTCOMES}. */
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** `open` until there is an outcome. */
export type ReviewState = 'open' | ReviewOutcome;

/** See {@link ReviewState}; in the order of the queue's choices. */
export const REVIEW_STATES: readonly ReviewState[] = ['open', ...REVIEW_OUTCOMES];

/** Words added to a review. An `answer` speaks for the editors. */
export const COMMENT_KINDS = ['comment', 'answer'] as const;

/** See {@link COMMENT_KINDS}. */
export type CommentKind = (typeof COMMENT_KINDS)[number];

/** A review. `author` is the name given, or for one with `person` the actor; of one by the system, the rules. */
export type Review = {
  /** UUID; the same review keeps it wherever it is exported to. */
  readonly id: string;
  readonly versionId: string;
  readonly kind: ReviewKind;
  readonly origin: ReviewOrigin;
  readonly author: string;
  readonly text: string;
  /** ISO 8601, UTC; of an imported one, as its file says. */
  readonly submittedAt: string;
};

/** What a review by somebody signed in says beyond {@link Review}. */
export type ReviewDetail = {
  readonly person: string | null;
  /** The person's role when they submitted it: an Approval counts for the gate by what they were then. */
  readonly role: AccountRole | null;
  /** Of a Challenge; null for other kinds. */
  readonly severity: ReviewSeverity | null;
  readonly target: ReviewTarget;
  /** Of a Refinement: the words to stand in place of the target's. */
  readonly proposedText: string | null;
  readonly evidence: readonly ReviewEvidence[];
};
