/**
 * The statement a marker belongs to, for providers that mark where a citation was inserted and not what it covers:
 * the last sentence before the marker on its line, starting after the marker before it.
 */
import { splitSentences } from '../sentences.ts';

/** UTF-16 place of the statement, end exclusive; null when no letter or digit stands before the marker. */
export function claimBefore(
  text: string,
  markerStart: number,
  previousMarkerEnd: number,
): { start: number; end: number } | null {
  const lineStart = text.lastIndexOf('\n', markerStart - 1) + 1;
  const from = Math.max(lineStart, Math.min(previousMarkerEnd, markerStart));
  const stretch = text.slice(from, markerStart);
  const spoken = splitSentences(stretch).filter((span) => hasWords(stretch.slice(span.start, span.end)));
  const last = spoken.at(-1);
  if (last === undefined) return null;
  const words = stretch.slice(last.start, last.end);
  const lead = words.length - words.replace(/^[\s.,;:)\]]*(?:(?:[-*•]|\d+\.)\s+)?/u, '').length;
  return { start: from + last.start + lead, end: from + last.start + words.trimEnd().length };
}

function hasWords(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3;
}
