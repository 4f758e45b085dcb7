/** Recall and precision of a page's citations over all its sentences, from what was found of each (as in ALCE). */
import type { SentenceCheck, VerificationReport } from '#domain/verification.ts';

/** Counts sentences that cite a stored source; a citation is precise where it is needed or bears the sentence alone. */
export function citationQuality(
  sentences: readonly Pick<SentenceCheck, 'citations' | 'verdict'>[],
): VerificationReport['citationQuality'] {
  const claims = sentences.filter(({ verdict }) => verdict !== null);
  const stored = claims
    .map(({ citations }) => citations.filter(({ use }) => use !== 'not-stored'))
    .filter((citations) => citations.length > 0);
  const isPrecise = ({ use }: SentenceCheck['citations'][number]) => use === 'needed' || use === 'redundant';
  const borne = stored.filter((citations) => citations.some(isPrecise)).length;
  const citations = stored.flat();
  const precise = citations.filter(isPrecise).length;
  return {
    sentences: stored.length,
    uncited: claims.filter((claim) => claim.citations.length === 0).length,
    borne,
    citations: citations.length,
    precise,
    recall: shareOf(borne, stored.length),
    precision: shareOf(precise, citations.length),
  };
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
