/**
 * The brief of a run: the numbered passages that a draft may rest on, the sources they come from, how they were found,
 * and what was considered and left out, with the reason.
 */
import * as z from 'zod';
import { legalDateSchema } from './legal-date.ts';
import { SOURCE_TIERS } from './source.ts';

/** Why something that was considered is not in the brief. */
export const LEFT_OUT_REASONS = [
  'other-jurisdiction',
  'off-topic',
  'copy',
  'teaching-text',
  'not-reachable',
  'refused',
  'unreadable',
  'too-many',
] as const;

/** See {@link LEFT_OUT_REASONS}. */
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

/** A source of the brief. `ref` is its mark on the page (`1`, `2`, …), by rank; `source` its number in the store. */
export const briefSourceSchema = z.strictObject({
  ref: z.string(),
  source: z.number().int().min(1),
  sha256: z.string(),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  publishedOn: legalDateSchema.nullable(),
  /** ISO 8601, UTC: when the bytes were captured. */
  capturedAt: z.string(),
  tier: z.enum(SOURCE_TIERS),
  language: z.string().nullable(),
  /** Name of the file the bytes came from; null when fetched. */
  fileName: z.string().nullable(),
  /** How it was found: `corpus`, `given`, `sitemap`, or the name of a search provider. */
  foundBy: z.string(),
  /** Why it is here and at this rank, each a sentence. */
  reasons: z.array(z.string()),
  /** Numbers of further sources that are copies of the same document. */
  copies: z.array(z.number().int().min(1)),
});

/** See {@link briefSourceSchema}. */
export type BriefSource = z.infer<typeof briefSourceSchema>;

/** A passage of a source, in code points of its text, end exclusive. `id` is `P1`, `P2`, … in the order of the brief. */
export const briefPassageSchema = z.strictObject({
  id: z.string(),
  ref: z.string(),
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  page: z.number().int().min(1).nullable(),
  text: z.string(),
});

/** See {@link briefPassageSchema}. */
export type BriefPassage = z.infer<typeof briefPassageSchema>;

/** Something considered and left out. `source` null: it never got into the store. */
export const leftOutSchema = z.strictObject({
  source: z.number().int().min(1).nullable(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  reason: z.enum(LEFT_OUT_REASONS),
  /** The reason in one sentence, with what it was seen by. */
  words: z.string(),
});

/** See {@link leftOutSchema}. */
export type LeftOut = z.infer<typeof leftOutSchema>;

/** A query that was put. `service` is `corpus` or a search provider. */
export const briefQuerySchema = z.strictObject({
  service: z.string(),
  text: z.string(),
  results: z.number().int().min(0),
});

/** The whole brief. */
export const briefSchema = z.strictObject({
  jurisdiction: z.string(),
  topic: z.string(),
  queries: z.array(briefQuerySchema),
  sources: z.array(briefSourceSchema),
  passages: z.array(briefPassageSchema),
  leftOut: z.array(leftOutSchema),
});

/** See {@link briefSchema}. */
export type Brief = z.infer<typeof briefSchema>;
