/**
 * The rules that signals are read by, and what they know: a reading says by which it was made, so that a change of
 * either makes every text be read again.
 */
import { contentHash } from '#domain/canonical-json.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Clock, NewId } from '#domain/ports.ts';
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import type { ReadingRules } from '#store/signals.ts';

/** Name and number of the rules; a change that alters any signal or relation takes a new number. */
export const SIGNAL_ENGINE = 'regatlas-signals/1';

/** Codebook and names, as signals need them. */
export type WatchReference = {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly topics: readonly Topic[];
  readonly gazetteer: Gazetteer;
};

/** What watching needs from outside. */
export type WatchDeps = {
  readonly reference: WatchReference;
  readonly rules: ReadingRules;
  readonly clock: Clock;
  readonly newId: NewId;
};

/** The rules of this program with this vocabulary. Hashes all of it: some ten milliseconds, once at start. */
export function signalRules(reference: WatchReference): ReadingRules {
  const { jurisdictions, topics } = reference;
  return { engine: SIGNAL_ENGINE, referenceHash: contentHash({ jurisdictions, topics }) };
}
