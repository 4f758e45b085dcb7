/**
 * The reviews at the foot of a page: the kind, and everything else that belongs to one as its text, author and date
 * included, because the page gives them no form that could be relied on.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { REVIEW_KINDS } from '#domain/review.ts';
import type { Notices } from './import-notices.ts';
import { isFurniture } from './page-furniture.ts';
import { filledLines, type Line, type Lines } from './text-lines.ts';

type DeclaredReview = AnalysisContent['reviews'][number];

const KIND = REVIEW_KINDS.join('|');
const ENTRY = new RegExp(
  `^(?:[•*-]\\s+)?(${KIND})(?:$|\\s*[:·|–—(-]\\s*|\\s+(?=by\\b|from\\b|on\\b|\\d))(.*)$`,
  'i',
);

/** Reads the lines below "Reviews". Lines above the first review that are not furniture are unplaced text. */
export function readReviews(lines: Lines, notices: Notices): DeclaredReview[] {
  const reviews: { kind: string; texts: string[] }[] = [];
  const stray: Line[] = [];
  for (const line of filledLines(lines)) {
    if (isFurniture(line.text)) continue;
    const entry = ENTRY.exec(line.text.trim());
    const kind = REVIEW_KINDS.find((name) => name.toLowerCase() === entry?.[1]?.toLowerCase());
    if (entry !== null && kind !== undefined) reviews.push({ kind, texts: [(entry[2] ?? '').trim()] });
    else if (reviews.length === 0) stray.push(line);
    else reviews.at(-1)?.texts.push(line.text.trim());
  }
  notices.unplaced(stray, 'above the first review');
  return reviews.map(({ kind, texts }) => ({ kind, text: texts.filter((text) => text !== '').join('\n') }));
}
