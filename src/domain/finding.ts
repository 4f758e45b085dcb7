/**
 * Findings: what import or verification noticed and a person should know. A finding is a value that is stored
 * and shown, never an exception, and what could not be placed is quoted in it rather than dropped.
 */
import * as z from 'zod';
import { filledTextSchema, textSchema } from './text.ts';

/** `critical` bars publication and makes `regatlas check` exit with 1; `major` lowers confidence; `minor` informs. */
export const SEVERITIES = ['critical', 'major', 'minor', 'info'] as const;

/** See {@link SEVERITIES}. */
export type Severity = (typeof SEVERITIES)[number];

/**
 * A stretch of the page. `unit` is a key of `listUnits`, `block` counts the unit's blocks from 0,
 * `start`/`end` are Unicode code points in the block's plain text, end exclusive.
 */
export const placeSchema = z.strictObject({
  unit: z.string(),
  block: z.number().int().min(0),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
});

/** See {@link placeSchema}. */
export type Place = z.infer<typeof placeSchema>;

/** One finding. `code` is UPPER_SNAKE and a contract. */
export const findingSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  severity: z.enum(SEVERITIES),
  /** One sentence a lawyer understands. */
  message: z.string().min(1),
  /** Where on the page; null when it concerns the whole. */
  place: placeSchema.nullable(),
  /** 1-based line of the imported file; null when not from a file. */
  line: z.number().int().min(1).nullable(),
  /** The text concerned, whole. */
  excerpt: z.string().nullable(),
});

/** See {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;

/** A finding from a file: its words are stored in columns of their own, which do not hold every character. */
export const importFindingSchema = findingSchema.extend({
  message: filledTextSchema,
  place: placeSchema.extend({ unit: textSchema }).nullable(),
  excerpt: textSchema.nullable(),
});
