/**
 * What stored sources say of a statement whose references lead nowhere (grounding.md section 3). The provider never
 * cited these passages: they are found here by the statement's words, are labelled "re-grounded" wherever they are
 * shown, and count neither as resolved references nor towards confidence.
 */
import type { GroundingCheck } from '#domain/verification.ts';
import type { Gazetteer } from './gazetteer.ts';
import { judgeCandidates } from './judge-candidates.ts';
import { passageAt } from './judge-quotation.ts';
import type { PreparedSource } from './prepared-source.ts';
import { isTrivialSegment } from './provider/locate-segment.ts';
import { withoutOverlaps } from './search-sources.ts';
import type { SourceText } from './source-text.ts';
import type { SupportIndex } from './support-index.ts';
import { supportProfile } from './support-profile.ts';

/** The stored sources a statement is looked for in. `prepared[i]` and the index belong to `sources`. */
export type ReGroundingEvidence = {
  readonly sources: readonly SourceText[];
  readonly prepared: readonly PreparedSource[];
  readonly index: SupportIndex;
  readonly gazetteer: Gazetteer;
  /** Code of the page's jurisdiction, meant where a statement names none; null for none. */
  readonly jurisdiction: string | null;
};

type Support = GroundingCheck['supports'][number];
type Regrounded = Support['regrounded'];

const MOST_PASSAGES = 3;
/** Likeness from which a passage that does not say it is still offered, with that verdict: it is where to look first. */
const WORTH_OFFERING = 0.15;

/** The same checks with passages for every support that has a reference leading nowhere; best first, often none. */
export function reGround(checks: readonly GroundingCheck[], evidence: ReGroundingEvidence): GroundingCheck[] {
  if (evidence.sources.length === 0) return [...checks];
  const known = new Map<string, Regrounded>();
  const find = (text: string): Regrounded => {
    const found = known.get(text) ?? findPassages(text, evidence);
    known.set(text, found);
    return found;
  };
  return checks.map((check) => ({
    ...check,
    supports: check.supports.map((support) => {
      const { text } = support;
      if (!hasLost(support) || text === null || isTrivialSegment(text)) return support;
      return { ...support, regrounded: find(text) };
    }),
  }));
}

/** A statement that is not on the page is left alone: nobody reads it there. */
function hasLost({ state }: Support): boolean {
  return state === 'unresolvable' || state === 'partially-resolved';
}

function findPassages(text: string, evidence: ReGroundingEvidence): Regrounded {
  const { sources, prepared, index, gazetteer, jurisdiction } = evidence;
  const statement = supportProfile(text, gazetteer);
  const ranked = judgeCandidates(text, statement, index.candidates(statement), jurisdiction).filter(
    ({ judged }) => judged.verdict !== 'not-addressed' || judged.score >= WORTH_OFFERING,
  );
  return withoutOverlaps(ranked)
    .slice(0, MOST_PASSAGES)
    .map(({ candidate, judged }) => ({
      ...passageAt(sources, prepared, candidate.source, candidate.start, candidate.end),
      score: Math.round(judged.score * 1000) / 1000,
      verdict: judged.verdict,
    }));
}
