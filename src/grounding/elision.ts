/**
 * Marks of omission in a quotation, and whether what was left out may be left out. Parts of one sentence may be
 * joined when nothing between them turns the statement round; parts of different sentences only when whole sentences
 * were left out.
 */
import type { PreparedSource } from './prepared-source.ts';
import type { Span } from './span.ts';

/** "…", "...", ". . .", with or without brackets; four dots are an omission and a full stop. Longer rows are leaders. */
const OMISSION =
  /[[(<]\s*(?:\u2026|\.{3,4}|\.\s\.\s\.(?:\s\.)?)\s*[\])>]|\u2026(?!\u2026)(?<!\u2026\u2026)\.?|(?<!\.)\.{3,4}(?!\.)|(?<!\.)\.\s\.\s\.(?:\s\.)?(?!\.)/g;
const EXCEPTION =
  /\b(?:unless|except\w*|other than|save (?:for|that|where)|provided that|subject to|notwithstanding|exempt\w*|exclud\w+|only)\b/i;
const NEGATION =
  /\b(?:not|no(?!\.? ?\d)|never|neither|nor|none|nobody|nothing|without|cannot|hardly|\w+n't|prohibit\w*|forb[ai]d\w*)\b/i;
/** Lower case, so that the month of May is none of them. */
const MODAL = /\b(?:shall|must|may|should|will|can|might|would|could|ought|required?|requires|obliged|if)\b/;
/** Few enough words left out that the reader takes both sides as one statement. */
const SHORT_GAP_WORDS = 8;
const EDGE_WORDS = 2;
/** A sentence ends at a full stop, whatever closes or marks it behind, and at nothing else a list or line may show. */
const ENDS = /[.!?。！？…]["'”’»)\]]*(?:\s*\[\^?\w{1,4}\])*$/u;

/** What leaving a stretch out did. `turning` is a word lost that decides what the joined parts say. */
export type Omission = { readonly turning: string | null; readonly joinsSentences: boolean };

/** The wordings between the marks, in order, empty ones left out. One part means nothing was elided inside. */
export function elidedParts(quote: string): string[] {
  return quote.split(OMISSION).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** True when the text has a mark of omission anywhere. */
export function hasOmission(quote: string): boolean {
  return quote.search(OMISSION) >= 0;
}

/** True when nothing but a mark of omission stands at the end. */
export function endsInOmission(quote: string): boolean {
  const last = [...quote.slice(-24).matchAll(OMISSION)].at(-1);
  return last !== undefined && !/[\p{L}\p{N}]/u.test(quote.slice(-24).slice(last.index + last[0].length));
}

/** Judges the stretch between two places of the source; offsets are UTF-16 in its normal form. */
export function judgeOmission(source: PreparedSource, before: Span, after: Span): Omission {
  const { normalised } = source;
  const start = normalised.toRawEnd(before.end);
  const end = normalised.toRaw(after.start);
  const starts = sentenceStartsWithin(source, start, end);
  const [first] = starts;
  const last = starts.at(-1);
  const omitted = normalised.text.slice(before.end, after.start);
  if (first === undefined || last === undefined)
    return { turning: turningWord(omitted), joinsSentences: false };
  const head = source.raw.slice(start, first);
  const tail = source.raw.slice(last, end);
  const endsClause =
    !/\p{L}/u.test(head) || /^\s*["'”’)]?\s*[.,;:!?–—)-]/u.test(lastUnit(source, start) + head);
  if (endsClause && !/\p{L}/u.test(tail))
    return { turning: EXCEPTION.exec(head)?.[0] ?? null, joinsSentences: false };
  return { turning: turningWord(head) ?? turningWord(tail), joinsSentences: true };
}

/** Punctuation the quotation itself ends with is part of what was found. */
function lastUnit(source: PreparedSource, at: number): string {
  const unit = source.raw.charAt(at - 1);
  return /[.,;:!?]/.test(unit) ? unit : '';
}

/** Raw offsets in `(start, end]` at which a new sentence begins behind a finished one. */
function sentenceStartsWithin(source: PreparedSource, start: number, end: number): number[] {
  const sentences = source.sentences();
  const found: number[] = [];
  for (let at = firstBehind(sentences, start); at < sentences.length; at += 1) {
    const sentence = sentences[at];
    const previous = sentences[at - 1];
    if (sentence === undefined || sentence.start > end) break;
    if (previous === undefined) continue;
    const closing = source.raw.slice(Math.max(previous.start, previous.end - 24), previous.end);
    const isParagraph = /\n\s*\n/.test(source.raw.slice(previous.end, sentence.start));
    if (ENDS.test(closing) || (isParagraph && !/[:;,]$/.test(closing))) found.push(sentence.start);
  }
  return found;
}

/** Index of the first sentence that begins at or behind an offset. */
function firstBehind(sentences: readonly Span[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A word in the stretch that turns the statement round: a negation or an exception anywhere, a modal or a condition
 * where the stretch is short or the word stands at its edge.
 */
function turningWord(omitted: string): string | null {
  const hard = NEGATION.exec(omitted) ?? EXCEPTION.exec(omitted);
  if (hard !== null) return hard[0];
  const words = omitted.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const looked =
    words.length <= SHORT_GAP_WORDS
      ? words
      : [...words.slice(0, EDGE_WORDS), '|', ...words.slice(-EDGE_WORDS)];
  return MODAL.exec(looked.join(' '))?.[0] ?? null;
}
