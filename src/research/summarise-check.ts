/** What a verification report says of a draft, in the figures that a run keeps and shows. */
import type { CheckSummary } from '#domain/step-output.ts';
import { SUPPORT_VERDICTS, type VerificationReport } from '#domain/verification.ts';

const VERIFIED: readonly string[] = ['verbatim', 'normalised'];

/** The summary; it counts the sentences that need evidence. */
export function summariseCheck(report: VerificationReport): CheckSummary {
  const judged = report.sentences.flatMap(({ verdict }) => verdict ?? []);
  const counted = SUPPORT_VERDICTS.map((verdict) => [
    verdict,
    judged.filter((one) => one === verdict).length,
  ]);
  const { level, figure, summary } = report.confidence;
  return {
    engine: report.engine,
    sentences: judged.length,
    verdicts: Object.fromEntries(counted) as CheckSummary['verdicts'],
    quotations: {
      verified: report.quotations.filter(({ verdict }) => VERIFIED.includes(verdict)).length,
      total: report.quotations.length,
    },
    evidenceState: report.evidenceState,
    confidence: { level, figure, words: summary },
    criticalFindings: report.findings.filter(({ severity }) => severity === 'critical').length,
  };
}
