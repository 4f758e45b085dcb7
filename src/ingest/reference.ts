/** The vocabulary an import needs, in the forms it needs it: the codebook, and names that resolve to codes. */
import { contentHash } from '#domain/canonical-json.ts';
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

const hashes = new WeakMap<object, string>();

/** Hash of all of the vocabulary that a verdict can depend on: codebook and jurisdictions. Worked out once. */
export function referenceHash(reference: Pick<Reference, 'jurisdictions' | 'topics'>): string {
  const known = hashes.get(reference);
  if (known !== undefined) return known;
  const hash = contentHash({ jurisdictions: reference.jurisdictions, topics: reference.topics });
  hashes.set(reference, hash);
  return hash;
}
