/** What stored sources say of a text: the best passages, the verdict they give, and the reasons in plain words. */

import type { Gazetteer } from './gazetteer.ts';
import { judgeCandidates, type Ranked } from './judge-candidates.ts';
import type { JudgedText } from './judge-claims.ts';
import { passageAt, titleOf } from './judge-quotation.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { SourceText } from './source-text.ts';
import type { SupportIndex } from './support-index.ts';
import { supportProfile } from './support-profile.ts';

/** Judges a text against the sources at these indices, against all when none are given. */
export type Search = (text: string, sources?: readonly number[]) => JudgedText;

/** What is searched. `prepared[i]` and the index belong to `sources`. */
export type SearchedSources = {
  readonly sources: readonly SourceText[];
  readonly prepared: readonly PreparedSource[];
  readonly index: SupportIndex;
  readonly gazetteer: Gazetteer;
  /** Code of the page's jurisdiction, meant where a text names none; null for none. */
  readonly jurisdiction: string | null;
};

const MOST_PASSAGES = 3;
const WORTH_SHOWING = 0.45;
/** Answers kept; a page asks for the same words with the same sources several times in a row. */
const MOST_KNOWN = 500;

/** See {@link Search}. */
export function createSearch(searched: SearchedSources): Search {
  const known = new Map<string, JudgedText>();
  return (text, within) => {
    const key = `${within?.join() ?? '*'} ${text}`;
    const found = known.get(key) ?? find(text, within, searched);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, found);
    return found;
  };
}

function find(text: string, within: readonly number[] | undefined, searched: SearchedSources): JudgedText {
  const { sources, prepared, gazetteer, index, jurisdiction } = searched;
  const sentence = supportProfile(text, gazetteer);
  const candidates = index.candidates(sentence, within);
  const ranked = judgeCandidates(text, sentence, candidates, jurisdiction).filter(
    ({ judged }) => judged.verdict !== 'not-addressed' || judged.score >= WORTH_SHOWING,
  );
  const shown = withoutOverlaps(ranked).slice(0, MOST_PASSAGES);
  const passages = shown.map(({ candidate: { source, start, end }, judged }) => ({
    ...passageAt(sources, prepared, source, start, end),
    score: Math.round(judged.score * 1000) / 1000,
  }));
  const best = shown[0];
  if (best === undefined || best.judged.verdict === 'not-addressed') {
    return { verdict: 'not-addressed', reasons: ['No stored source was found to say this.'], passages };
  }
  const against = ranked.some(({ judged }) => judged.verdict === 'contradicted');
  const disagree =
    best.judged.verdict === 'supported' && against ? ['Another stored passage says otherwise.'] : [];
  const where = `The passage is in ${titleOf(sources, best.candidate.source)}.`;
  return { verdict: best.judged.verdict, reasons: [...best.judged.reasons, where, ...disagree], passages };
}

/** Of passages that overlap only the best. */
export function withoutOverlaps(ranked: readonly Ranked[]): Ranked[] {
  const kept: Ranked[] = [];
  for (const each of ranked) {
    const { source, start, end } = each.candidate;
    const covered = kept.some(
      ({ candidate }) => candidate.source === source && candidate.start < end && start < candidate.end,
    );
    if (!covered) kept.push(each);
  }
  return kept;
}
