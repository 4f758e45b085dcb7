/**
 * Which pages a source could bear on beyond those tied to it by jurisdiction, address or hash: the index is asked for
 * pages with the words of its passages. What is found is only looked at again; verification decides whether the source
 * says anything to it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { isSameOrder } from '#grounding/source-jurisdictions.ts';
import { contentStems } from '#grounding/support-profile.ts';
import { wordsOf } from '#search/parse-query.ts';
import { listFoundUnits, rankUnits } from '#search/search-analyses.ts';
import type { SearchIndex } from '#search/search-index.ts';
import type { SourceDetail } from '#store/sources.ts';
import { evenly } from './propose-sources.ts';

/** Passages that are looked for; of a longer source, an even selection. */
const MOST_PASSAGES = 60;
const MOST_UNITS = 10;
const MOST_VERSIONS = 50;
/** So many content words in a row are a quotation rather than chance. */
const RUN_OF_WORDS = 6;

/** Ids of newest versions, those with the most in common first, at most 50. May throw `search-unavailable`. */
export async function listVersionsMatching(
  index: SearchIndex,
  gazetteer: Gazetteer,
  source: Pick<SourceDetail, 'facts' | 'extracted' | 'passages' | 'jurisdictions'>,
): Promise<string[]> {
  const tally = new Map<string, number>();
  for (const text of evenly(textsOf(source), MOST_PASSAGES)) {
    const stems = contentStems(text);
    const named = new Set([
      ...source.jurisdictions.map(({ code }) => code),
      ...gazetteer.mentions(`${source.facts.title ?? ''}. ${text}`).map(({ code }) => code),
    ]);
    const runs = runsOf(stems);
    const units = listFoundUnits(index, rankUnits(index, wordsOf(text), MOST_UNITS));
    units.forEach(({ versionId, jurisdiction, text: words }, place) => {
      const isAbout = [...named].some((code) => isSameOrder(code, jurisdiction));
      const shares = isAbout || [...runsOf(contentStems(words))].some((run) => runs.has(run));
      if (shares) tally.set(versionId, (tally.get(versionId) ?? 0) + 1 / (place + 1));
    });
    await nextTurn();
  }
  return [...tally]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST_VERSIONS)
    .map(([versionId]) => versionId);
}

function textsOf({ extracted, passages }: Pick<SourceDetail, 'extracted' | 'passages'>): string[] {
  const points = [...extracted.text];
  return passages.map(({ start, end }) => points.slice(start, end).join(''));
}

function runsOf(stems: readonly string[]): Set<string> {
  const last = stems.length - RUN_OF_WORDS;
  return new Set(
    Array.from({ length: Math.max(0, last + 1) }, (_, at) => stems.slice(at, at + RUN_OF_WORDS).join(' ')),
  );
}
