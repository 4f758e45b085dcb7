/**
 * What a later look at a source's address found. It says how the address answers and whether the words that pages
 * rely on still stand there; it never takes anything from the stored copy, which stays evidence of what was said.
 */
import * as z from 'zod';

/**
 * How an address answers. alive: with the document. redirected-same: under another address of the same document.
 * redirected-elsewhere: under an address of something else. soft-404: with a page that says there is nothing. blocked:
 * it refuses programs, which says nothing about the document. redirect-expired: a provider's redirect no longer leads
 * anywhere. gone: it says that the document is not there. unreachable: no answer this time. invalid: no public address.
 */
export const URL_STATES = [
  'alive',
  'redirected-same',
  'redirected-elsewhere',
  'soft-404',
  'blocked',
  'redirect-expired',
  'gone',
  'unreachable',
  'invalid',
] as const;

/** See {@link URL_STATES}. */
export type UrlState = (typeof URL_STATES)[number];

/** Whether words that a page relies on stand in the newer text: as before, with other words, or not at all. */
export const DRIFT_VERDICTS = ['still-there', 'altered', 'gone'] as const;

/** One passage that a page relies on, looked for in the newer text. */
export const passageDriftSchema = z.strictObject({
  exact: z.string(),
  verdict: z.enum(DRIFT_VERDICTS),
  /** Each a sentence. */
  reasons: z.array(z.string()),
});

/** See {@link passageDriftSchema}. */
export type PassageDrift = z.infer<typeof passageDriftSchema>;

/** The newer text against the stored one; `passages` are those that pages rely on. */
export const driftSchema = z.strictObject({
  /** True when the extracted text differs; other bytes of the same text are no change. */
  textChanged: z.boolean(),
  passages: z.array(passageDriftSchema),
});

/** See {@link driftSchema}. */
export type Drift = z.infer<typeof driftSchema>;
