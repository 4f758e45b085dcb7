/** The words for reviews: kinds, severities, states, and what a review is about. */
import type {
  CommentKind,
  ReviewKind,
  ReviewOrigin,
  ReviewSeverity,
  ReviewState,
  ReviewTarget,
} from '#domain/review.ts';
import { writePointer } from '#domain/review-pointer.ts';
import { unitPart } from './find-place.ts';
import { referenceAnchor, unitAnchor } from './places.ts';
import type { ShownReview } from './review-views.ts';
import { SECTION_TITLES } from './wording.ts';

/** What each kind is for, as the form says it. */
export const KIND_WORDS: Readonly<Record<ReviewKind, string>> = {
  Challenge: 'I disagree with what it says',
  Approval: 'I confirm it',
  Refinement: 'I suggest better words',
};

/** What a Challenge of each severity says. */
export const SEVERITY_WORDS: Readonly<Record<ReviewSeverity, string>> = {
  critical: 'It misleads on the status or the law; nothing should be published before this is judged',
  major: 'It is wrong on something that matters',
  minor: 'It is wrong on a detail',
};

/** Severities by the weight that the store keeps. */
export const SEVERITY_OF_WEIGHT: readonly ReviewSeverity[] = ['minor', 'major', 'critical'];

/** What became of a review. `mended` is for an accepted one that a version answers. */
export function stateWords({
  state,
  causeOf,
  kind,
}: Pick<ShownReview, 'state' | 'causeOf' | 'kind'>): string {
  if (state === 'open') return kind === 'Approval' ? 'stands' : 'open';
  if (state !== 'accepted') return state;
  return causeOf === null ? 'accepted, not mended yet' : `accepted, mended in version ${causeOf}`;
}

/** Words for the states as a choice. */
export const STATE_WORDS: Readonly<Record<ReviewState, string>> = {
  open: 'Open',
  accepted: 'Accepted',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

/** Whether anybody vouches for the name of a review that no person with an account submitted. */
export const ORIGIN_NOTES: Readonly<Record<ReviewOrigin, string>> = {
  submitted: 'name not proven',
  imported: 'imported, name not proven',
  system: 'opened by rule, not by a person',
};

/** Kinds of comments as they are shown. */
export const COMMENT_WORDS: Readonly<Record<CommentKind, string>> = {
  comment: 'Comment',
  answer: 'Answer of the editors',
};

/** What a review is about, without the words themselves: `the section Notes`, `a sentence in Notes`. */
export function targetWords(target: ReviewTarget): string {
  switch (target.kind) {
    case 'version':
      return 'the whole version';
    case 'section':
      return `the section ${SECTION_TITLES[target.section]}`;
    case 'citation':
      return `entry [${target.ref}] of the reference list`;
    case 'sentence':
      return `a sentence in ${unitPart(target.unit)}`;
  }
}

/** Anchor of the part of the page that a target is in; empty for the whole version. */
export function targetAnchor(target: ReviewTarget): string {
  switch (target.kind) {
    case 'version':
      return '';
    case 'section':
      return `#${target.section}`;
    case 'citation':
      return `#${referenceAnchor(target.ref)}`;
    case 'sentence':
      return `#${unitAnchor(target.unit)}`;
  }
}

/** Address, on the page that shows a version, of the form for a review of a part of it. */
export function reviewPartHref(pointer: Parameters<typeof writePointer>[0]): string {
  return `?review=${encodeURIComponent(writePointer(pointer))}#review-form`;
}

/** Address of a review's own page. */
export function reviewHref(id: string): string {
  return `/reviews/${id}`;
}
