/**
 * A Markdown or text report with the provider's grounding inside it or beside it. Headings that name a part of an
 * analysis page are read as that part; a report without any of them is one narrative. What the report says of itself
 * stands at its top; nothing of it is guessed from the prose.
 */
import {
  type AnalysisContent,
  CONTENT_SCHEMA,
  type ProviderGrounding,
  SECTION_KEYS,
} from '#domain/analysis.ts';
import { AppError } from '#domain/errors.ts';
import type { Finding } from '#domain/finding.ts';
import { GROUNDS } from '#domain/topic.ts';
import type { CheckableContent } from '#grounding/checkable-content.ts';
import { type Notices, startNotices } from './import-notices.ts';
import type { ReadOptions } from './import-terms.ts';
import { readLandmarkLaws } from './landmark-laws.ts';
import { readGrounding, readGroundingPart } from './page-grounding.ts';
import { readOutline } from './page-outline.ts';
import { readReportPart } from './page-report.ts';
import type { ReadPage } from './read-page-text.ts';
import { type Metadata, readMetadata } from './report-metadata.ts';
import {
  cutReport,
  type ReportPart,
  type ReportParts,
  takeDefinitions,
  takeGrounding,
} from './report-parts.ts';
import { readReferences } from './report-references.ts';
import { readDate, readLanguage, readTerms, readUnknownReason, readWord } from './report-terms.ts';
import { filledLines, type Line, type Lines, linesText, splitLines } from './text-lines.ts';

/** Reading a report; `grounding` is provider JSON that lies beside it. */
export type ReportOptions = ReadOptions & { readonly grounding?: readonly GroundingFile[] };

/** The text of a provider's answer and the file it is from. */
export type GroundingFile = { readonly text: string; readonly file: string };

/** What {@link readCheckableReport} gives. */
export type CheckableReport = { readonly content: CheckableContent; readonly findings: Finding[] };

/**
 * Reads a report for import. Throws `invalid-input` with a remedy when jurisdiction, topic or status is missing, and
 * `unknown-jurisdiction`, `unknown-topic` or `unknown-status` for words we do not know.
 */
export function readReport(text: string, options: ReportOptions): ReadPage {
  const { content, findings } = readCheckableReport(text, options);
  const { jurisdiction, topic, status } = content;
  if (jurisdiction === null) throw missing('jurisdiction', options.file, 'jurisdiction: FR');
  if (topic === null) throw missing('topic', options.file, `topic: ${options.topics[0]?.key ?? 'Topic_Key'}`);
  if (status === null) {
    const scale = options.topics.find(({ key }) => key === topic)?.statuses.map(({ value }) => value) ?? [];
    throw missing('status', options.file, `status: ${scale.join(' | ')}`);
  }
  return { content: { ...content, jurisdiction, topic, status }, findings, declaredId: null };
}

/**
 * Reads a report for checking: jurisdiction, topic and status may be missing (null), but words that are given and
 * unknown are refused as in {@link readReport}.
 */
export function readCheckableReport(text: string, options: ReportOptions): CheckableReport {
  const notices = startNotices();
  const { facts, body } = readMetadata(splitLines(text), options.file, notices);
  const inside = takeGrounding(body, notices);
  const definitions = takeDefinitions(inside.lines);
  const titled = takeTitle(definitions.lines);
  const cut = cutReport(titled.lines, notices);
  const report = readReportBody(cut, { ...facts, ...titledFacts(facts, titled.title) }, notices);
  const outline = readOutline(linesOf(cut, 'outline'), notices);
  const terms = readTerms(facts, report, outline?.overallStatus ?? null, options);
  const content: CheckableContent = {
    schema: CONTENT_SCHEMA,
    ...terms,
    language: readLanguage(facts.language, notices),
    textFormat: 'markdown',
    unknownReason: readUnknownReason(facts, terms.status, options, notices),
    ground: readWord(facts.ground, GROUNDS, 'ground', options),
    statusSince: readDate(facts['status-since'], 'The day since when the status holds', notices),
    sections: SECTION_KEYS.flatMap((key) => {
      const sectionText = linesText(linesOf(cut, key));
      return sectionText === '' ? [] : [{ key, text: sectionText }];
    }),
    laws: readLandmarkLaws(linesOf(cut, 'landmark-laws')),
    outline,
    report,
    sources: readReferences([...filledLines(linesOf(cut, 'references')), ...definitions.taken], notices),
    grounding: [
      ...inside.taken,
      ...readGroundingPart(withoutFences(linesOf(cut, 'grounding')), notices),
      ...groundingBeside(options, notices),
    ],
    reviews: [],
    declared: { ...NOTHING_DECLARED, run: facts.run?.text ?? null },
  };
  return { content, findings: notices.list() };
}

