/** A verified version as the views of its report need it, and the names under which they speak of its parts. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { CheckableContent } from '#grounding/checkable-content.ts';

/** `analysis`, `version` and `verifiedAt` (ISO 8601, UTC) are null for a report that was checked without a database. */
export type PublishedPage = {
  readonly content: AnalysisContent | CheckableContent;
  readonly report: VerificationReport;
  readonly analysis: number | null;
  readonly version: number | null;
  readonly verifiedAt: string | null;
};

/** Name of the page's content: the same wherever it is stored. */
export function contentUrn(contentHash: string): string {
  return `urn:regatlas:content:${contentHash}`;
}

/** Name of a source's bytes. */
export function snapshotUrn(sha256: string): string {
  return `urn:regatlas:snapshot:${sha256}`;
}

/** What the page is called: `Analysis #462, version 3: KP, Retail_Trading_Status`. */
export function pageName({ analysis, version, report }: PublishedPage): string {
  const subject = [report.jurisdiction, report.topic].filter((part) => part !== null).join(', ');
  if (analysis === null) return subject === '' ? 'Report' : `Report: ${subject}`;
  return `Analysis #${analysis}, version ${version}: ${subject}`;
}

/** JSON text for programs: indents would double an annotation. LF at the end. */
export function formatCompact(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** JSON text that people read as well: two spaces of indent, LF at the end. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
