/**
 * Makes a whole page of a drafted one: all sections, table of laws, summary points, report and reference list, with
 * marks behind sentences. It adds no claim of its own and reads no clock, so equal drafts over equal material give equal
 * bytes. Texts are plain, because the words of sources are not to be read as markup.
 */
import { type AnalysisContent, CONTENT_SCHEMA, SECTION_KEYS, type SectionKey } from '#domain/analysis.ts';
import type { DraftedPage } from '#domain/drafted-page.ts';
import type { AnalystIdentity } from '#domain/run.ts';
import type { SentenceOrigin } from '#domain/step-output.ts';
import type { Material } from './analyst.ts';
import { type Citations, citeSources } from './cite-sources.ts';
import { composeOutline } from './compose-outline.ts';
import { composeReport } from './compose-report.ts';
import { sectionGap } from './gap-words.ts';
import { createWriter, type StatementWriter, sectionStatements, withoutRepeats } from './write-statements.ts';

/** What a page tells of how it was made. */
export type ComposeFacts = { readonly analyst: AnalystIdentity };

/** The page, and where each sentence of it comes from, in reading order. */
export type ComposedContent = {
  readonly content: AnalysisContent;
  readonly origins: readonly SentenceOrigin[];
};

/** Sections that are read as lists. */
const LISTED: ReadonlySet<SectionKey> = new Set(['key-pillars', 'landmark-laws']);

/** See the module comment. Throws `RangeError` for a statement on a passage that the brief does not have. */
export function composeContent(material: Material, page: DraftedPage, facts: ComposeFacts): ComposedContent {
  const { jurisdiction, topic } = material;
  const citations = citeSources(material, page);
  const writer = createWriter(citations);
  const label = topic.statuses.find(({ value }) => value === page.status)?.label ?? page.status;
  const disclaimer = disclaimerFor(facts.analyst);
  const sections = SECTION_KEYS.map((key) => ({ key, text: sectionText(key, page, writer) }));
  const outline = composeOutline(topic, page, label, disclaimer, citations, writer);
  const report = composeReport(material, page, label, disclaimer, citations, writer);
  const content: AnalysisContent = {
    schema: CONTENT_SCHEMA,
    jurisdiction: jurisdiction.code,
    topic: topic.key,
    language: 'en',
    textFormat: 'plain',
    status: page.status,
    unknownReason: page.unknownReason,
    ground: page.ground,
    statusSince: page.statusSince,
    sections,
    laws: lawsOf(page, citations),
    outline,
    report,
    sources: citations.list(),
    grounding: [],
    reviews: [],
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
  };
  return { content, origins: writer.origins };
}

/** The summary begins with what states the status, whether or not the draft repeats it there. */
function sectionText(key: SectionKey, page: DraftedPage, writer: StatementWriter): string {
  const own = sectionStatements(page, key);
  const statements = withoutRepeats(key === 'executive-summary' ? [...page.statusStatements, ...own] : own);
  if (statements.length === 0) return sectionGap(key, page.laws.length > 0);
  const unit = `section/${key}`;
  return LISTED.has(key) ? writer.items(unit, statements) : writer.paragraphs(unit, statements);
}

/** A law's note names the sources it was read from. */
function lawsOf(page: DraftedPage, citations: Citations): AnalysisContent['laws'] {
  return page.laws.map(({ law, passages }) => ({
    ...law,
    note: [law.note, `See:${citations.marksOf(passages)}`].filter((part) => part !== null).join(' '),
  }));
}

const CHECKED = 'and its sentences were checked against them';

/** The disclaimer of a page that has sentences of others beside those that were drafted. */
export function withKept(disclaimer: string): string {
  return disclaimer.replace(
    CHECKED,
    'some of its sentences were kept from other versions, and all were checked against stored sources',
  );
}

function disclaimerFor({ kind }: AnalystIdentity): string {
  const by = kind === 'model' ? 'a language model' : 'rules that quote';
  return `This page was drafted from stored sources by ${by}, ${CHECKED}. It tells what those sources say and is not legal advice.`;
}
