/**
 * The words of the page's own frame: buttons, links and legends that say nothing about the jurisdiction.
 * Only whole lines count, so that a sentence that happens to contain one of them stays text.
 */

const FURNITURE = new Set([
  'back to analyses',
  'back',
  'edit',
  'edit analysis',
  'delete',
  'export',
  'print',
  'share',
  'copy',
  'copy json',
  'show more',
  'show less',
  'view all versions',
  'view run',
  'no reviews yet',
  'no reviews yet.',
  'submit',
  'submit review',
  'cancel',
  'review type',
  'your review',
  'select review type',
]);

/** True for a line that belongs to the frame of the page. */
export function isFurniture(line: string): boolean {
  const words = line.trim();
  return words.length <= 200 && (FURNITURE.has(words.toLowerCase()) || isReviewLegend(words));
}

/** The legend below the review form explains every kind in one line. */
function isReviewLegend(words: string): boolean {
  return /^challenge: [^|]*\| approval: [^|]*\| refinement: [^|]*$/i.test(words);
}
