/**
 * Markers such as `[3]` or `[2, 5]` and the sentences they belong to. A marker at the very beginning of a sentence
 * was put behind the one before it.
 */
import type { Span } from './span.ts';

/** A marker in a text: what it names, and where it stands (UTF-16). */
export type RefMarker = { readonly refs: readonly string[]; readonly start: number; readonly end: number };

const MARKER = /\[(\^?[A-Za-z0-9][A-Za-z0-9._-]{0,11}(?:\s*[,;]\s*\^?[A-Za-z0-9][A-Za-z0-9._-]{0,11})*)\]/g;

/** Markers that name an entry of `known`, or look like a number into such a list. Reading order. */
export function findRefMarkers(text: string, known: ReadonlySet<string>): RefMarker[] {
  return [...text.matchAll(MARKER)].flatMap((match) => {
    const refs = (match[1] ?? '')
      .split(/\s*[,;]\s*/)
      .map((ref) => ref.replace(/^\^/, ''))
      .filter((ref) => known.has(ref) || /^\d{1,3}$/.test(ref));
    // `[text](address)` is a link whose text is a number only when the list knows that number.
    const isLink = text[match.index + match[0].length] === '(' && !refs.some((ref) => known.has(ref));
    if (refs.length === 0 || isLink) return [];
    return [{ refs, start: match.index, end: match.index + match[0].length }];
  });
}

/** For each sentence the refs of its markers, without repetition. */
export function refsBySentence(
  text: string,
  sentences: readonly Span[],
  markers: readonly RefMarker[],
): string[][] {
  const found = sentences.map(() => new Set<string>());
  for (const marker of markers) {
    const inside = sentences.findLastIndex((sentence) => sentence.start <= marker.start);
    const sentence = sentences[inside];
    if (sentence === undefined) continue;
    const before = text.slice(sentence.start, marker.start).replace(MARKER, '');
    const owner = inside > 0 && !/[\p{L}\p{N}]/u.test(before) ? inside - 1 : inside;
    for (const ref of marker.refs) found[owner]?.add(ref);
  }
  return found.map((refs) => [...refs]);
}

/** The text without markers that `known` names or that are numbers into such a list: what is claimed, and nothing else. */
export function withoutMarkers(text: string, known: ReadonlySet<string>): string {
  return findRefMarkers(text, known).reduceRight(
    (rest, marker) => rest.slice(0, marker.start).trimEnd() + rest.slice(marker.end),
    text,
  );
}
