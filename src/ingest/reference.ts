/** The vocabulary an import needs, in the forms it needs it: the codebook, and names that resolve to codes. */
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';

/** Codebook and gazetteer, built once from the reference data. */
export type Reference = {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly topics: readonly Topic[];
  readonly gazetteer: Gazetteer;
};

/** The topic with this key, or undefined. */
export function findTopic(reference: Reference, key: string): Topic | undefined {
  return reference.topics.find((topic) => topic.key === key);
}
