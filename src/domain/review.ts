/**
 * Reviews: what a person says of a version, or the system on finding a document that says otherwise. They are appended,
 * never edited; an outcome is a later record.
 */

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

/** A review. `author` is the name given, not proven without accounts; of one by the system, the rules that opened it. */
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