const NOTHING_DECLARED: AnalysisContent['declared'] = {
  id: null,
  version: null,
  created: null,
  stage: null,
  confidence: null,
  run: null,
};

type Facts = Metadata['facts'];
type Report = NonNullable<AnalysisContent['report']>;

function linesOf(cut: ReportParts, part: ReportPart): Lines {
  return cut.parts.get(part) ?? { texts: [], first: 1 };
}

/** A first-level heading above everything else is the report's title. */
function takeTitle(lines: Lines): { lines: Lines; title: Line | null } {
  const index = lines.texts.findIndex((text) => text.trim() !== '');
  const text = /^#\s+(.+?)\s*#*$/.exec(
    (lines.texts[index] ?? '').slice(0, 1000).replace(/[\ud800-\udbff]$/, ''),
  )?.[1];
  if (text === undefined) return { lines, title: null };
  const isPart = cutReport({ texts: [lines.texts[index] ?? ''], first: 1 }, startNotices()).parts.size > 0;
  if (isPart) return { lines, title: null };
  return {
    lines: { texts: lines.texts.with(index, ''), first: lines.first },
    title: { text, number: lines.first + index },
  };
}

function titledFacts(facts: Facts, title: Line | null): Facts {
  return facts.title === undefined && title !== null ? { title } : {};
}

/** The report with what stands above the first part; null when there is nothing of either. */
function readReportBody(cut: ReportParts, facts: Facts, notices: Notices): Report | null {
  const read = readReportPart(linesOf(cut, 'report'), notices);
  const preamble = linesText(cut.preamble);
  const date = readDate(facts.date, 'The date of the report', notices);
  const { title, question } = facts;
  if (read === null && preamble === '' && title === undefined && date === null && question === undefined) {
    return null;
  }
  const narrative = [preamble, read?.narrative ?? ''].filter((text) => text !== '').join('\n\n');
  const report: Report = {
    title: title?.text ?? read?.title ?? null,
    heading: read?.heading ?? null,
    date: date ?? read?.date ?? null,
    topic: read?.topic ?? null,
    question: question?.text ?? read?.question ?? null,
    identifiedStatus: read?.identifiedStatus ?? null,
    narrative,
    excerpts: read?.excerpts ?? [],
    links: read?.links ?? [],
    disclaimer: read?.disclaimer ?? null,
  };
  for (const key of ['title', 'date', 'question'] as const) {
    const other = read?.[key] ?? null;
    if (other === null || other === report[key]) continue;
    const message = `The report gives its ${key} twice, and not the same; the one at the top stands.`;
    notices.add('REPORT_FACT_DIFFERS', 'minor', message, { line: null, excerpt: other });
  }
  return report;
}

function withoutFences(lines: Lines): Lines {
  return {
    texts: lines.texts.map((text) => (/^ {0,3}(?:`{3,}|~{3,})\s*\w{0,20}\s*$/.test(text) ? '' : text)),
    first: lines.first,
  };
}

function groundingBeside(options: ReportOptions, notices: Notices): ProviderGrounding[] {
  return (options.grounding ?? []).map(({ text }) => readGrounding(text.trim(), 1, notices));
}

function missing(what: string, file: string, example: string): AppError {
  return new AppError('invalid-input', `The report does not say which ${what} it is about.`, {
    place: { file, field: what },
    remedy: `Add a line to its front matter: \`${example}\`.`,
  });
}
