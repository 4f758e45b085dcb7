/**
 * Drift: a newer text of a source against the stored one. What counts is not that something changed but whether the
 * words that pages rely on still stand there.
 */
import type { Drift, PassageDrift } from '#domain/source-check.ts';
import { matchQuotation } from './match-quotation.ts';
import { prepareSource } from './prepared-source.ts';

/** `passages` are the exact words that pages rely on; each is looked for once. Linear in the newer text. */
export function compareSnapshots(stored: string, newer: string, passages: readonly string[]): Drift {
  const wanted = [...new Set(passages)];
  if (stored === newer) {
    const still = wanted.map((exact): PassageDrift => ({ exact, verdict: 'still-there', reasons: [] }));
    return { textChanged: false, passages: still };
  }
  const source = prepareSource(newer);
  return {
    textChanged: true,
    passages: wanted.map((exact) => {
      const { verdict, reasons } = matchQuotation(exact, source);
      return { exact, verdict: driftOf(verdict), reasons: [...reasons] };
    }),
  };
}

/** Words that stand in several places are there. */
function driftOf(verdict: ReturnType<typeof matchQuotation>['verdict']): PassageDrift['verdict'] {
  switch (verdict) {
    case 'verbatim':
    case 'normalised':
    case 'ambiguous':
      return 'still-there';
    case 'altered':
    case 'partial':
      return 'altered';
    case 'not-found':
      return 'gone';
  }
}
