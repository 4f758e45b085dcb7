/**
 * Verification reports of earlier shapes. What is stored is never rewritten; a report that an earlier program made is
 * read as one of today's shape in which what nobody looked at then is empty. Its `engine` says whose verdicts they are.
 */
import { REPORT_SCHEMA, type VerificationReport } from './verification.ts';

/** Shapes that are read besides the present one. */
export const EARLIER_REPORT_SCHEMAS = ['regatlas.verification/1'] as const;

type Loose = Readonly<Record<string, unknown>>;

/** A report of any known shape in the present one; anything else is given back as it is. */
export function upgradeReport(stored: unknown): unknown {
  const report = stored as Loose | null;
  if (report === null || typeof report !== 'object') return stored;
  if (report.schema === REPORT_SCHEMA) return { ...NOT_REVIEWED, ...report };
  if (!EARLIER_REPORT_SCHEMAS.some((schema) => schema === report.schema)) return stored;
  return {
    ...NOT_REVIEWED,
    ...report,
    schema: REPORT_SCHEMA,
    openChallenges: 0,
    citationQuality: NO_CITATIONS,
    sources: listOf(report.sources).map((source) => ({ fileName: null, ...source })),
    sentences: listOf(report.sentences).map((sentence) => ({ ...UNWEIGHED, ...sentence })),
    grounding: listOf(report.grounding).map((check) => ({
      ...check,
      supports: listOf(check.supports).map((support) => ({ regrounded: [], ...support })),
    })),
  };
}

/** A stored report that may be missing; see {@link upgradeReport}. It was checked before it was stored. */
export function readStoredReport(stored: unknown): VerificationReport | null {
  return upgradeReport(stored) as VerificationReport | null;
}

/** Before there were accounts nobody could approve a version, and no challenge was worse than another. */
const NOT_REVIEWED = { criticalChallenges: 0, approved: false };

const UNWEIGHED = { claims: [], citations: [], uncitedSource: null, primarySource: null };

const NO_CITATIONS: VerificationReport['citationQuality'] = {
  ...{ sentences: 0, uncited: 0, borne: 0, citations: 0, precise: 0 },
  ...{ recall: null, precision: null },
};

function listOf(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value : [];
}
