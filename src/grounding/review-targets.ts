/**
 * What a review points at: made from the place of a sentence, found again in a newer content, and led back to a place on
 * its page. Words are found again only as the same words: what was reworded is outdated, never a near match.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Place } from '#domain/finding.ts';
import { listUnits, type PageUnit } from '#domain/page-text.ts';
import type { ReviewAnchor, ReviewTarget, SentenceTarget } from '#domain/review.ts';
import type { ReviewPointer } from '#domain/review-pointer.ts';
import { withoutTrailingMarkers } from './list-sentences.ts';
import { normaliseText } from './normalise-text.ts';
import { offsetMap } from './offsets.ts';
import { type PreparedSource, prepareSource } from './prepared-source.ts';
import { anchorQuote, describePassage } from './selectors.ts';
import { splitSentences } from './sentences.ts';
import { blockOf, readUnitText, type UnitText } from './unit-text.ts';

/** What a pointer names in this content; undefined when there is no such thing in it. */
export function resolvePointer(content: AnalysisContent, pointer: ReviewPointer): ReviewTarget | undefined {
  if (pointer.kind === 'sentence') return targetSentence(content, pointer);
  const { state } = createAnchoring(content)(pointer);
  return state === 'anchored' ? pointer : undefined;
}

/** The sentence that begins at this place, as a target; undefined when none begins there. */
export function targetSentence(
  content: AnalysisContent,
  at: Pick<Place, 'unit' | 'block' | 'start'>,
): SentenceTarget | undefined {
  const unit = listUnits(content).find(({ key }) => key === at.unit);
  const text = unit === undefined ? undefined : readUnitText(unit);
  const block = text?.blocks[at.block];
  if (text === undefined || block === undefined) return undefined;
  const start = offsetMap(block.text).toUtf16(at.start);
  const words = sentenceFrom(block.text, start);
  if (words === undefined) return undefined;
  const from = block.start + start;
  const { quote, position } = describePassage(text.text, from, from + words.length);
  return { kind: 'sentence', unit: at.unit, quote, position };
}

/** Words of the sentence of a block that begins at an offset, without the markers behind it. */
function sentenceFrom(block: string, start: number): string | undefined {
  const span = splitSentences(block).find((one) => one.start === start);
  if (span === undefined) return undefined;
  const words = withoutTrailingMarkers(block.slice(span.start, span.end));
  return words.trim() === '' ? undefined : words;
}

/** Finds targets of earlier versions in one content; what it makes of the texts serves all of them. */
export type AnchorTarget = (target: ReviewTarget) => ReviewAnchor;

/** See {@link AnchorTarget}: sections and citations by their key, words in their unit first, then anywhere. */
export function createAnchoring(content: AnalysisContent): AnchorTarget {
  const units = listUnits(content).map(readyUnit);
  return (target) => {
    switch (target.kind) {
      case 'version':
        return { state: 'anchored', target };
      case 'section':
        return anchoredIf(
          target,
          content.sections.some((one) => one.key === target.section && isFilled(one)),
        );
      case 'citation':
        return anchoredIf(
          target,
          content.sources.some(({ ref }) => ref === target.ref),
        );
      case 'sentence':
        return anchorSentence(units, target);
    }
  };
}

function isFilled({ text }: { readonly text: string }): boolean {
  return text.trim() !== '';
}

function anchoredIf(target: ReviewTarget, isThere: boolean): ReviewAnchor {
  return isThere ? { state: 'anchored', target } : { state: 'outdated' };
}

type ReadyUnit = {
  readonly key: string;
  readonly text: () => UnitText;
  readonly source: () => PreparedSource;
};

function readyUnit(unit: PageUnit): ReadyUnit {
  const text = once(() => readUnitText(unit));
  return { key: unit.key, text, source: once(() => prepareSource(text().text)) };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function anchorSentence(units: readonly ReadyUnit[], target: SentenceTarget): ReviewAnchor {
  const own = units.filter(({ key }) => key === target.unit);
  const others = units.filter(({ key }) => key !== target.unit);
  const words = normaliseText(target.quote.exact).text.trim();
  for (const unit of [...own, ...others]) {
    const found = findInUnit(unit, target, words);
    if (found !== undefined) return { state: 'anchored', target: found };
  }
  return { state: 'outdated' };
}

/** The position is a hint in the unit it was made in and means nothing in another. */
function findInUnit(unit: ReadyUnit, target: SentenceTarget, words: string): SentenceTarget | undefined {
  const { text, source } = { text: unit.text(), source: unit.source() };
  // Only the same words will do, so looking for near ones, which costs a thousand times as much, is left out.
  if (!source.normalised.text.includes(words)) return undefined;
  const hint = unit.key === target.unit ? target.position : undefined;
  const span = anchorQuote(source, target.quote, hint);
  if (span === undefined || blockOf(text, span.start, span.end) === undefined) return undefined;
  if (normaliseText(text.text.slice(span.start, span.end)).text.trim() !== words) return undefined;
  const { quote, position } = describePassage(text.text, span.start, span.end);
  return { kind: 'sentence', unit: unit.key, quote, position };
}

/** The stretch of its page that a target names by its own position; null when other words stand there. */
export function placeOfTarget(content: AnalysisContent, target: SentenceTarget): Place | null {
  const unit = listUnits(content).find(({ key }) => key === target.unit);
  const found = unit === undefined ? null : locate(readUnitText(unit), target);
  if (found === null) return null;
  const { block, start, end } = found;
  const { toCodePoint } = offsetMap(block.text);
  return { unit: target.unit, block: found.index, start: toCodePoint(start), end: toCodePoint(end) };
}

/** True when the target's words are a whole sentence of the page, markers aside. */
export function isWholeSentence(content: AnalysisContent, target: SentenceTarget): boolean {
  const place = placeOfTarget(content, target);
  if (place === null) return false;
  return targetSentence(content, place)?.quote.exact === target.quote.exact;
}

function locate(text: UnitText, { position, quote }: SentenceTarget) {
  const from = offsetMap(text.text).toUtf16(position.start);
  const to = from + quote.exact.length;
  if (text.text.slice(from, to) !== quote.exact) return null;
  const index = blockOf(text, from, to);
  const block = index === undefined ? undefined : text.blocks[index];
  if (index === undefined || block === undefined) return null;
  return { index, block, start: from - block.start, end: to - block.start };
}
