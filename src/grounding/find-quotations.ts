/**
 * Every quotation of a unit, with the source it is attributed to. A quotation lies within one block; a pair of marks
 * inside another belongs to the outer one; a block quotation is one quotation per block. Words whose closing mark is
 * missing are still reported, to the end of their sentence, so that a forgotten mark does not hide them from the
 * check. Straight single marks are not read: they cannot be told from apostrophes.
 */
import { attributionLine, attributionOf, attributionOfLeadIn } from './quotation-attribution.ts';
import { kindOf, type QuotationKind } from './quotation-kind.ts';
import { type QuotePair, quotePairs } from './quote-marks.ts';
import type { Block } from './read-blocks.ts';
import { splitSentences } from './sentences.ts';
import type { Span } from './span.ts';

/** One quotation. `start`/`end` are UTF-16 in the text of `blocks[block]`: the words without marks and final comma. */
export type FoundQuotation = {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The phrase that names the source, as written; null when the sentence names none. */
  readonly attributedTo: string | null;
  /** Markers behind the words, without brackets: `2` for `[2]` and `[^2]`. */
  readonly refs: readonly string[];
  /** True for a block quotation. */
  readonly isBlock: boolean;
  /** Only `quotation` claims that a source says these words. */
  readonly kind: QuotationKind;
};

const MARKER =
  /\[\^?([A-Za-z]{0,3}\d{1,3}[a-z]?(?:\s*[,;]\s*\^?\d{1,3})*)\]|【(\d{1,3})[^】]{0,40}】|\[\^([\w-]{1,20})\]/g;
const MARKERS_NEXT =
  /^[\s,.;:)"”»’*_]*(?:\s*(?:\[\^?[\w-]{1,20}(?:\s*[,;]\s*\^?\d{1,3})*\]|【[^】]{1,40}】))+/u;
