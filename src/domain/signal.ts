/**
 * Signals: what a document says about the status of a jurisdiction × topic, with who says it and how. A signal never
 * changes a status; held against a page it may open a challenge for a person to judge (product invariant 11).
 */
import * as z from 'zod';
import { textPositionSelectorSchema, textQuoteSelectorSchema } from './citation.ts';
import { placeSchema } from './finding.ts';
import { SOURCE_TIERS } from './source.ts';

/**
 * How a thing is said. asserted: as a fact. announced: somebody in charge says it will be. planned: intended or under
 * study. proposed: a draft, bill or consultation. alleged: reported without a witness. denied: said not to be so.
 * quoted: in another's words without the document's own judgement.
 */
export const MODALITIES = [
  'asserted',
  'announced',
  'planned',
  'proposed',
  'alleged',
  'denied',
  'quoted',
] as const;

/** See {@link MODALITIES}. */
export type Modality = (typeof MODALITIES)[number];

/**
 * A day as the document gives it. `date` is a legal date (`2024-09-10`, `2024-09`, `2024`), or `--09-10` / `--09` where
 * the year is not known and nothing in the document or its publication date decides it; null when nothing was understood.
 */
export const signalDateSchema = z.strictObject({ words: z.string(), date: z.string().nullable() });

/** True when a day was understood, but not of which year. */
export function isYearOpen(when: { readonly date: string | null }): boolean {
  return when.date?.startsWith('--') ?? false;
}

/** One signal. */
export const signalSchema = z.strictObject({
  /** Code of the jurisdiction it is about. */
  jurisdiction: z.string(),
  /** Key of the topic. */
  topic: z.string(),
  /** Value of the topic's scale that the statement amounts to if true; null when it speaks of the topic without one. */
  status: z.string().nullable(),
  modality: z.enum(MODALITIES),
  /** Who says it, by the document's words; null for the document's own voice. */
  speaker: z.string().nullable(),
  /** What the speaker is, by the document's words (`Special Delegate of …`); null when not told. */
  speakerRole: z.string().nullable(),
  /** True when the document itself says that those in charge have not confirmed it. */
  unconfirmed: z.boolean(),
  /** Law, bill, decree or licence it names, by the document's words; null for none. */
  instrument: z.string().nullable(),
  /** What is said to be done, in the document's words: `allowed citizens to own`. */
  predicate: z.string(),
  /** When it was said or takes effect; null when the document gives no day for it. */
  when: signalDateSchema.nullable(),
  quote: textQuoteSelectorSchema,
  position: textPositionSelectorSchema,
  page: z.number().int().min(1).nullable(),
  /** Tier of the document. */
  tier: z.enum(SOURCE_TIERS),
  /** Why it was read so, each a sentence. */
  reasons: z.array(z.string()),
});

/** See {@link signalSchema}. */
export type Signal = z.infer<typeof signalSchema>;

/** How a signal stands to a page of the same jurisdiction × topic (`grounding.md` section 6). */
export const SIGNAL_RELATIONS = [
  'confirms',
  'contradicts',
  'supersedes',
  'amends',
  'different-scope',
  'not-addressed',
] as const;

/** See {@link SIGNAL_RELATIONS}. */
export type SignalRelationKind = (typeof SIGNAL_RELATIONS)[number];

/** A signal held against a page. */
export const signalRelationSchema = z.strictObject({
  relation: z.enum(SIGNAL_RELATIONS),
  /** Where the page speaks of it, with its words; null when it is the status itself that stands against it. */
  page: z.strictObject({ place: placeSchema, words: z.string() }).nullable(),
  /** Each a sentence, for a lawyer. */
  reasons: z.array(z.string()),
});

/** See {@link signalRelationSchema}. */
export type SignalRelation = z.infer<typeof signalRelationSchema>;
