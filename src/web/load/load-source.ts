/** Gathers what one page of a source shows. */
import { AppError } from '#domain/errors.ts';
import { offsetMap } from '#grounding/offsets.ts';
import type { ReadTx } from '#store/connect.ts';
import { listSourceChecks } from '#store/source-checks.ts';
import { getSource, type SourceDetail } from '#store/sources.ts';
import { listCitingPlaces } from '#store/verifications.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import { divideIntoPages, findPageNumber, PAGE_LENGTH } from '../source-pages.ts';
import type { SourceView } from '../views.ts';
import { loadSourceSignals } from './load-signals.ts';
import { jurisdictionOf } from './present-items.ts';

/** One page of a source with everyone who cites the source. Throws `not-found`. */
export async function loadSourceView(
  context: PageContext,
  tx: ReadTx,
  id: number,
  page: number,
): Promise<SourceView> {
  const source = await getSource(tx, id);
  const pages = pagesOf(source);
  const passages = pages[page - 1];
  if (passages === undefined) throw new AppError('not-found', `Source ${id} has no page ${page}.`);
  const citations = await listCitingPlaces(tx, source.sourceTextId);
  return {
    ...source,
    passages,
    passagesCount: Math.max(1, source.passages.length),
    page,
    pages: pages.length,
    jurisdictions: source.jurisdictions.map(({ code, ...rest }) => ({
      ...rest,
      jurisdiction: jurisdictionOf(context, code),
    })),
    checks: await listSourceChecks(tx, id),
    citations: citations.map((row) => ({
      ...row,
      jurisdiction: jurisdictionOf(context, row.jurisdiction),
      topic: topicOf(context, row.topic),
    })),
    ...(await loadSourceSignals(context, tx, id)),
  };
}

/** Number of the page that shows what begins at this offset (code points). May throw `not-found`. */
export async function findSourcePageNumber(tx: ReadTx, id: number, offset: number): Promise<number> {
  // The most frequent case, known without reading the text.
  if (offset < PAGE_LENGTH) return 1;
  return findPageNumber(pagesOf(await getSource(tx, id)), offset);
}

/** The page that shows this offset, and where on it the passage around the offset begins. May throw `not-found`. */
export async function findSourcePassage(
  tx: ReadTx,
  id: number,
  offset: number,
): Promise<{ page: number; start: number }> {
  const pages = pagesOf(await getSource(tx, id));
  const page = findPageNumber(pages, offset);
  const passages = pages[page - 1] ?? [];
  const around = passages.findLast(({ start }) => start <= offset) ?? passages[0];
  return { page, start: around?.start ?? 0 };
}

function pagesOf(source: SourceDetail) {
  const { text } = source.extracted;
  return divideIntoPages(source.passages, offsetMap(text).toCodePoint(text.length));
}
