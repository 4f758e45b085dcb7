/**
 * From what was found to what a brief is made of: each candidate is read and judged, copies are dropped, the rest is
 * ranked. Texts are read a few at a time, and others get their turn in between.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeftOut } from '#domain/brief.ts';
import type { Store } from '#store/connect.ts';
import { listResearchSources } from '#store/research-sources.ts';
import type { Candidate, KeptSource } from './candidate.ts';
import { dropCopies, type UncopiedSource } from './drop-copies.ts';
import { type CandidateRules, judgeCandidate } from './judge-candidate.ts';
import { rankSources } from './rank-sources.ts';

/** Sources by rank, and what was left out with the reason. */
export type ChosenSources = {
  readonly sources: readonly UncopiedSource[];
  readonly leftOut: readonly LeftOut[];
  readonly considered: number;
};

const AT_ONCE = 10;

/** A source that was found in several ways is judged once, by the first. Throws what the signal says when aborted. */
export async function chooseCandidates(
  store: Store,
  candidates: readonly Candidate[],
  rules: CandidateRules,
  signal: AbortSignal,
): Promise<ChosenSources> {
  const found = new Map(candidates.toReversed().map((candidate) => [candidate.source, candidate]));
  const ids = [...new Set(candidates.map(({ source }) => source))];
  const kept: KeptSource[] = [];
  const leftOut: LeftOut[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const batch = ids.slice(from, from + AT_ONCE);
    for (const source of await store.read((tx) => listResearchSources(tx, batch))) {
      signal.throwIfAborted();
      const candidate = found.get(source.sourceId);
      if (candidate === undefined) continue;
      const judged = judgeCandidate(source, candidate, rules);
      if (judged.kind === 'kept') kept.push(judged.kept);
      else leftOut.push(judged.leftOut);
      await nextTurn();
    }
  }
  kept.sort((a, b) => a.source.sourceId - b.source.sourceId);
  leftOut.sort((a, b) => (a.source ?? 0) - (b.source ?? 0));
  const { sources, leftOut: copies } = dropCopies(kept);
  const { ranked, leftOut: tooMany } = rankSources(sources);
  return { sources: ranked, leftOut: [...leftOut, ...copies, ...tooMany], considered: ids.length };
}
