/**
 * Where in the answer a provider's statement stands. Offsets are believed only when the slice they cut equals the
 * statement's own words; the unit is whichever one makes it so. When none does, the words are searched for, and the
 * occurrence nearest to the offsets is taken.
 */
import type { GroundingDiagnostic } from '#domain/verification.ts';
import { type FoldedText, findFolded, foldText } from './loose-search.ts';
import type { OffsetUnit, ProviderSupport } from './provider-answer.ts';
import { type TextUnits, textUnits } from './text-units.ts';

/** A place in `parts[part]`, UTF-16, end exclusive. */
export type SegmentPlace = {
  readonly part: number;
  readonly start: number;
  readonly end: number;
  readonly recoveredByText: boolean;
};

/** The place, when there is one, and what was wrong on the way to it. */
export type SegmentLocation = {
  readonly place: SegmentPlace | null;
  readonly problems: readonly GroundingDiagnostic[];
};

/** The texts searched. `isAnswer` is false for a page made from the answer: its offsets then cannot be at fault. */
export type AnswerText = {
  readonly parts: readonly TextUnits[];
  readonly isAnswer: boolean;
  /** Reduced text of a part, made on first use. */
  folded(part: number): FoldedText;
};

/** Prepares parts for many lookups. */
export function answerText(parts: readonly string[], isAnswer: boolean): AnswerText {
  const folded = new Map<number, FoldedText>();
  return {
    parts: parts.map(textUnits),
    isAnswer,
    folded(part) {
      const known = folded.get(part) ?? foldText(parts[part] ?? '');
      folded.set(part, known);
      return known;
    },
  };
}

/** True for words that say nothing on their own, such as `**` or `1.`: fewer than three letters or digits. */
export function isTrivialSegment(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < 3;
}

/** Finds a statement; see the module comment for the order of attempts. */
export function locateSegment(support: ProviderSupport, answer: AnswerText): SegmentLocation {
  const part = choosePart(support.partIndex, answer);
  const units = answer.parts[part];
  const words = support.segmentText;
  const native = units === undefined ? 'outside' : cut(units, support, support.unit);
  if (words === null) {
    if (native === null) return { place: null, problems: [] };
    if (typeof native === 'string') return { place: null, problems: [problemOf(native)] };
    return { place: { part, ...native, recoveredByText: false }, problems: [] };
  }
  if (units !== undefined) {
    for (const unit of unitsToTry(support.unit)) {
      const range = cut(units, support, unit);
      if (range === null || typeof range === 'string') continue;
      if (units.text.slice(range.start, range.end) !== words) continue;
      return fitted(part, range, unit, support.unit);
    }
  }
  const fault = typeof native === 'string' ? [problemOf(native)] : [];
  const found = isTrivialSegment(words) ? null : searchWords(words, part, support.start ?? 0, answer);
  if (found === null) return { place: null, problems: fault };
  return { place: found, problems: [...(answer.isAnswer ? fault : []), 'OFFSET_MISMATCH_RECOVERED_BY_TEXT'] };
}

type Range = { readonly start: number; readonly end: number };

/** Some providers count parts without the model's thoughts, which are kept here as empty parts. */
function choosePart(partIndex: number, answer: AnswerText): number {
  if (answer.parts[partIndex]?.text !== '') return partIndex;
  const first = answer.parts.findIndex((units) => units.text !== '');
  return first < 0 ? partIndex : first;
}

function unitsToTry(native: OffsetUnit): OffsetUnit[] {
  const all: OffsetUnit[] = ['byte', 'utf16', 'codepoint'];
  return [native, ...all.filter((unit) => unit !== native)];
}

/** The offsets as a range, null when there are none. A range that runs backwards or is empty lies nowhere. */
function cut(
  units: TextUnits,
  support: ProviderSupport,
  unit: OffsetUnit,
): Range | 'outside' | 'splits' | null {
  if (support.start === null || support.end === null) return null;
  const start = units.toUtf16(support.start, unit);
  const end = units.toUtf16(support.end, unit);
  if (start === 'outside' || end === 'outside' || support.start >= support.end) return 'outside';
  if (start === 'splits' || end === 'splits') return 'splits';
  return { start, end };
}

function problemOf(fault: 'outside' | 'splits'): GroundingDiagnostic {
  return fault === 'outside' ? 'OFFSET_OUT_OF_BOUNDS' : 'OFFSET_SPLITS_CODEPOINT';
}

/** Offsets in code points where bytes are documented have no name of their own: they count as found by the words. */
function fitted(part: number, range: Range, unit: OffsetUnit, native: OffsetUnit): SegmentLocation {
  if (unit === native) return { place: { part, ...range, recoveredByText: false }, problems: [] };
  if (unit === 'utf16') {
    return { place: { part, ...range, recoveredByText: false }, problems: ['OFFSET_UNIT_UTF16'] };
  }
  return {
    place: { part, ...range, recoveredByText: true },
    problems: ['OFFSET_MISMATCH_RECOVERED_BY_TEXT'],
  };
}

function searchWords(words: string, part: number, near: number, answer: AnswerText): SegmentPlace | null {
  const order = answer.parts.map((_, index) => index).sort((a, b) => Number(b === part) - Number(a === part));
  for (const index of order) {
    const range = nearest(findExact(answer.parts[index]?.text ?? '', words), near);
    if (range !== null) return { part: index, ...range, recoveredByText: true };
  }
  for (const index of order) {
    const range = nearest(findFolded(answer.folded(index), words), near);
    if (range !== null) return { part: index, ...range, recoveredByText: true };
  }
  return null;
}

function findExact(text: string, words: string): Range[] {
  const found: Range[] = [];
  for (
    let at = text.indexOf(words);
    at >= 0 && found.length < 1000;
    at = text.indexOf(words, at + words.length)
  ) {
    found.push({ start: at, end: at + words.length });
  }
  return found;
}

function nearest(ranges: readonly Range[], offset: number): Range | null {
  let best: Range | null = null;
  for (const range of ranges) {
    if (best === null || Math.abs(range.start - offset) < Math.abs(best.start - offset)) best = range;
  }
  return best;
}
