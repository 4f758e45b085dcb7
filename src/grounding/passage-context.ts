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
const MARGIN = 0.08;

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
    const before = folded.slice(Math.max(0, start - REACH - 2), start).trim();
    const after = folded.slice(end, end + REACH + 2).trim();
    const scores: number[] = [];
    if (prefix !== '') scores.push(fitness(prefix, before.slice(-prefix.length)));
    if (suffix !== '') scores.push(fitness(suffix, after.slice(0, suffix.length)));
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

function fitness(wanted: string, found: string): number {
  return wanted === found ? 1 : closeness(wanted, found);
}
