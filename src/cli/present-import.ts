/** An imported version as `import --json` and `import` show it. */
import { outlineText } from '#domain/page-text.ts';
import type { GroundingCheck } from '#domain/verification.ts';
import type { ImportedVersion } from '#ingest/import-analysis.ts';

/** The wire form: what was read, what was declared, and what our own check says of it. */
export function presentImport(imported: ImportedVersion): object {
  const { content, report } = imported;
  return {
    outcome: imported.outcome,
    analysis: imported.analysis,
    version: imported.version,
    page: `/analyses/${imported.analysis}`,
    contentHash: imported.contentHash,
    jurisdiction: content.jurisdiction,
    topic: content.topic,
    status: content.status,
    unknownReason: content.unknownReason,
    ground: content.ground,
    stage: 'Draft',
    evidenceState: report.evidenceState,
    confidence: report.confidence,
    declared: content.declared,
    sections: content.sections.map((section) => ({ key: section.key, characters: section.text.length })),
    laws: content.laws.length,
    outline: presentOutline(imported),
    report: presentReport(imported),
    sources: content.sources.length,
    grounding: report.grounding.map(presentGrounding),
    reviews: content.reviews.length,
    reviewsAdded: imported.reviewsAdded,
    quotations: report.quotations.map(({ text, verdict, attributedTo }) => ({ text, verdict, attributedTo })),
    importFindings: imported.importFindings,
    findings: report.findings,
  };
}

function presentOutline({ content }: ImportedVersion): object | null {
  if (content.outline === null) return null;
  const { title, overallStatus, headings } = content.outline;
  return {
    title,
    overallStatus,
    headings: headings.map((heading) => ({
      number: heading.number,
      text: outlineText(heading),
      points: heading.children.length,
    })),
  };
}

function presentReport({ content }: ImportedVersion): object | null {
  if (content.report === null) return null;
  const { narrative, excerpts, links, ...rest } = content.report;
  return {
    ...rest,
    narrativeCharacters: narrative.length,
    excerpts: excerpts.map((excerpt) => excerpt.source),
    urls: [...new Set(links.flatMap((link) => link.urls))],
  };
}

function presentGrounding(check: GroundingCheck): object {
  return {
    provider: check.provider,
    supports: check.supports.length,
    chunks: check.chunks.length,
    queries: check.queries.length,
    references: check.references,
    dangling: check.dangling,
    diagnostics: check.diagnostics,
    recoveredByText: check.supports.filter((support) => support.recoveredByText).length,
    states: check.supports.map((support) => support.state),
  };
}
