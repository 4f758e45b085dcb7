/** Causes of versions in words, for a sentence and for a link. */
import type { HistoryCause, VersionHistory } from '#store/version-history.ts';

/** `challenge #1f3a9c2e`, `source 4`, `run 12`, `an edit`, `a run` of another installation. */
export function nameCause({ kind, review, source, run }: HistoryCause): string {
  if (review !== null) return `${review.kind.toLowerCase()} #${review.id.slice(0, 8)}`;
  if (source !== null) return `source ${source.id}`;
  if (run !== null) return `run ${run}`;
  return kind === 'run' ? 'a run' : 'an edit';
}

/** Each once, in the order of the versions. */
export function nameCauses(history: readonly VersionHistory[]): string[] {
  return [...new Set(history.flatMap(({ causes }) => causes.map(nameCause)))];
}
