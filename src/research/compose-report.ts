/** The full analysis report of a drafted page: narrative, excerpts of each source used, links with their notes. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { DraftedPage, Statement } from '#domain/drafted-page.ts';
import { TIER_WORDS } from '#domain/source.ts';
import { isQuotable } from '#grounding/quotable.ts';
import type { Material } from './analyst.ts';
import type { Citations, UsedSource } from './cite-sources.ts';
import { statementsOf } from './cite-sources.ts';
import { sectionGap } from './gap-words.ts';
import { sourceName } from './source-names.ts';
import { type StatementWriter, withoutRepeats } from './write-statements.ts';

/** Statements of one heading that the narrative tells, and quotations that one source is shown with. */
const TOLD_OF_HEADING = 2;
const SHOWN_OF_SOURCE = 3;

/** See the module comment. */
export function composeReport(
  { topic, jurisdiction, brief }: Material,
  page: DraftedPage,
  label: string,
  disclaimer: string,
  citations: Citations,
  writer: StatementWriter,
): NonNullable<AnalysisContent['report']> {
  const told = withoutRepeats([
    ...page.statusStatements,
    ...page.headings.flatMap(({ statements }) => statements.slice(0, TOLD_OF_HEADING)),
  ]);
  const excerpts = citations.used.map((used) => excerptOf(used, page, brief.passages, citations));
  const shown = excerpts.flat();
  return {
    title: `${topic.title}: ${jurisdiction.everydayName}`,
    heading: null,
    date: lastDay(citations.used),
    topic: topic.key,
    question: topic.question,
    identifiedStatus: label,
    narrative:
      told.length === 0 ? sectionGap('executive-summary') : writer.paragraphs('report/narrative', told),
    excerpts: shown.map(({ name, statement }, index) => ({
      source: name,
      context: writer.one(`report/excerpt/${index}`, statement),
    })),
    links: citations.used.map(linkTo),
    disclaimer,
  };
}

/** The day the newest of them was captured; the page tells of no later one. */
function lastDay(used: readonly UsedSource[]): string | null {
  return (
    used
      .map(({ source }) => source.capturedAt.slice(0, 10))
      .sort()
      .at(-1) ?? null
  );
}

type Excerpt = { readonly name: string; readonly statement: Statement };

/** What the page quotes of a source; of one that it only sums up, a passage that it rests on. */
function excerptOf(
  { source }: UsedSource,
  page: DraftedPage,
  passages: Material['brief']['passages'],
  { passage }: Citations,
): Excerpt[] {
  const name = sourceName(source);
  const own = statementsOf(page).filter((each) => each.passages.some((id) => passage(id).ref === source.ref));
  const quoting = withoutRepeats(
    own.filter(({ quotation }) => quotation !== null && passage(quotation.passage).ref === source.ref),
  );
  if (quoting.length > 0) return quoting.slice(0, SHOWN_OF_SOURCE).map((statement) => ({ name, statement }));
  const rested = new Set(own.flatMap((each) => each.passages));
  const shown = passages.find(
    ({ id, ref, text }) => ref === source.ref && rested.has(id) && isQuotable(text),
  );
  if (shown === undefined) return [];
  const text = `The passage relied on reads: “${shown.text}”`;
  const quotation = { passage: shown.id, exact: shown.text };
  return [{ name, statement: { text, passages: [shown.id], quotation } }];
}

function linkTo({ source }: UsedSource): NonNullable<AnalysisContent['report']>['links'][number] {
  const name = sourceName(source);
  const text = source.url === null ? name : `${name}: ${source.url}`;
  const captured = `Captured on ${source.capturedAt.slice(0, 10)}`;
  return {
    text,
    urls: source.url === null ? [] : [source.url],
    note: `${captured}; ${source.tier === 'unknown' ? 'kind of source not known' : TIER_WORDS[source.tier]}.`,
  };
}
