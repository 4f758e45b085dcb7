/** The sentences of a page in reading order, each with the part it stands in and the key by which it is found again. */
import { type AnalysisContent, SECTION_KEYS } from '#domain/analysis.ts';
import { listUnits } from '#domain/page-text.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { readBlocks } from '#grounding/read-blocks.ts';
import { findRefMarkers, refsBySentence, withoutMarkers } from '#grounding/sentence-refs.ts';
import { splitSentences } from '#grounding/sentences.ts';
import type { DiffPartKey, PageSentence } from './version-diff.ts';

/**
 * A sentence with its words without markers: `words` exactly, `key` in the form in which typography does not count.
 */
export type KeyedSentence = PageSentence & { readonly words: string; readonly key: string };

/** All sentences of all units. */
export function listPageSentences(content: AnalysisContent): KeyedSentence[] {
  const known = new Set(content.sources.map(({ ref }) => ref));
  return listUnits(content).flatMap((unit) => {
    const part = partOf(unit.key);
    return readBlocks(unit.text, unit.format).flatMap((block, index) => {
      const spans = splitSentences(block.text);
      const refs = refsBySentence(block.text, spans, findRefMarkers(block.text, known));
      const offsets = offsetMap(block.text);
      return spans.map(({ start, end }, at): KeyedSentence => {
        const text = block.text.slice(start, end);
        const words = withoutMarkers(text, known).trim();
        return {
          place: {
            unit: unit.key,
            block: index,
            start: offsets.toCodePoint(start),
            end: offsets.toCodePoint(end),
          },
          part,
          text,
          refs: refs[at] ?? [],
          words,
          key: normaliseText(words).text,
        };
      });
    });
  });
}

/** The part of the page in which a unit is compared. An unknown unit would be a defect of `listUnits`. */
function partOf(unit: string): DiffPartKey {
  const [kind, name] = unit.split('/');
  if (kind === 'section') return SECTION_KEYS.find((key) => key === name) ?? 'notes';
  if (kind === 'law') return 'law-notes';
  if (kind === 'outline') return 'summary-points';
  if (name === 'excerpt') return 'report-excerpts';
  if (name === 'link') return 'report-links';
  return name === 'disclaimer' ? 'report-disclaimer' : 'report-narrative';
}
