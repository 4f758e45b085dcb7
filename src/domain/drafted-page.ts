/**
 * What an analyst makes of a brief: statements that each rest on numbered passages, put into the parts of a page. It is
 * not yet a content; `research/compose-content.ts` makes one of it, with marks, excerpts and links.
 */
import * as z from 'zod';
import { landmarkLawSchema, SECTION_KEYS } from './analysis.ts';
import { SEVERITIES } from './finding.ts';
import { legalDateSchema } from './legal-date.ts';
import { filledTextSchema } from './text.ts';
import { GROUNDS, UNKNOWN_REASONS } from './topic.ts';

/**
 * One sentence of a draft, without marks. `passages` are ids of the brief, at least one. `quotation` is set where the
 * sentence quotes: the words between its quotation marks, exactly as the passage has them.
 */
export const statementSchema = z.strictObject({
  text: filledTextSchema,
  passages: z.array(z.string()).min(1),
  quotation: z.strictObject({ passage: z.string(), exact: filledTextSchema }).nullable(),
});

/** See {@link statementSchema}. */
export type Statement = z.infer<typeof statementSchema>;

/** What a step noticed that a person should know. `code` is UPPER_SNAKE and a contract; `passages` are ids of the brief. */
export const runFindingSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  severity: z.enum(SEVERITIES),
  message: z.string().min(1),
  passages: z.array(z.string()),
});

/** See {@link runFindingSchema}. */
export type RunFinding = z.infer<typeof runFindingSchema>;

/** A drafted page. `headings` are those of the topic's outline that something is said under. */
export const draftedPageSchema = z.strictObject({
  status: z.string(),
  unknownReason: z.enum(UNKNOWN_REASONS).nullable(),
  ground: z.enum(GROUNDS).nullable(),
  statusSince: legalDateSchema.nullable(),
  /** Why status, ground and date are what they are: each a sentence on how the passages were read. Not on the page. */
  rationale: z.array(z.string()),
  /** The statements that state the status. */
  statusStatements: z.array(statementSchema),
  sections: z.array(z.strictObject({ key: z.enum(SECTION_KEYS), statements: z.array(statementSchema) })),
  headings: z.array(z.strictObject({ heading: z.string(), statements: z.array(statementSchema) })),
  laws: z.array(z.strictObject({ law: landmarkLawSchema, passages: z.array(z.string()).min(1) })),
  findings: z.array(runFindingSchema),
});

/** See {@link draftedPageSchema}. */
export type DraftedPage = z.infer<typeof draftedPageSchema>;

/** What drafting comes to. An analyst abstains when the passages do not bear a status; `words` say what is missing. */
export type DraftOutcome =
  | { readonly kind: 'drafted'; readonly page: DraftedPage }
  | {
      readonly kind: 'abstained';
      readonly reason: (typeof UNKNOWN_REASONS)[number];
      readonly words: string;
      readonly findings: readonly RunFinding[];
    };
