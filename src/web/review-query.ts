/** What a reader chose to review, from the address of the page: `?review=section:notes`. */
import type { Context } from 'hono';
import { readWord } from './read-query.ts';
import type { ReviewDraft } from './review-views.ts';

/** The form with nothing filled in but what it is about; null when nothing was chosen. */
export function readReviewQuery(request: Context): ReviewDraft | null {
  const target = readWord(request, 'review');
  if (target === '') return null;
  return {
    ...{ kind: null, severity: null, target, text: '', proposedText: '', links: '', passages: [] },
    problem: null,
  };
}
