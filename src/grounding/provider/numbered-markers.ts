/**
 * Answers that cite by numbers in square brackets, 1 being the first source of a list beside the text. Numbers that
 * stand together belong to one statement: the sentence before them.
 */
import { claimBefore } from './claim-before.ts';
import type { ProviderSupport } from './provider-answer.ts';

/** Supports of one text. `chunkIndices` are the numbers less one, whether or not such a source exists. */
export function readNumberedMarkers(text: string, partIndex: number): ProviderSupport[] {
  const supports: ProviderSupport[] = [];
  let previousEnd = 0;
  for (const group of text.matchAll(/(?:\[{1,2}\d{1,3}\]{1,2}(?:\(https?:[^\s)]*\))?[ ,]?)+/g)) {
    const place = claimBefore(text, group.index, previousEnd);
    previousEnd = group.index + group[0].length;
    const numbers = [...group[0].matchAll(/\[(\d{1,3})\]/g)].map((match) => Number(match[1]));
    supports.push({
      segmentText: place === null ? null : text.slice(place.start, place.end),
      start: place?.start ?? null,
      end: place?.end ?? null,
      partIndex,
      unit: 'utf16',
      chunkIndices: numbers.map((number) => number - 1),
      confidenceCount: null,
    });
  }
  return supports;
}
