/** The pages of an analysis page's text, and the addresses of places on them. Long ones are remembered while their body is. */
import type { Place } from '#domain/finding.ts';
import { type DividedPlan, dividePlan } from './divide-plan.ts';
import { anchorOfPlace } from './find-place.ts';
import { planEvidence } from './plan-evidence.ts';
import type { AnalysisView } from './views.ts';

/** What a version says and what was found, which never change. */
export type JudgedBody = Pick<AnalysisView, 'content' | 'report' | 'sourceIds'>;

const long = new WeakMap<object, DividedPlan>();
const short = new WeakSet<object>();

/** Planning costs as much as rendering, so a plan of many pages is kept; that of one page is made anew. */
export function divideBody({ content, report }: JudgedBody): DividedPlan {
  const key = report ?? content;
  const known = long.get(key);
  if (known !== undefined) return known;
  const divided = dividePlan(planEvidence(content, report));
  if (divided.pages.length > 1) long.set(key, divided);
  else short.add(key);
  return divided;
}

/** How many pages there are and on which a place stands. */
export function findPage(body: JudgedBody, place: Place): number {
  return short.has(body.report ?? body.content) ? 1 : divideBody(body).pageOf(place);
}

/**
 * Address of a place, as seen from page `page` of the analysis at `base` (null: from another page altogether): an anchor
 * alone where it stands on the same page.
 */
export function hrefOfPlace(body: JudgedBody, base: string, page: number | null, place: Place): string {
  const anchor = `#${anchorOfPlace(place, body.report)}`;
  const at = findPage(body, place);
  return at === page ? anchor : `${textPageHref(base, at)}${anchor}`;
}

/** Address of a page of the text. */
export function textPageHref(base: string, page: number): string {
  return page === 1 ? base : `${base}?page=${page}`;
}
