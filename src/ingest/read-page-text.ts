/**
 * An analysis page saved as text. The page is cut at its headings and each part is read by its own module; what the
 * page says of itself is kept as declared, and every word ends in the content or in a finding.
 */
import { type AnalysisContent, CONTENT_SCHEMA, SECTION_KEYS } from '#domain/analysis.ts';
import type { Finding } from '#domain/finding.ts';
import { type Notices, startNotices } from './import-notices.ts';
import { foldStatus, type ReadOptions } from './import-terms.ts';
import { readLandmarkLaws } from './landmark-laws.ts';
import { isFurniture } from './page-furniture.ts';
import { readGroundingPart } from './page-grounding.ts';
import { type PageHeader, readPageHeader } from './page-header.ts';
import { readOutline } from './page-outline.ts';
import { readReportPart } from './page-report.ts';
import { readReviews } from './page-reviews.ts';
import { cutIntoParts, noteMissingParts, noteUnknownHeadings, type PageParts } from './page-sections.ts';
import { filledLines, firstFilledLine, type Lines, linesText, splitLines } from './text-lines.ts';
import { unknownReason } from './unknown-reason.ts';

/** A page or report as read: the content of its version, and what a person should know about the reading. */
export type ReadPage = {
  readonly content: AnalysisContent;
  readonly findings: Finding[];
  /** The id that the page gave itself; null when it gave none. */
  readonly declaredId: number | null;
};

/**
 * Reads a page in the layout of a saved analysis page. Throws an AppError with file and line when jurisdiction,
 * topic or status is missing or unknown; everything else that is odd becomes a finding.
 */
export function readPageText(text: string, options: ReadOptions): ReadPage {
  const notices = startNotices();
  const { head, parts } = cutIntoParts(splitLines(text), notices);
  const header = readPageHeader(head, options, notices);
  noteMissingParts(parts, notices);
  const content = readContent(header, parts, notices);
  noteDisagreements(header, content, parts, notices);
  return { content, findings: notices.list(), declaredId: header.declared.id };
}

function readContent(header: PageHeader, parts: PageParts['parts'], notices: Notices): AnalysisContent {
  const linesOf = (part: Parameters<typeof parts.get>[0]): Lines =>
    parts.get(part) ?? { texts: [], first: 1 };
  const sections = SECTION_KEYS.flatMap((key) => {
    const lines = linesOf(key);
    noteUnknownHeadings(key, lines, notices);
    const sectionText = linesText(lines);
    return sectionText === '' ? [] : [{ key, text: sectionText }];
  });
  const form = filledLines(linesOf('review-form')).filter((line) => !isFurniture(line.text));
  notices.unplaced(form, 'below the review form');
  return {
    schema: CONTENT_SCHEMA,
    jurisdiction: header.jurisdiction,
    topic: header.topic,
    language: 'en',
    textFormat: 'plain',
    status: header.status,
    unknownReason: unknownReason(header.status, notices, header.statusLine),
    ground: null,
    statusSince: null,
    sections,
    laws: readLandmarkLaws(linesOf('landmark-laws')),
    outline: readOutline(linesOf('outline'), notices),
    report: readReportPart(linesOf('report'), notices),
    sources: [],
    grounding: readGroundingPart(linesOf('grounding'), notices),
    reviews: readReviews(linesOf('reviews'), notices),
    declared: header.declared,
  };
}

/** Where the page contradicts itself about its status or topic. */
function noteDisagreements(
  header: PageHeader,
  content: AnalysisContent,
  parts: PageParts['parts'],
  notices: Notices,
): void {
  noteStatusDisagreement('report', content.report?.identifiedStatus ?? null, 'identified by its report');
  noteStatusDisagreement('outline', content.outline?.overallStatus ?? null, 'in its summary points');
  const topic = content.report?.topic ?? null;
  if (topic !== null && topic !== header.topic) {
    const message = `The page is about ${header.topic}; its report says it is about “${topic}”.`;
    notices.add('REPORT_TOPIC_DIFFERS', 'major', message, { line: lineOf('report', topic), excerpt: topic });
  }

  function noteStatusDisagreement(part: 'report' | 'outline', status: string | null, where: string): void {
    if (status === null || agrees(status, header.status)) return;
    const message = `The page's status is ${header.status}; the status ${where} is “${status}”.`;
    notices.add('DECLARED_STATUS_DISAGREES', 'major', message, {
      line: lineOf(part, status),
      excerpt: status,
    });
  }

  function lineOf(part: 'report' | 'outline', words: string): number | null {
    const lines = parts.get(part);
    if (lines === undefined) return null;
    const index = lines.texts.findIndex((text) => text.includes(words));
    return index === -1 ? firstFilledLine(lines) : lines.first + index;
  }
}

/** `Banned (in practice)` agrees with Banned; `Banned` and `Restricted` do not. */
function agrees(words: string, status: string): boolean {
  const written = foldStatus(words.replace(/\*\*/g, ''));
  const wanted = foldStatus(status);
  return written === wanted || new RegExp(`^${wanted}(?: ?[^a-z ])`).test(written);
}
