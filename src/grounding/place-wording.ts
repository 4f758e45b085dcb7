/**
 * Every place where one unbroken wording stands in a source: word for word, then in normal form, then with its first
 * letter in the other case, then by bounded approximate search with a judgement on each likely place.
 */
import { alignWords, MAX_ALIGNED_WORDS } from './align-words.ts';
import { governingDenial } from './governing-clause.ts';
import { type Judgement, judgeAlignment } from './judge-alignment.ts';
import { likelyPlaces } from './locate-passage.ts';
import { negationBefore } from './negation-before.ts';
import type { PreparedSource } from './prepared-source.ts';
import { isShortQuote, type QuoteText } from './quote-text.ts';
import { lostAfter } from './words-after.ts';

/** One place; offsets are UTF-16 into the source's normal form. */
export type Placement = Judgement & {
  /** Where the negation begins that the wording leaves behind in the source; else the same as `start`. */
  readonly deniedFrom: number;
};

/** More places than this are not listed; the quotation is ambiguous long before. */
export const MAX_PLACEMENTS = 20;
/** Characters compared at most while stepping over hits that are not whole words. */
const MAX_SCANNED = 20_000_000;
/** Longer wordings are looked up by their rarest word. */
export const MAX_SCANNED_LENGTH = 512;
/** From this many words on the first good place is taken, since each further one costs as much again. */
const LONG_QUOTE_WORDS = 1_500;

/** What the page says itself around the words, so that leaving it behind in the source loses nothing. */
export type PageTurns = {
  /** Its words right before the quotation are a negation. */
  readonly negated?: boolean;
  /** Its sentence denies, forbids or restricts before the quotation. */
  readonly denies?: boolean;
  /** It goes on with an exception or condition, or marks that the source does. */
  readonly excepts?: boolean;
};

/**
 * Places in order of the text when the wording is there; otherwise the nearest changed one, or none. A place where
 * the source's own sentence turns the words round is a changed one, unless the page says so itself.
 */
export function placeWording(quote: QuoteText, source: PreparedSource, page: PageTurns = {}): Placement[] {
  return plainPlacements(quote, source).map((place) => turnedPlacement(place, quote, source, page));
}

function plainPlacements(quote: QuoteText, source: PreparedSource): Placement[] {
  const literal = literalPlacements(quote, source);
  if (literal.length > 0) return literal;
  if (isShortQuote(quote) || quote.words.count > MAX_ALIGNED_WORDS) return [];
  const judged = judgedPlacements(quote, source);
  const same = judged.filter(({ changed }) => !changed).sort((a, b) => a.start - b.start);
  return same.length > 0 ? same : judged.slice(0, 1);
}

/** Whole-word occurrences of `wanted` in `text`, at most {@link MAX_PLACEMENTS}. */
export function wholeOccurrences(text: string, wanted: string): number[] {
  const found: number[] = [];
  if (wanted === '') return found;
  const attempts = Math.max(1_000, Math.floor(MAX_SCANNED / wanted.length));
  let at = text.indexOf(wanted);
  for (let tried = 0; at >= 0 && tried < attempts && found.length < MAX_PLACEMENTS; tried += 1) {
    if (isWhole(text, at, at + wanted.length)) {
      found.push(at);
      at = text.indexOf(wanted, at + wanted.length);
    } else at = text.indexOf(wanted, at + 1);
  }
  return found;
}

/**
 * The same for a wording too long to be scanned for: a text made of repetitions would cost the product of both
 * lengths. Its rarest word names the only places where it can stand.
 */
function longOccurrences(quote: QuoteText, source: PreparedSource, wanted: string, offset: number): number[] {
  const index = source.index();
  let rarest: { positions: Int32Array; at: number } | undefined;
  for (let at = 0; at < quote.words.count; at += 1) {
    const id = index.idOf(quote.words.keys[at] ?? '');
    if (id === undefined) return [];
    const positions = index.positionsOf(id);
    if (rarest === undefined || positions.length < rarest.positions.length) {
      rarest = { positions, at: (quote.words.starts[at] ?? 0) - offset };
    }
  }
  const found: number[] = [];
  let attempts = Math.max(1_000, Math.floor(MAX_SCANNED / wanted.length));
  let free = 0;
  for (const position of rarest?.positions ?? []) {
    const start = (index.words.starts[position] ?? 0) - (rarest?.at ?? 0);
    if (start < free) continue;
    attempts -= 1;
    if (attempts < 0 || found.length >= MAX_PLACEMENTS) break;
    if (
      !source.normalised.text.startsWith(wanted, start) ||
      !isWhole(source.normalised.text, start, start + wanted.length)
    )
      continue;
    found.push(start);
    free = start + wanted.length;
  }
  return found;
}

