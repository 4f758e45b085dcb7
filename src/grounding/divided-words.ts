/** One wording divided in another way: hyphens, full stops, line ends and spaces between the same letters. */
import type { AlignedRun } from './align-words.ts';
import { compareCriticalTokens, criticalTokens, isCriticalWord } from './critical-tokens.ts';
import { isEnglishWord } from './english-words.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { QuoteText } from './quote-text.ts';

/** How two stretches of the same letters differ; `slip`: a space lost or added that makes no other word. */
export type Division = 'same' | 'line-end' | 'slip' | 'differs';

/** Raw text of both sides of a run. */
export function rawStretches(
  quote: QuoteText,
  source: PreparedSource,
  run: AlignedRun,
): { page: string; held: string } {
  const words = source.index().words;
  const rawOf = (text: QuoteText['normalised'], start: number, end: number) =>
    text.raw.slice(text.toRaw(start), text.toRawEnd(end));
  return {
    page:
      run.quoteStart === run.quoteEnd
        ? ''
        : rawOf(
            quote.normalised,
            quote.words.starts[run.quoteStart] ?? 0,
            quote.words.ends[run.quoteEnd - 1] ?? 0,
          ),
    held:
      run.sourceStart === run.sourceEnd
        ? ''
        : rawOf(source.normalised, words.starts[run.sourceStart] ?? 0, words.ends[run.sourceEnd - 1] ?? 0),
  };
}

/** Judges two stretches in normal form whose letters and figures agree. */
export function judgeDivision(page: string, held: string, raw: { page: string; held: string }): Division {
  if (/\p{N}/u.test(page)) return isGrouped(page) && isGrouped(held) ? 'same' : 'differs';
  if (isDividedAtLineEnd(raw.page) || isDividedAtLineEnd(raw.held)) return 'line-end';
  if (/[^\p{L}\s'.-]/u.test(page + held) || /^re-/i.test(page) !== /^re-/i.test(held)) return 'differs';
  if (isSpaceSlip(page, held) || isSpaceSlip(held, page)) return 'slip';
  if (isPrefixed(page, held) || isPrefixed(held, page)) return 'same';
  const { onlyA, onlyB } = compareCriticalTokens(criticalTokens(page), criticalTokens(held));
  if ([...onlyA, ...onlyB].some(({ kind }) => kind !== 'name')) return 'differs';
  if (page.includes("'") !== held.includes("'")) return 'differs';
  if (/[-.]/.test(page + held)) return 'same';
  return held.replace(/[^\p{L}]/gu, '').length >= 6 ? 'slip' : 'differs';
}

/**
 * "ofthe" for "of the" and "nati onal" for "national": no other words come of it, or none that decides anything.
 * "not able" and "notable", "may be" and "maybe" do not say the same.
 */
function isSpaceSlip(closed: string, open: string): boolean {
  if (!/^[\p{L}']{4,}$/u.test(closed) || !/^\p{L}+ [\p{L}']+$/u.test(open)) return false;
  const parts = open.toLowerCase().split(' ');
  if (!isEnglishWord(closed.toLowerCase()) || !parts.every((part) => isEnglishWord(part))) return true;
  return parts.every((part) => part.length >= 3 && !isCriticalWord(part));
}

/** "non-public" and "nonpublic"; "re-sign" and "resign" are two words. */
function isPrefixed(open: string, closed: string): boolean {
  return (
    /^(?:non|pre|sub|co|multi|anti|over|under|inter|semi|self|cross|counter|post|mid|micro|crypto|cyber)-\p{L}+$/iu.test(
      open,
    ) && open.replace('-', '').toLowerCase() === closed.toLowerCase()
  );
}

/** "10 000" and "10,000" group the same digits; "5 10" is two numbers. */
function isGrouped(text: string): boolean {
  return /^\d{1,3}(?:[ ,]\d{3})+$/.test(text) || /^\d+$/.test(text);
}

/** A hyphen at a line end may be the word's own or the typesetter's, so both readings are the same word. */
function isDividedAtLineEnd(raw: string): boolean {
  return /[-\u00AD\u2010]\s*\n|\p{L}[-\u2010] (?=\p{Ll})/u.test(raw);
}
