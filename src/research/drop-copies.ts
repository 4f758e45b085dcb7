/**
 * Of copies of one document one is kept: from who speaks with most weight, then the newest capture of one address, then
 * the oldest print. The others are named with it, so that sixteen prints of a press release count as one source.
 */
import type { LeftOut } from '#domain/brief.ts';
import { SOURCE_TIERS } from '#domain/source.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { documentKeys } from '#grounding/same-document.ts';
import type { ResearchSource } from '#store/research-sources.ts';
import type { KeptSource } from './candidate.ts';
import { leftOutSource } from './judge-candidate.ts';

/** A source together with the numbers of its copies, rising. */
export type UncopiedSource = KeptSource & { readonly copies: readonly number[] };

/** The kept ones in the order given, and the copies as left out. The order does not change which are kept. */
export function dropCopies(kept: readonly KeptSource[]): { sources: UncopiedSource[]; leftOut: LeftOut[] } {
  const ordered = [...kept].sort((a, b) => compareCopies(a.source, b.source));
  const texts = ordered.map(({ source }) => source);
  const keys = documentKeys(
    texts,
    texts.map(({ text }) => prepareSource(text)),
  );
  const first = (index: number): number => keys.indexOf(keys[index] ?? index);
  const copies = new Map<number, KeptSource[]>();
  const leftOut: { readonly source: number; readonly entry: LeftOut }[] = [];
  ordered.forEach((one, index) => {
    const original = ordered[first(index)];
    if (original === undefined || original === one) return;
    const id = original.source.sourceId;
    copies.set(id, [...(copies.get(id) ?? []), one]);
    const words = copyWords(one.source, original.source);
    leftOut.push({ source: one.source.sourceId, entry: leftOutSource(one.source, 'copy', words) });
  });
  const isCopy = new Set(leftOut.map(({ source }) => source));
  return {
    sources: kept
      .filter(({ source }) => !isCopy.has(source.sourceId))
      .map((one) => {
        const numbers = (copies.get(one.source.sourceId) ?? []).map(({ source }) => source.sourceId);
        return { ...one, copies: numbers.sort((a, b) => a - b) };
      }),
    leftOut: leftOut.sort((a, b) => a.source - b.source).map(({ entry }) => entry),
  };
}

function compareCopies(a: ResearchSource, b: ResearchSource): number {
  const byTier = SOURCE_TIERS.indexOf(a.tier) - SOURCE_TIERS.indexOf(b.tier);
  if (byTier !== 0) return byTier;
  if (isSameAddress(a, b) && a.capturedAt !== b.capturedAt) return a.capturedAt > b.capturedAt ? -1 : 1;
  // What has no date may be of any day.
  const [first, second] = [a.publishedOn ?? '9999', b.publishedOn ?? '9999'];
  if (first !== second) return first < second ? -1 : 1;
  return a.sourceId - b.sourceId;
}

function isSameAddress(a: ResearchSource, b: ResearchSource): boolean {
  return a.url !== null && b.url !== null && canonicalUrl(a.url) === canonicalUrl(b.url);
}

function copyWords(copy: ResearchSource, original: ResearchSource): string {
  const name = `source ${original.sourceId} (“${original.title ?? original.fileName ?? original.url ?? 'without a title'}”)`;
  if (copy.textSha256 !== original.textSha256 && isSameAddress(copy, original)) {
    return `It is an older capture of the address of ${name}.`;
  }
  if (copy.tier !== original.tier) {
    return `It is a copy of ${name}, which comes from who speaks with more weight (${original.tier}).`;
  }
  return `It is a copy of ${name}, which is kept.`;
}
