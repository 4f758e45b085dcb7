/**
 * What the law did between two versions: acts that are later than the earlier one, and repeals it did not have. They
 * explain a difference, which then is no contradiction (product invariant 9).
 */
import type { AnalysisContent, LandmarkLaw } from '#domain/analysis.ts';
import { tieLaws } from './compare-laws.ts';

/** Why a difference is no contradiction, as a sentence. */
export type Explanation = {
  readonly kind: 'later-act' | 'repeal' | 'later-date' | 'nothing-found';
  readonly sentence: string;
};

/** Acts and repeals later than `day`, that of the earlier version (null when nothing tells it). */
export type Acts = {
  readonly day: string | null;
  readonly later: ReadonlyMap<LandmarkLaw, string>;
  readonly repealed: readonly LandmarkLaw[];
  /** Entries that only one of the two tables has. */
  readonly added: readonly LandmarkLaw[];
  readonly removed: readonly LandmarkLaw[];
};

/** `recordedOn` is the day of an earlier version that gives none of its own. */
export function readActs(before: AnalysisContent, after: AnalysisContent, recordedOn: string | null): Acts {
  const day = before.report?.date ?? before.declared.created?.slice(0, 10) ?? recordedOn;
  const ties = tieLaws(before.laws, after.laws);
  const [kept, known] = [new Set(ties.map(([at]) => at)), new Map(ties.map(([at, there]) => [there, at]))];
  const later = new Map<LandmarkLaw, string>();
  for (const law of after.laws) {
    const date = [law.enactedOn, law.inForceOn, law.applicableOn].find((one) => isLater(one, day));
    if (date != null) later.set(law, date);
  }
  return {
    day,
    later,
    repealed: after.laws.filter((law, at) => {
      const old = before.laws[known.get(at) ?? -1];
      // A repeal that the earlier version overlooked explains nothing.
      const isSince = day === null ? law.repealedOn !== null : isLater(law.repealedOn, day);
      return isSince && (old === undefined || old.repealedOn === null);
    }),
    added: after.laws.filter((_, at) => !known.has(at)),
    removed: before.laws.filter((_, at) => !kept.has(at)),
  };
}

/** As precise as both dates are: a bare year is not later than a day in it. */
export function isLater(date: string | null, day: string | null): boolean {
  if (date === null || day === null) return false;
  const length = Math.min(date.length, day.length);
  return date.slice(0, length) > day.slice(0, length);
}

/** A later act, else a repeal; null when there is neither. */
export function explainByActs(acts: Acts): Explanation | null {
  const [ended] = acts.repealed;
  return explainByLaterAct(acts) ?? (ended === undefined ? null : repeal(ended));
}

/** The first act later than the earlier version; null for none. */
export function explainByLaterAct({ later, day }: Acts): Explanation | null {
  const [act] = later;
  return act === undefined ? null : laterAct(act[0], act[1], day);
}

/** What a later act explains. */
export function laterAct({ name }: LandmarkLaw, date: string, day: string | null): Explanation {
  return {
    kind: 'later-act',
    sentence: `${name} is of ${date}, later than the earlier version (${day}): it replaces what was so before.`,
  };
}

/** What a repeal explains. */
export function repeal({ name, repealedOn }: LandmarkLaw): Explanation {
  return { kind: 'repeal', sentence: `${name} was repealed on ${repealedOn}: what rested on it has ended.` };
}
