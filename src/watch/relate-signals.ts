/**
 * Holds the signals of a cell against its current versions: the Live one, else the newest of each analysis. A pair that
 * was held before is left alone, so that doing it twice changes nothing.
 */
import { nowIso } from '#domain/ports.ts';
import type { Topic } from '#domain/topic.ts';
import { relateSignal } from '#grounding/signals/relate-signal.ts';
import type { WriteTx } from '#store/connect.ts';
import { type Cell, type CurrentVersion, listCurrentVersions } from '#store/current-versions.ts';
import { appendRelation, listUnrelatedSignals } from '#store/signal-relations.ts';
import { lockVerification } from '#store/verifications.ts';
import { openChallenge } from './open-challenge.ts';
import type { WatchDeps } from './signal-rules.ts';

const SIGNALS_AT_ONCE = 500;

/** Ids of the versions on which a challenge was opened. The caller holds the lock on evidence. */
export async function relateSignals(tx: WriteTx, deps: WatchDeps, cell: Cell): Promise<string[]> {
  const topic = deps.reference.topics.find((one) => one.key === cell.topic);
  if (topic === undefined) return [];
  const challenged: string[] = [];
  for (const version of await listCurrentVersions(tx, cell)) {
    await lockVerification(tx, version.id);
    if (await relateToVersion(tx, deps, version, topic, cell)) challenged.push(version.id);
  }
  return challenged;
}

async function relateToVersion(
  tx: WriteTx,
  deps: WatchDeps,
  version: CurrentVersion,
  topic: Topic,
  cell: Cell,
): Promise<boolean> {
  let isChallenged = false;
  for (;;) {
    const signals = await listUnrelatedSignals(tx, { ...cell, id: version.id }, SIGNALS_AT_ONCE);
    for (const signal of signals) {
      const relation = relateSignal(signal, { content: version.content, topic });
      const pair = { signal: signal.id, version: version.id, at: nowIso(deps.clock) };
      await appendRelation(tx, pair, relation);
      if (relation.relation !== 'contradicts') continue;
      const outcome = await openChallenge(tx, deps, { version, topic, signal, relation });
      if (outcome === 'opened') isChallenged = true;
    }
    if (signals.length < SIGNALS_AT_ONCE) return isChallenged;
  }
}
