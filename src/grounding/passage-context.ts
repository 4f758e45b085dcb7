/** Chooses among several places of the same words by what stands before and after them. */
import { closeness } from './edit-distance.ts';
import { normaliseText } from './normalise-text.ts';
import { foldCase, type PreparedSource } from './prepared-source.ts';
import type { Span } from './span.ts';

/** What stands around a quotation where it was taken from; either may be missing. */
export type QuoteContext = { readonly prefix?: string; readonly suffix?: string };

const REACH = 64;
/** The best place must fit at least this well, and better than the next by the margin. */
const MIN_FIT = 0.4;
const MARGIN = 0.05;
/** The context may be a little longer or shorter in the source. */
const STRETCHES = [0.8, 1, 1.3];

/** Index of the place the context points at; undefined when it points at none or at several. */
export function placeByContext(
  source: PreparedSource,
  places: readonly Span[],
  context: QuoteContext,
): number | undefined {
  const prefix = edge(context.prefix ?? '').slice(-REACH);
  const suffix = edge(context.suffix ?? '').slice(0, REACH);
  if (prefix === '' && suffix === '') return undefined;
  const folded = source.folded();
  const ranked = places.map(({ start, end }, index) => {
    const before = folded.slice(Math.max(0, start - 2 * REACH), start).trim();
    const after = folded.slice(end, end + 2 * REACH).trim();
    const scores: number[] = [];
    if (prefix !== '') scores.push(fitness(prefix, (length) => before.slice(-length)));
    if (suffix !== '') scores.push(fitness(suffix, (length) => after.slice(0, length)));
    return { index, score: scores.reduce((sum, score) => sum + score, 0) / scores.length };
  });
  ranked.sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  if (best === undefined || best.score < MIN_FIT) return undefined;
  return next !== undefined && best.score - next.score < MARGIN ? undefined : best.index;
}

function edge(text: string): string {
  return foldCase(normaliseText(text).text).trim();
}

function fitness(wanted: string, nearest: (length: number) => string): number {
  if (nearest(wanted.length) === wanted) return 1;
  return Math.max(
    ...STRETCHES.map((stretch) => closeness(wanted, nearest(Math.ceil(wanted.length * stretch)))),
  );
}
