/**
 * Which stored sources beyond those tied to a page by jurisdiction, address or hash it should be held against: those
 * that the index finds for its quotations and claims. A source that has the words of a quotation is taken wherever it
 * is from, since the page may have named the wrong one; for a claim a passage must speak of the page's jurisdiction,
 * as the law of one country says nothing of another. The same page and the same sources give the same proposals.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { listStatements } from '#grounding/list-statements.ts';
import { isSameOrder } from '#grounding/source-jurisdictions.ts';
import { contentStems } from '#grounding/support-profile.ts';
import { wordsOf } from '#search/parse-query.ts';
import type { SearchIndex } from '#search/search-index.ts';
import {
  type FoundPassage,
  hasOtherSources,
  listFoundPassages,
  rankPassages,
} from '#search/search-passages.ts';

/** Statements of either kind that are looked for; of a page with more, an even selection. */
const MOST_STATEMENTS = 60;
const MOST_PASSAGES = 5;
const MOST_PROPOSED = 50;
/** Share of a statement's words that a passage must have. A quotation may run on into the next passage. */
const WORDS_OF_QUOTATION = 0.8;
const WORDS_OF_CLAIM = 0.5;
/** Shorter statements are met by chance. */
const LEAST_WORDS = 4;

/** Ids of sources that are not among `known`, the best first, at most 50. May throw `search-unavailable`. */
export async function proposeSources(
  index: SearchIndex,
  gazetteer: Gazetteer,
  content: AnalysisContent,
  known: ReadonlySet<number>,
): Promise<number[]> {
  // Reading a long page costs as much as judging it, and most small stores hold nothing else.
  if (!hasOtherSources(index, known)) return [];
  const { quotations, claims } = listStatements(content);
  const tally = new Map<number, number>();
  const count = (source: number, weight: number) => tally.set(source, (tally.get(source) ?? 0) + weight);
  for (const quotation of evenly(quotations)) {
    for (const { source, share } of await findWords(index, quotation, known)) {
      if (share >= WORDS_OF_QUOTATION) count(source, 2 * share);
    }
  }
  const isAboutPage = (passage: FoundPassage) => speaksOf(passage, content.jurisdiction, gazetteer);
  for (const claim of evenly(claims)) {
    for (const { source, share, passage } of await findWords(index, claim, known)) {
      if (share >= WORDS_OF_CLAIM && isAboutPage(passage)) count(source, share);
    }
  }
  return ranked(tally).slice(0, MOST_PROPOSED);
}

/** Of these sources the `most` that fit the page best, for a jurisdiction with more than can be looked at. */
export async function chooseAmong(
  index: SearchIndex,
  content: AnalysisContent,
  sources: readonly number[],
  most: number,
): Promise<number[]> {
  const { quotations, claims } = listStatements(content);
  const tally = new Map<number, number>();
  for (const statement of [...evenly(quotations), ...evenly(claims)]) {
    const passages = rankPassages(index, wordsOf(statement), 4 * MOST_PASSAGES, { within: sources });
    for (const [place, { source }] of passages.entries()) {
      tally.set(source, (tally.get(source) ?? 0) + 1 / (place + 1));
    }
    await nextTurn();
  }
  const best = ranked(tally).slice(0, most);
  // Those that nothing was found in come last, oldest first.
  const rest = sources.filter((source) => !tally.has(source)).slice(0, most - best.length);
  return [...best, ...rest];
}

/** True when the source is about the jurisdiction, or title or passage name it. */
export function speaksOf(
  { jurisdictions, title, text }: Pick<FoundPassage, 'jurisdictions' | 'title' | 'text'>,
  jurisdiction: string,
  gazetteer: Gazetteer,
): boolean {
  const isIt = (code: string) => isSameOrder(code, jurisdiction);
  return (
    jurisdictions.some(isIt) || gazetteer.mentions(`${title ?? ''}. ${text}`).some(({ code }) => isIt(code))
  );
}

type Found = { readonly source: number; readonly share: number; readonly passage: FoundPassage };

/** Waits a turn after each, so that a server answers others in between. */
async function findWords(
  index: SearchIndex,
  statement: string,
  known: ReadonlySet<number>,
): Promise<Found[]> {
  const wanted = new Set(contentStems(statement));
  if (wanted.size < LEAST_WORDS) return [];
  const passages = rankPassages(index, wordsOf(statement), MOST_PASSAGES, {
    real: true,
    without: [...known],
  });
  const found = listFoundPassages(index, passages).map((passage) => {
    const held = new Set(contentStems(`${passage.title ?? ''} ${passage.text}`));
    const share = [...wanted].filter((stem) => held.has(stem)).length / wanted.size;
    return { source: passage.source, share, passage };
  });
  await nextTurn();
  return found;
}

/** At most {@link MOST_STATEMENTS}, from the whole of the page. */
export function evenly<T>(all: readonly T[], most = MOST_STATEMENTS): T[] {
  if (all.length <= most) return [...all];
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)] as T);
}

/** By weight; equal ones by id. */
function ranked(tally: ReadonlyMap<number, number>): number[] {
  return [...tally].sort(([a, x], [b, y]) => y - x || a - b).map(([source]) => source);
}
