/**
 * Takes words out of a page that are no statement of the draft and that the check does not bear out: the note of a law,
 * and the excerpt that shows a passage. A page without them is a page all the same.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { DraftedPage } from '#domain/drafted-page.ts';
import type { SentenceOrigin } from '#domain/step-output.ts';
import type { Faults } from './find-faults.ts';
import type { RepairBook } from './repair-book.ts';

/** A content with where its sentences come from. */
export type Composed = { readonly content: AnalysisContent; readonly origins: readonly SentenceOrigin[] };

const LAW_NOTE = /^law\/(\d+)$/;
const EXCERPT = /^report\/excerpt\/(\d+)$/;

/**
 * The page without faulty notes of laws; faulty excerpts are added to `leftOut`, since the page does not hold them. Null
 * when nothing of that kind is at fault.
 */
export function cutLoose(
  page: DraftedPage,
  { loose }: Faults,
  leftOut: Set<string>,
  book: RepairBook,
): DraftedPage | null {
  const notes = new Set(loose.flatMap(({ unit }) => LAW_NOTE.exec(unit)?.[1] ?? []).map(Number));
  const isNote = (index: number) => notes.has(index) && page.laws[index]?.law.note != null;
  let hasCut = false;
  for (const { unit, text, verdict, reasons } of loose) {
    const index = Number(LAW_NOTE.exec(unit)?.[1] ?? -1);
    const isExcerpt = EXCERPT.test(unit) && !leftOut.has(text);
    if (!isExcerpt && !isNote(index)) continue;
    if (isExcerpt) leftOut.add(text);
    hasCut = true;
    book.add({ unit, before: text, verdict, reasons: [...reasons], outcome: 'cut', after: null, rounds: 0 });
  }
  if (!hasCut) return null;
  const laws = page.laws.map((one, index) =>
    isNote(index) ? { ...one, law: { ...one.law, note: null } } : one,
  );
  return { ...page, laws };
}

/** The content without excerpts that hold any of the words, and the origins renumbered to it. */
export function withoutExcerpts(composed: Composed, words: ReadonlySet<string>): Composed {
  const { content, origins } = composed;
  const { report } = content;
  if (words.size === 0 || report == null) return composed;
  const isKept = report.excerpts.map(({ context }) => ![...words].some((text) => context.includes(text)));
  const renumber = (unit: string): string | null => {
    const index = EXCERPT.exec(unit)?.[1];
    if (index === undefined) return unit;
    if (isKept[Number(index)] !== true) return null;
    return `report/excerpt/${isKept.slice(0, Number(index)).filter(Boolean).length}`;
  };
  return {
    content: {
      ...content,
      report: { ...report, excerpts: report.excerpts.filter((_, index) => isKept[index] === true) },
    },
    origins: origins.flatMap((origin) => {
      const unit = renumber(origin.unit);
      return unit === null ? [] : [{ ...origin, unit }];
    }),
  };
}