/** A marker further behind its quotation than this, beyond another quotation, is not its own. */
const MARKER_REACH = 1_000;
const CALL_OUT = /^(?:\[!|(?:note|warning|important|tip|caution|disclaimer|summary|key point)s?\b\s*[:.])/i;

/** All quotations in reading order. Code is not read. */
export function findQuotations(blocks: readonly Block[]): FoundQuotation[] {
  const found: FoundQuotation[] = [];
  let continued: FoundQuotation | null = null;
  blocks.forEach((block, index) => {
    if (block.kind === 'code') return;
    if (block.kind === 'quote') {
      const quotation = blockQuotation(blocks, index);
      if (quotation !== null) found.push(quotation);
      continued = null;
      return;
    }
    const inBlock = inlineQuotations(blocks, index, continued);
    found.push(...inBlock.quotations);
    continued = inBlock.continued;
  });
  return found;
}

type InBlock = { readonly quotations: FoundQuotation[]; readonly continued: FoundQuotation | null };

/** `continued` is the quotation that the block before left open, when this block reopens it. */
function inlineQuotations(blocks: readonly Block[], index: number, before: FoundQuotation | null): InBlock {
  const text = blocks[index]?.text ?? '';
  const pairs = quotePairs(text);
  if (pairs.length === 0) return { quotations: [], continued: null };
  const sentences = splitSentences(text);
  const quotations: FoundQuotation[] = [];
  let continued: FoundQuotation | null = null;
  for (const [at, pair] of pairs.entries()) {
    const goesOn = pair.close === null && reopens(blocks[index + 1], text.charAt(pair.open));
    const words = wordsIn(
      text,
      pair,
      goesOn ? text.length : sentenceEnd(sentences, pair.open + 1, text.length),
    );
    if (words === null) continue;
    const around = surroundings(text, sentences, pairs, at, words);
    const lead = pair.open === 0 ? attributionOfLeadIn(lastSentence(blocks[index - 1])) : null;
    const inherited =
      pair.open === 0 && before !== null
        ? before.attributedTo
        : around.sharesSentence
          ? (quotations.at(-1)?.attributedTo ?? null)
          : null;
    const attributedTo = attributionOf(around.before, around.after) ?? lead ?? inherited;
    const refs = markersBehind(
      text,
      pair.close ?? words.end,
      around.sentenceEnd,
      pairs[at + 1]?.open ?? text.length,
    );
    const isAttributed = attributedTo !== null || refs.length > 0;
    const kind = goesOn ? 'quotation' : kindOf(words.text, { before: around.before, isAttributed });
    const quotation = { block: index, ...words, attributedTo, refs, isBlock: false, kind };
    quotations.push(quotation);
    if (goesOn) continued = quotation;
  }
  return { quotations, continued };
}

/** True when the next paragraph begins with the same opening mark, as a quotation over several paragraphs does. */
function reopens(next: Block | undefined, mark: string): boolean {
  return next !== undefined && next.kind === 'paragraph' && next.text.startsWith(mark);
}

/** The words of a pair without white space at the ends and without the comma that belongs to the page's sentence. */
function wordsIn(text: string, pair: QuotePair, openEnd: number): (Span & { text: string }) | null {
  const inside = text.slice(pair.open + 1, pair.close ?? openEnd);
  const words = inside.trim().replace(/\s*,$/u, '');
  const start = pair.open + 1 + inside.length - inside.trimStart().length;
  return /[\p{L}\p{N}]/u.test(words) ? { start, end: start + words.length, text: words } : null;
}

type Surroundings = {
  readonly before: string;
  readonly after: string;
  readonly sentenceEnd: number;
  /** True when another quotation stands before this one in the same sentence. */
  readonly sharesSentence: boolean;
};

function surroundings(
  text: string,
  sentences: readonly Span[],
  pairs: readonly QuotePair[],
  at: number,
  words: Span,
): Surroundings {
  const pair = pairs[at] ?? { open: words.start, close: null };
  const start = lastSentenceFrom(sentences, pair.open)?.start ?? 0;
  const closed = (pair.close ?? words.end) + 1;
  const end = Math.max(sentenceEnd(sentences, Math.max(words.end - 1, 0), text.length), closed);
  const previous = at === 0 ? 0 : (pairs[at - 1]?.close ?? 0) + 1;
  const next = pairs[at + 1]?.open ?? text.length;
  const appended = /^\s*(?:\([^()]{3,160}\)|(?:—|–|--)\s*\p{Lu}[^.;—–]{2,120})/u.exec(
    text.slice(closed, closed + 200),
  );
  const reach = Math.max(end, closed + (appended?.[0].length ?? 0));
  return {
    before: text.slice(Math.max(start, previous), pair.open),
    after: text.slice(words.end, Math.min(reach, next)),
    sentenceEnd: end,
    sharesSentence: at > 0 && previous > start,
  };
}

/** End of the sentence that holds the offset. */
function sentenceEnd(sentences: readonly Span[], offset: number, fallback: number): number {
  const sentence = lastSentenceFrom(sentences, offset);
  return sentence !== undefined && offset < sentence.end ? sentence.end : fallback;
}

/** The last sentence that begins at or before the offset. */
function lastSentenceFrom(sentences: readonly Span[], offset: number): Span | undefined {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return sentences[low - 1];
}

function lastSentence(block: Block | undefined): string {
  if (block === undefined || block.kind === 'code') return '';
  const last = splitSentences(block.text).at(-1);
  return last === undefined ? '' : block.text.slice(last.start, last.end);
}

/**
 * Markers up to the next quotation in the same sentence, or right behind the sentence; two quotations that share
 * one marker at the end of their sentence both get it.
 */
function markersBehind(text: string, close: number, sentenceEnd: number, next: number): string[] {
  const from = close + 1;
  const near = text.slice(from, Math.min(Math.max(sentenceEnd, from), next));
  const here = markersIn(near);
  if (here.length > 0) return here;
  const direct = MARKERS_NEXT.exec(text.slice(from, from + 120))?.[0];
  if (direct !== undefined) return markersIn(direct);
  const tail = text.slice(from, Math.min(Math.max(sentenceEnd, from), from + MARKER_REACH));
  const atEnd = markersIn(tail);
  if (atEnd.length > 0) return atEnd;
  const behind = MARKERS_NEXT.exec(text.slice(sentenceEnd, sentenceEnd + 120))?.[0];
  return behind === undefined || sentenceEnd < from ? [] : markersIn(behind);
}

function markersIn(text: string): string[] {
  const refs = [...text.matchAll(MARKER)].flatMap((match) =>
    (match[1] ?? match[2] ?? match[3] ?? '').split(/\s*[,;]\s*/).map((ref) => ref.replace(/^\^/, '')),
  );
  return [...new Set(refs)].filter((ref) => ref !== '');
}

/** A block quotation, unless the block is only its attribution line or a call-out. */
function blockQuotation(blocks: readonly Block[], index: number): FoundQuotation | null {
  const text = blocks[index]?.text ?? '';
  if (attributionLine(text) !== null || CALL_OUT.test(text)) return null;
  const pairs = quotePairs(text);
  const whole = pairs.length === 1 && pairs[0]?.open === 0 ? pairs[0] : undefined;
  const words = whole === undefined ? unmarked(text) : wordsIn(text, whole, text.length);
  if (words === null || !/[\p{L}\p{N}]/u.test(words.text)) return null;
  const rest = text.slice(words.end);
  const line = followingLine(blocks, index);
  const attributedTo =
    attributionOf('', rest) ??
    attributionLine(line) ??
    attributionOfLeadIn(lastSentence(leadIn(blocks, index)));
  const refs = markersIn(`${rest} ${line}`);
  const isAttributed = true;
  const kind = kindOf(words.text, { before: '', isAttributed });
  return { block: index, ...words, attributedTo, refs, isBlock: true, kind };
}

/** The words of a block quotation without marks: to a dash with a name behind the last sentence, or to the markers. */
function unmarked(text: string): Span & { text: string } {
  const dash = /(?<=[.!?…])\s+(?:—|–|--)\s*\p{Lu}[^.]{2,120}$/u.exec(text);
  const markers = /(?:\s*(?:\[\^?[A-Za-z]{0,3}\d{1,3}\]|【[^】]{1,40}】))+\s*$/u.exec(text);
  const end = Math.min(dash?.index ?? text.length, markers?.index ?? text.length);
  return { start: 0, end, text: text.slice(0, end) };
}

/** The attribution line that ends the run of quote blocks around `index`; empty when there is none. */
function followingLine(blocks: readonly Block[], index: number): string {
  let at = index + 1;
  while (blocks[at]?.kind === 'quote' && attributionLine(blocks[at]?.text ?? '') === null) at += 1;
  const next = blocks[at];
  if (next === undefined || (next.kind !== 'quote' && next.kind !== 'paragraph')) return '';
  return attributionLine(next.text) === null ? '' : next.text;
}

/** The block that stands before the run of quote blocks around `index`. */
function leadIn(blocks: readonly Block[], index: number): Block | undefined {
  let at = index - 1;
  while (blocks[at]?.kind === 'quote' && attributionLine(blocks[at]?.text ?? '') === null) at -= 1;
  return blocks[at]?.kind === 'quote' ? undefined : blocks[at];
}
