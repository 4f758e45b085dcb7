/**
 * Puts the statements of providers onto the page. The page's blocks are laid out as one text, the report first since
 * that is what a provider wrote, so that a statement is found even where the page broke it into several blocks.
 */
import type { Place } from '#domain/finding.ts';
import type { GroundingCheck } from '#domain/verification.ts';
import type { UnitBlocks } from './check-links.ts';
import { type OffsetMap, offsetMap } from './offsets.ts';
import { isTrivialSegment } from './provider/locate-segment.ts';
import { type FoldedText, findFolded, foldText } from './provider/loose-search.ts';
import { resolveGrounding } from './provider/resolve-grounding.ts';

type Entry = {
  readonly unit: string;
  readonly block: number;
  /** UTF-16 range in the laid-out text. */
  readonly start: number;
  readonly end: number;
  readonly offsets: OffsetMap;
};

/** A page laid out as one text; blocks are parted by a line break. */
export type PageLayout = { readonly text: string; readonly entries: readonly Entry[] };

/** Lays out the blocks. */
export function layOutPage(units: readonly UnitBlocks[]): PageLayout {
  const isReport = ({ unit }: UnitBlocks) => unit.key.startsWith('report/');
  const ordered = [...units.filter(isReport), ...units.filter((unit) => !isReport(unit))];
  const entries: Entry[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { unit, blocks } of ordered) {
    for (const [block, { text }] of blocks.entries()) {
      entries.push({ unit: unit.key, block, start: at, end: at + text.length, offsets: offsetMap(text) });
      texts.push(text);
      at += text.length + 1;
    }
  }
  return { text: texts.join('\n'), entries };
}

/** Resolves every raw grounding of the page and fills in the places. Spans count code points of the laid-out text. */
export function checkGrounding(raws: readonly string[], units: readonly UnitBlocks[]): GroundingCheck[] {
  if (raws.length === 0) return [];
  const layout = layOutPage(units);
  const folded = foldText(layout.text);
  return raws.map((raw) => {
    const check = resolveGrounding(raw, [layout.text], 'page');
    const supports = check.supports.map((support) => ({
      ...support,
      places: support.text === null ? [] : placesOf(support.text, layout, folded),
    }));
    return { ...check, supports };
  });
}

/** Where words stand on the page; none for words that say nothing on their own. */
function placesOf(words: string, layout: PageLayout, folded: FoldedText): Place[] {
  if (isTrivialSegment(words)) return [];
  return findFolded(folded, words).flatMap(({ start, end }) =>
    layout.entries
      .filter((entry) => entry.start < end && start < entry.end)
      .map((entry) => ({
        unit: entry.unit,
        block: entry.block,
        start: entry.offsets.toCodePoint(Math.max(start - entry.start, 0)),
        end: entry.offsets.toCodePoint(Math.min(end, entry.end) - entry.start),
      })),
  );
}
