/**
 * Reads the signals out of one stored source, holds them against the pages they speak of, and opens what challenges
 * follow: all of it or nothing. Once read by the same rules, a text is not read again.
 */
import { nowIso } from '#domain/ports.ts';
import type { Signal } from '#domain/signal.ts';
import { extractSignals } from '#grounding/signals/extract-signals.ts';
import { findSourceText } from '#store/candidate-sources.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { appendReading, hasReading, listSignalCells } from '#store/signals.ts';
import { lockEvidence } from '#store/sources.ts';
import { relateSignals } from './relate-signals.ts';
import type { WatchDeps } from './signal-rules.ts';

/** What a reading did. `challenged`: ids of versions that have a new challenge. */
export type ReadOutcome = { readonly signals: number; readonly challenged: readonly string[] };

/**
 * Reads the newest text of the source. `afterwards` runs in the transaction that keeps the result, with the versions
 * that were challenged. A source that is not there has no signals.
 */
export async function readSignals(
  store: Store,
  deps: WatchDeps,
  sourceId: number,
  afterwards: (tx: WriteTx, challenged: readonly string[]) => Promise<void>,
): Promise<ReadOutcome> {
  const text = await store.read(async (tx) => {
    const found = await findSourceText(tx, sourceId);
    if (found === undefined || (await hasReading(tx, found.sourceTextId, deps.rules))) return undefined;
    return found;
  });
  if (text === undefined) return { signals: 0, challenged: [] };
  // Before the transaction: a long text takes a while, and whoever verifies would wait for it.
  const signals = extractSignals(text, deps.reference);
  const challenged = await store.write(async (tx) => {
    const versions = await keepSignals(tx, deps, text.sourceTextId, signals);
    await afterwards(tx, versions);
    return versions;
  });
  return { signals: signals.length, challenged };
}

async function keepSignals(
  tx: WriteTx,
  deps: WatchDeps,
  sourceTextId: number,
  signals: readonly Signal[],
): Promise<string[]> {
  // Nobody imports a page meanwhile, so that no page and no signal can miss each other.
  await lockEvidence(tx);
  const isNew = await appendReading(tx, { ...deps.rules, sourceTextId, signals, at: nowIso(deps.clock) });
  if (!isNew) return [];
  const challenged = new Set<string>();
  for (const cell of await listSignalCells(tx, sourceTextId)) {
    for (const version of await relateSignals(tx, deps, cell)) challenged.add(version);
  }
  return [...challenged];
}
