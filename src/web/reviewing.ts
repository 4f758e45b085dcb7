/** What reviewing adds to the text of a page: marks beside what is under review, and the way to review each part. */
import { holdsRole, type Viewer } from '#domain/person.ts';
import type { ReviewTarget } from '#domain/review.ts';
import { placeOfTarget } from '#grounding/review-targets.ts';
import type { UnsettledReview } from '#store/review-records.ts';
import { checksAt } from './find-place.ts';
import { referenceAnchor, sentenceAnchor } from './places.ts';
import type { AnalysisView } from './views.ts';

/** `offers`: the viewer may review. `marks`: unsettled reviews by the anchor of what they are about. */
export type Reviewing = {
  readonly offers: boolean;
  readonly marks: ReadonlyMap<string, readonly UnsettledReview[]>;
};

/** For pages on which nothing is reviewed. */
export const NOT_REVIEWING: Reviewing = { offers: false, marks: new Map() };

/** See {@link Reviewing}. */
export function reviewingOf(view: AnalysisView, viewer: Viewer | null): Reviewing {
  const offers = view.reviewsOpen && viewer !== null && holdsRole(viewer.role, view.reviewLeast);
  const marks = new Map<string, UnsettledReview[]>();
  for (const review of view.unsettled) {
    const anchor = anchorOf(view, review.target);
    if (anchor === null) continue;
    const there = marks.get(anchor) ?? [];
    there.push(review);
    marks.set(anchor, there);
  }
  return offers || marks.size > 0 ? { offers, marks } : NOT_REVIEWING;
}

function anchorOf(view: AnalysisView, target: ReviewTarget): string | null {
  if (target.kind === 'section') return target.section;
  if (target.kind === 'citation') return referenceAnchor(target.ref);
  if (target.kind === 'version') return null;
  const place = placeOfTarget(view.content, target);
  if (place === null) return null;
  // Words that a longer sentence has taken in are marked behind that sentence.
  return sentenceAnchor(checksAt(place, view.report).sentence?.place ?? place);
}
