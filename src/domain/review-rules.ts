/**
 * Who may do what with a review. Nobody decides on what they said themselves, except to take it back; the store repeats
 * that a review has one outcome.
 */
import { holdsRole, type Viewer } from './person.ts';
import type { CommentKind, ReviewKind, ReviewOutcome, ReviewState } from './review.ts';
import type { Stage } from './workflow.ts';

/** A review as far as the rules look at it. `person` is null where nobody vouches for the name. */
export type RuledReview = {
  readonly person: string | null;
  readonly kind: ReviewKind;
  readonly state: ReviewState;
};

/** Why something may not be done, for people: `conflict` for the state it is in, `forbidden` for who asks. */
export type RuleRefusal = { readonly code: 'conflict' | 'forbidden'; readonly message: string };

/** Why this outcome may not be given by this person; null when it may. */
export function refuseOutcome(
  outcome: ReviewOutcome,
  review: RuledReview,
  viewer: Viewer,
): RuleRefusal | null {
  if (review.state !== 'open') return conflict(`The review has its outcome already: it was ${review.state}.`);
  const isOwn = review.person === viewer.id;
  if (outcome === 'withdrawn') {
    return isOwn ? null : forbidden('Only whoever submitted a review can withdraw it.');
  }
  if (review.kind === 'Approval') {
    return forbidden('An Approval is not decided on; whoever gave it can withdraw it.');
  }
  if (isOwn) return forbidden('This review is yours; another editor has to decide on it.');
  if (holdsRole(viewer.role, 'editor')) return null;
  return forbidden(`Deciding on a review takes the role editor; yours is ${viewer.role}.`);
}

/** Why words of this kind may not be added by this person; null when they may. `least`: who may speak here at all. */
export function refuseComment(kind: CommentKind, least: Viewer['role'], viewer: Viewer): RuleRefusal | null {
  if (!holdsRole(viewer.role, least)) {
    return forbidden(`Reviews are open to the role ${least} and above; yours is ${viewer.role}.`);
  }
  if (kind === 'comment' || holdsRole(viewer.role, 'editor')) return null;
  return forbidden(`Answering for the editors takes the role editor; yours is ${viewer.role}.`);
}

/**
 * Why the proposed words may not be put in place by this person; null when they may. An analyst may while the newest
 * version, whose `stage` this is, is a Draft.
 */
export function refuseApplying(review: RuledReview, stage: Stage, viewer: Viewer): RuleRefusal | null {
  if (review.kind !== 'Refinement')
    return conflict('Only a Refinement has words that could be put in place.');
  if (review.state !== 'open') return conflict(`The review has its outcome already: it was ${review.state}.`);
  if (review.person === viewer.id) {
    return forbidden('These words are yours; somebody else has to accept them.');
  }
  if (holdsRole(viewer.role, 'editor')) return null;
  if (holdsRole(viewer.role, 'analyst') && stage === 'Draft') return null;
  return forbidden(
    holdsRole(viewer.role, 'analyst')
      ? `The newest version is ${stage}; there only an editor puts proposed words in place.`
      : `Putting proposed words in place takes the role analyst; yours is ${viewer.role}.`,
  );
}

/**
 * Why the review may not be handed to `to` (null: to nobody) by this person; null when it may. Analysts take what is
 * free and drop what is theirs; editors hand anything to anybody who can work on it.
 */
export function refuseAssignment(
  review: RuledReview & { readonly assignee: string | null },
  to: Viewer | null,
  viewer: Viewer,
): RuleRefusal | null {
  if (review.state !== 'open') return conflict(`The review has its outcome already: it was ${review.state}.`);
  if (!holdsRole(viewer.role, 'analyst')) {
    return forbidden(`Taking reviews on takes the role analyst; yours is ${viewer.role}.`);
  }
  if (to !== null && !holdsRole(to.role, 'analyst')) {
    return forbidden(`${to.name} is a ${to.role}; reviews are worked on by analysts and editors.`);
  }
  if (holdsRole(viewer.role, 'editor')) return null;
  const isFree = review.assignee === null || review.assignee === viewer.id;
  if (isFree && (to === null || to.id === viewer.id)) return null;
  return forbidden(
    'An analyst takes what nobody has taken, and drops what is theirs; an editor may reassign.',
  );
}

function conflict(message: string): RuleRefusal {
  return { code: 'conflict', message };
}

function forbidden(message: string): RuleRefusal {
  return { code: 'forbidden', message };
}
