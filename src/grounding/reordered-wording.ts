/**
 * The words of a quotation in another order: a source that has the same words close together, only arranged
 * otherwise, is the passage meant. One pass of a window as long as the quotation over the words around its place.
 */
import type { PreparedSource } from './prepared-source.ts';
import type { QuoteText } from './quote-text.ts';
import type { Span } from './span.ts';

/** Fewer words are the same by chance. */
const MIN_WORDS = 5;
/** One word in so many may differ. */
const WORDS_PER_MISS = 12;

/**
 * The stretch of the source (UTF-16 in its normal form) around `near` that has the quotation's words in another
 * order; undefined when there is none.
 */
export function reorderedPlace(quote: QuoteText, source: PreparedSource, near: Span): Span | undefined {
  const { words } = source.index();
  const size = quote.words.count;
  if (size < MIN_WORDS) return undefined;
  const anchor = wordAt(words.starts, near.start);
  const from = Math.max(0, anchor - size);
  const to = Math.min(words.count, wordAt(words.starts, near.end) + size);
  const wanted = new Map<string, number>();
  for (const key of quote.words.keys) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  let missing = size;
  let best = { missing: Math.floor(size / WORDS_PER_MISS) + 1, first: -1 };
  const take = (key: string, step: 1 | -1) => {
    const left = wanted.get(key);
    if (left === undefined) return;
    wanted.set(key, left - step);
    if (step === 1 ? left > 0 : left >= 0) missing -= step;
  };
  for (let at = from; at < to; at += 1) {
    take(words.keys[at] ?? '', 1);
    if (at - from >= size) take(words.keys[at - size] ?? '', -1);
    if (missing < best.missing && at - from + 1 >= size) best = { missing, first: at - size + 1 };
  }
  if (best.first < 0) return undefined;
  return { start: words.starts[best.first] ?? 0, end: words.ends[best.first + size - 1] ?? 0 };
}

/** Number of the first word that begins at or behind an offset. */
function wordAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
