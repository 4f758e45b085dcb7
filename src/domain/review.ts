/** Reviews: what a person says of a version. They are appended, never edited; an outcome is a later record. */

/** Challenge: disagrees. Approval: confirms. Refinement: suggests better words. */
export const REVIEW_KINDS = ['Challenge', 'Approval', 'Refinement'] as const;

/** See {@link REVIEW_KINDS}. */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** A review as submitted. `author` is the name given; without accounts it is not proven. */
export type Review = {
  readonly id: string;
  readonly versionId: string;
  readonly kind: ReviewKind;
  readonly author: string;
  readonly text: string;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
};
