/**
 * The signs of reviewing in the text of a page. Plain functions, as those of the margin are: a page has hundreds of
 * sentences, and readers without an account get none of the links.
 */
import type { ReviewPointer } from '#domain/review-pointer.ts';
import { counted } from '../amounts.ts';
import { reviewHref, reviewPartHref } from '../review-words.ts';
import type { Reviewing } from '../reviewing.ts';

/** Leads to the unsettled reviews of what has this anchor; nothing while there are none. */
export function reviewMark({ marks }: Reviewing, anchor: string, what: string) {
  const [first, ...others] = marks.get(anchor) ?? [];
  if (first === undefined) return null;
  const isChallenged = [first, ...others].some(({ kind }) => kind === 'Challenge');
  const number = others.length + 1;
  const kind = isChallenged ? 'challenged' : 'refinement proposed';
  const words = others.length > 0 ? `${kind} (${number})` : kind;
  return (
    <a
      class="review-mark"
      data-kind={isChallenged ? 'Challenge' : 'Refinement'}
      href={reviewHref(first.id)}
      aria-label={`${words}: ${counted(number, 'open review')} of ${what}`}
    >
      {words}
    </a>
  );
}

/** Leads to the form for a review of this part; nothing for readers who may not review. */
export function reviewOffer({ offers }: Reviewing, pointer: ReviewPointer, what: string) {
  if (!offers) return null;
  return (
    <a class="review-offer" href={reviewPartHref(pointer)} rel="nofollow" aria-label={`Review ${what}`}>
      +
    </a>
  );
}