function literalPlacements(quote: QuoteText, source: PreparedSource): Placement[] {
  const { text } = source.normalised;
  const page = quote.normalised.text;
  const core = page.slice(quote.coreStart, quote.coreEnd);
  const first = core.slice(0, 1);
  const swapped = (first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + core.slice(1);
  const wordings = [page.slice(quote.start, quote.end), core, swapped.length === core.length ? swapped : ''];
  if (core === '') return [];
  for (const [order, wording] of wordings.entries()) {
    const found =
      wording.length > MAX_SCANNED_LENGTH
        ? longOccurrences(quote, source, wording, order === 0 ? quote.start : quote.coreStart)
        : wholeOccurrences(text, wording);
    if (found.length > 0)
      return found.map((start) => {
        const end = start + wording.length;
        return { start, end, deniedFrom: start, changed: false, similarity: 1, reasons: [] };
      });
  }
  return [];
}

/** Words taken from behind a negation, or cut before an exception, say something else than their source. */
function turnedPlacement(
  place: Placement,
  quote: QuoteText,
  source: PreparedSource,
  page: PageTurns,
): Placement {
  if (place.changed) return place;
  const { text } = source.normalised;
  const words = quote.normalised.text.slice(quote.coreStart, quote.coreEnd);
  const negation = page.negated === true ? undefined : negationBefore(text, place.start);
  if (negation !== undefined) {
    const reason = `In the source “${negation.word}” stands right before these words and denies them.`;
    return { ...place, changed: true, deniedFrom: negation.start, reasons: [reason, ...place.reasons] };
  }
  const raw = source.normalised.toRaw(place.start);
  const governing =
    page.denies === true || page.negated === true ? undefined : governingDenial(source.raw, raw, words);
  if (governing !== undefined) {
    const reason = `In the source these words stand under “${governing.word}”, which the page leaves out.`;
    const deniedFrom = Math.max(0, place.start - governing.back);
    return { ...place, changed: true, deniedFrom, reasons: [reason, ...place.reasons] };
  }
  const lost = page.excepts === true ? undefined : lostAfter(text, wordsEnd(text, place.end), words);
  if (lost === undefined) return place;
  const reason = `The source goes on “${lost}”, which the page leaves out.`;
  return { ...place, changed: true, reasons: [reason, ...place.reasons] };
}

/** Punctuation that the quotation has at its edge is no part of the words it was cut behind. */
function wordsEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /[\s.,;:!?]/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

function judgedPlacements(quote: QuoteText, source: PreparedSource): Placement[] {
  const page = quote.normalised.text.slice(quote.coreStart, quote.coreEnd);
  const judged: Placement[] = [];
  for (const place of likelyPlaces(page, quote.words, source)) {
    const runs = alignWords(quote.words, place, source.index());
    const judgement = runs === undefined ? undefined : judgeAlignment(quote, source, runs);
    if (judgement === undefined) continue;
    if (judged.some((other) => judgement.start < other.end && other.start < judgement.end)) continue;
    judged.push({ ...judgement, deniedFrom: judgement.start });
    if (quote.words.count > LONG_QUOTE_WORDS && judgement.similarity > 0.8) break;
  }
  return judged.sort((a, b) => b.similarity - a.similarity || a.start - b.start);
}

const UNDIVIDED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** True when the stretch cuts no word and no number in two. */
function isWhole(text: string, start: number, end: number): boolean {
  return !isInside(text, start) && !isInside(text, end);
}

function isInside(text: string, at: number): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[at] ?? ' ';
  if (LETTER.test(before) && LETTER.test(after)) return !UNDIVIDED.test(before) && !UNDIVIDED.test(after);
  if (isLowSurrogate(after) && !isLowSurrogate(before)) return true;
  // "1.5" is one number, "-5" is not 5; a comma or full stop after a number ends it unless digits follow.
  if (/[.,]/.test(before) && /\d/.test(after)) return /\d/.test(text[at - 2] ?? '');
  if (/[.,]/.test(after) && /\d/.test(before)) return /\d/.test(text[at + 1] ?? '');
  return before === '-' && /\d/.test(after) && /^\s?$/.test(text[at - 2] ?? '');
}

function isLowSurrogate(unit: string): boolean {
  return unit >= '\uDC00' && unit <= '\uDFFF';
}
