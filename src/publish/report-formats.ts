/** The formats in which one verification report is handed on: the report itself, and the two views of it. */
import { type VerificationReport, verificationReportSchema } from '#domain/verification.ts';
import { presentClaimReviews } from './claim-review.ts';
import { formatCompact, formatJson, type PublishedPage } from './published-page.ts';
import { presentAnnotations } from './web-annotations.ts';

/** Names of the formats, as the command line and the addresses have them. */
export const REPORT_FORMATS = ['report', 'annotations', 'claim-review'] as const;

/** See {@link REPORT_FORMATS}. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Media type of each format. */
export const FORMAT_MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  report: 'application/json; charset=utf-8',
  annotations: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  'claim-review': 'application/ld+json; charset=utf-8',
};

/** The report in this format as JSON text; the same page always gives the same bytes. */
export function formatReport(page: PublishedPage, format: ReportFormat): string {
  switch (format) {
    case 'report':
      return formatJson(inOrder(page.report));
    case 'annotations':
      return formatCompact(presentAnnotations(page));
    case 'claim-review':
      return formatCompact(presentClaimReviews(page));
  }
}

/** The database keeps members in an order of its own. */
function inOrder(report: VerificationReport): VerificationReport {
  return verificationReportSchema.safeParse(report).data ?? report;
}
