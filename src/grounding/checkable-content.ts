/** What can be verified: the content of a version, or a report that does not say where, what or which status. */
import type { AnalysisContent } from '#domain/analysis.ts';

/** As `AnalysisContent`, with null for what `regatlas check` could not read off a report. */
export type CheckableContent = Omit<AnalysisContent, 'jurisdiction' | 'topic' | 'status'> & {
  readonly jurisdiction: string | null;
  readonly topic: string | null;
  readonly status: string | null;
};

/** The same content for functions that look at its texts only; empty where nothing is known. */
export function withBlanks(content: CheckableContent): AnalysisContent {
  return {
    ...content,
    jurisdiction: content.jurisdiction ?? '',
    topic: content.topic ?? '',
    status: content.status ?? '',
  };
}
