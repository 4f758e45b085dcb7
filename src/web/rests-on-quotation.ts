/**
 * Which sentences rest on nothing but words quoted in them that stand in a source. The note of such a quotation says
 * all there is to say of its sentence, so they share it; a draft made of quotations would show everything twice.
 */
import type { QuotationCheck, SentenceCheck, VerificationReport } from '#domain/verification.ts';
import { isVerifiedQuotation } from '#grounding/judge-sentences.ts';

/** The first quotation of each such sentence. */
export function quotationsBearing(
  report: VerificationReport | null,
): ReadonlyMap<SentenceCheck, QuotationCheck> {
  const bearing = new Map<SentenceCheck, QuotationCheck>();
  for (const check of report?.sentences ?? []) {
    const quotations = check.quotations.flatMap((index) => report?.quotations[index] ?? []);
    const [first] = quotations;
    if (first !== undefined && restsOnNothingElse(check, quotations)) bearing.set(check, first);
  }
  return bearing;
}

function restsOnNothingElse(check: SentenceCheck, quotations: readonly QuotationCheck[]): boolean {
  const matches = quotations.reduce((sum, quotation) => sum + quotation.matches.length, 0);
  return (
    check.verdict === 'supported' &&
    quotations.every(isVerifiedQuotation) &&
    quotations.every(({ place }) => place.unit === check.place.unit && place.block === check.place.block) &&
    // Whatever was found for the words around the quotation comes after its own passages, with a reason and claims.
    check.passages.length <= matches &&
    check.reasons.length + check.claims.length <= 1 &&
    check.supports.length === 0
  );
}
