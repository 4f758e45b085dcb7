/** A comparison as programs get it: the same value from the address that ends in `.json` and from `regatlas diff --json`. */
import type { ComparedVersion, StoredComparison } from './compare-stored-versions.ts';

/** Name and number of the shape. */
export const DIFF_SCHEMA = 'regatlas.version-diff/1';

/** Everything that was found, under stable names; `diff` is a {@link StoredComparison}'s. */
export function presentComparison(comparison: StoredComparison): object {
  const { before, after, summary, contradictions, explanations, history, diff } = comparison;
  return {
    schema: DIFF_SCHEMA,
    analysis: after.analysis,
    before: presentVersion(before),
    after: presentVersion(after),
    summary,
    contradictions,
    explanations,
    history: history.map(({ id: _, ...version }) => version),
    diff,
  };
}

function presentVersion({ number, contentHash, origin, recordedAt, stage, report }: ComparedVersion): object {
  return { version: number, contentHash, origin, recordedAt, stage, engine: report?.engine ?? null };
}
