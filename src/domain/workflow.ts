/**
 * The stages of a version and the moves between them. One table; the store repeats it as a constraint.
 * Every version starts as a Draft, whatever the page it came from called itself.
 */

/** Stages in the order a version passes through them. */
export const STAGES = ['Draft', 'In review', 'Live', 'Archived', 'Withdrawn'] as const;

/** See {@link STAGES}. */
export type Stage = (typeof STAGES)[number];

/** The stage of every new version. */
export const FIRST_STAGE: Stage = 'Draft';

/** From each stage, where a version may go. Archived and Withdrawn are final. */
export const STAGE_MOVES: Readonly<Record<Stage, readonly Stage[]>> = {
  Draft: ['In review', 'Withdrawn'],
  'In review': ['Draft', 'Live', 'Withdrawn'],
  Live: ['Archived', 'Withdrawn'],
  Archived: [],
  Withdrawn: [],
};
