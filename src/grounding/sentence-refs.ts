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

/** For each sentence the refs of its markers, without repetition. `sentences` are in order; linear in the text. */
export function refsBySentence(
  text: string,
  sentences: readonly Span[],
  markers: readonly RefMarker[],
): string[][] {
  const found = sentences.map(() => new Set<string>());
  let inside = -1;
  let firstWord = 0;
  for (const marker of markers) {
    const reached = inside;
    while ((sentences[inside + 1]?.start ?? Number.POSITIVE_INFINITY) <= marker.start) inside += 1;
    const sentence = sentences[inside];
    if (sentence === undefined) continue;
    if (inside !== reached) firstWord = firstWordIn(text, sentence);
    const owner = inside > 0 && firstWord >= marker.start ? inside - 1 : inside;
    for (const ref of marker.refs) found[owner]?.add(ref);
  }
  return found.map((refs) => [...refs]);
}

/** Offset of the first letter or digit of a sentence that belongs to no marker; its end when there is none. */
function firstWordIn(text: string, sentence: Span): number {
  const own = text.slice(sentence.start, sentence.end);
  let from = 0;
  for (const marker of own.matchAll(MARKER)) {
    const word = own.slice(from, marker.index).search(/[\p{L}\p{N}]/u);
    if (word >= 0) return sentence.start + from + word;
    from = marker.index + marker[0].length;
  }
  const word = own.slice(from).search(/[\p{L}\p{N}]/u);
  return word < 0 ? sentence.end : sentence.start + from + word;
}

/** The text without markers that `known` names or that are numbers into such a list: what is claimed, and nothing else. */
export function withoutMarkers(text: string, known: ReadonlySet<string>): string {
  const kept: string[] = [];
  let from = 0;
  for (const { start, end } of findRefMarkers(text, known)) {
    kept.push(text.slice(from, start).trimEnd());
    from = end;
  }
  return kept.join('') + text.slice(from);
}
