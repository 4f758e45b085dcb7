/**
 * Cuts an extracted text into the stretches that are indexed, matched and shown as one. A passage is a paragraph;
 * a long one is cut at sentence ends. Invariants: passages lie in order, never overlap, never cross a page start,
 * neither begin nor end with white space, and together hold every character that is not white space.
 */
import type { Passage } from '#domain/source.ts';

/** Most characters (UTF-16 units) in one passage. */
export const PASSAGE_MAX_CHARS = 1_200;

type Span = { readonly start: number; readonly end: number };

/** Passages of a text, in code points. `pageStarts` are in code points too; page numbers are 1-based, null if unpaged. */
export function splitPassages(text: string, pageStarts: readonly number[]): Passage[] {
  const pageUnits = toUnitOffsets(text, pageStarts);
  const spans: Span[] = [];
  const bounds = [...new Set([0, ...pageUnits, text.length])].sort((a, b) => a - b);
  for (let index = 0; index + 1 < bounds.length; index += 1) {
    splitParagraphs(text, bounds[index] ?? 0, bounds[index + 1] ?? 0, spans);
  }
  return toPassages(text, spans, pageUnits);
}

function splitParagraphs(text: string, from: number, to: number, spans: Span[]): void {
  const page = text.slice(from, to);
  let start = 0;
  for (const gap of page.matchAll(/\n[^\S\n]*\n/g)) {
    splitLong(text, from + start, from + gap.index, spans);
    // The second line end of the gap may open the next one.
    start = gap.index + gap[0].length - 1;
  }
  splitLong(text, from + start, to, spans);
}

/** Sentences are gathered until the next would be too much; a sentence longer than a passage is cut between words. */
function splitLong(text: string, from: number, to: number, spans: Span[]): void {
  const whole = trimSpan(text, from, to);
  if (whole === null) return;
  if (whole.end - whole.start <= PASSAGE_MAX_CHARS) {
    spans.push(whole);
    return;
  }
  let start = whole.start;
  let end = whole.start;
  const flush = () => {
    const span = trimSpan(text, start, end);
    if (span !== null) spans.push(span);
    start = end;
  };
  for (const piece of listSentences(text, whole)) {
    if (piece.end - start > PASSAGE_MAX_CHARS) flush();
    end = piece.end;
    while (end - start > PASSAGE_MAX_CHARS) {
      const sentenceEnd = end;
      end = findCut(text, start, start + PASSAGE_MAX_CHARS);
      flush();
      end = sentenceEnd;
    }
  }
  flush();
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

function* listSentences(text: string, span: Span): Generator<Span> {
  for (const { index, segment } of segmenter.segment(text.slice(span.start, span.end))) {
    yield { start: span.start + index, end: span.start + index + segment.length };
  }
}

/** Last white space before `limit`, else `limit` itself moved off the middle of a surrogate pair. */
function findCut(text: string, start: number, limit: number): number {
  for (let at = limit; at > start + PASSAGE_MAX_CHARS / 2; at -= 1) {
    if (/\s/.test(text[at] ?? '')) return at;
  }
  const unit = text.charCodeAt(limit);
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit;
}

function trimSpan(text: string, from: number, to: number): Span | null {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return start === end ? null : { start, end };
}

/** Both lists are ascending, so one walk over the text converts all of it. */
function toUnitOffsets(text: string, codePoints: readonly number[]): number[] {
  const wanted = [...codePoints].sort((a, b) => a - b);
  const units: number[] = [];
  let unit = 0;
  let point = 0;
  for (const target of wanted) {
    while (point < target && unit < text.length) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    units.push(unit);
  }
  return units;
}

function toPassages(text: string, spans: readonly Span[], pageUnits: readonly number[]): Passage[] {
  let unit = 0;
  let point = 0;
  let page = 0;
  const advance = (target: number): number => {
    while (unit < target) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
      point += 1;
    }
    return point;
  };
  return spans.map((span) => {
    while (page < pageUnits.length && (pageUnits[page] ?? 0) <= span.start) page += 1;
    const start = advance(span.start);
    return { start, end: advance(span.end), page: page === 0 ? null : page };
  });
}
