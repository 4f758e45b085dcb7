/**
 * Selectors: how a citation points into a stored text. The vocabulary is the W3C Web Annotation Data Model's
 * (TextQuoteSelector, TextPositionSelector). Positions are Unicode code points, end exclusive.
 */
import * as z from 'zod';

/** `exact` with up to 64 characters of what stands before and after it. */
export const textQuoteSelectorSchema = z.strictObject({
  exact: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
});

/** See {@link textQuoteSelectorSchema}. */
export type TextQuoteSelector = z.infer<typeof textQuoteSelectorSchema>;

/** Unicode code points into the extracted text; `end` is exclusive. */
export const textPositionSelectorSchema = z.strictObject({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
});

/** See {@link textPositionSelectorSchema}. */
export type TextPositionSelector = z.infer<typeof textPositionSelectorSchema>;
