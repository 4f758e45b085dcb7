/**
 * Resolves the page's reference list: which entry is a stored source, recognised by what, and whether the words the
 * author marked as relied on stand in it.
 */
import type { CitedSource } from '#domain/analysis.ts';
import type { CitationCheck } from '#domain/verification.ts';
import { deniesBefore } from './governing-clause.ts';
import { createQuotationJudge } from './judge-quotation.ts';
import { endsInNegation } from './negation-before.ts';
import type { PreparedSource } from './prepared-source.ts';
import { resolveSource } from './resolve-source.ts';
import type { SourceText } from './source-text.ts';
import { exceptsAfter } from './words-after.ts';

/** One check per entry, in the order of the list. `prepared[i]` is the prepared text of `sources[i]`. */
export function checkCitations(
  citedSources: readonly CitedSource[],
  sources: readonly SourceText[],
  prepared: readonly PreparedSource[],
): CitationCheck[] {
  const judge = createQuotationJudge(sources, prepared);
  return citedSources.map((entry) => {
    const { index, by } = resolveSource({ ref: entry }, sources);
    const known = { ref: entry.ref, source: index, resolvedBy: by };
    if (entry.quote === null) return { ...known, quotation: null, matches: [] };
    const { exact, prefix, suffix } = entry.quote;
    const { verdict, matches } = judge(exact, {
      label: entry.title ?? entry.publisher ?? entry.url ?? `[${entry.ref}]`,
      candidates: index === null ? [] : [index],
      named: true,
      context: {
        prefix,
        suffix,
        // The entry shows what stands around its words, and so says it.
        negated: endsInNegation(prefix),
        denies: deniesBefore(prefix),
        excepts: exceptsAfter(suffix),
      },
    });
    return { ...known, quotation: verdict, matches };
  });
}
