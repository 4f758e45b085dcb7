/**
 * The order of the sources of a brief: who speaks, then how much of the topic is in it, then how recent it is. Where
 * there are more than a brief takes, those that speak of the topic only in passing go first, whoever speaks.
 */
import type { LeftOut } from '#domain/brief.ts';
import { PRIMARY_TIERS, SOURCE_TIERS } from '#domain/source.ts';
import type { UncopiedSource } from './drop-copies.ts';
import { leftOutSource } from './judge-candidate.ts';
import { STRONG_SCORE } from './read-topic.ts';

/** Most sources of a brief. */
export const MOST_SOURCES = 40;

/** At most {@link MOST_SOURCES}, best first, each with the reason of its rank; the rest as left out. */
export function rankSources(sources: readonly UncopiedSource[]): {
  ranked: UncopiedSource[];
  leftOut: LeftOut[];
} {
  const byUse = [...sources].sort((a, b) => weakness(a) - weakness(b) || compareSources(a, b));
  const ranked = byUse.slice(0, MOST_SOURCES).sort(compareSources);
  return {
    ranked: ranked.map((one) => ({ ...one, reasons: [...one.reasons, rankWords(one)] })),
    leftOut: byUse.slice(MOST_SOURCES).map(({ source }) => {
      const words = `A brief takes ${MOST_SOURCES} sources, and so many others say more on the topic.`;
      return leftOutSource(source, 'too-many', words);
    }),
  };
}

function weakness({ strength }: UncopiedSource): number {
  return strength >= STRONG_SCORE ? 0 : 1;
}

function compareSources(a: UncopiedSource, b: UncopiedSource): number {
  const byTier = SOURCE_TIERS.indexOf(a.source.tier) - SOURCE_TIERS.indexOf(b.source.tier);
  if (byTier !== 0) return byTier;
  if (a.strength !== b.strength) return b.strength - a.strength;
  if (a.onTopic !== b.onTopic) return b.onTopic - a.onTopic;
  const [first, second] = [a.source.publishedOn ?? '', b.source.publishedOn ?? ''];
  if (first !== second) return first > second ? -1 : 1;
  return a.source.sourceId - b.source.sourceId;
}

function rankWords({ source, copies }: UncopiedSource): string {
  const { tier, publishedOn } = source;
  const weight = PRIMARY_TIERS.includes(tier) ? 'primary evidence' : 'no primary evidence';
  const who = tier === 'unknown' ? 'Who speaks is not known' : `It is of the kind “${tier}”`;
  const when = publishedOn === null ? 'without a known date' : `published ${publishedOn}`;
  const also = copies.length === 0 ? '' : ` ${copies.length} more stored sources are copies of it.`;
  return `${who}: ${weight}, ${when}.${also}`;
}
