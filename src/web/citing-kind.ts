/** What a sentence cites, judged as a whole, so that a reader can ask for those that cite what does not bear them. */
import type { SentenceCheck, VerificationReport } from '#domain/verification.ts';

/**
 * In the order in which they are offered. `not-bearing`: at least one source that it cites bears nothing of it.
 * `part-bearing`: none of those, but not all bear it. `not-stored`: no copy is stored of anything it cites.
 */
export const CITING_KINDS = ['not-bearing', 'part-bearing', 'bearing', 'not-stored', 'nothing'] as const;

/** See {@link CITING_KINDS}. */
export type CitingKind = (typeof CITING_KINDS)[number];

/** Null where nothing is known: markers that the reference list lacks, or a report by rules that weighed no citation. */
export function citingKindOf(check: Pick<SentenceCheck, 'citations' | 'refs'>): CitingKind | null {
  if (check.citations.length === 0) return check.refs.length === 0 ? 'nothing' : null;
  const uses = new Set(check.citations.map(({ use }) => use));
  if (uses.has('irrelevant')) return 'not-bearing';
  if (uses.has('part')) return 'part-bearing';
  return uses.has('needed') || uses.has('redundant') ? 'bearing' : 'not-stored';
}

/** False for a report by rules that weighed no citation: there sentences cite nothing and none is counted as uncited. */
export function hasWeighedCitations({ sentences, citationQuality }: VerificationReport): boolean {
  const claims = sentences.filter(({ verdict }) => verdict !== null);
  return (
    claims.length === 0 || citationQuality.uncited > 0 || claims.some(({ citations }) => citations.length > 0)
  );
}
