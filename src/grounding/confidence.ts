/**
 * Confidence from evidence alone (grounding.md section 7): the weighted sum of the factors, then the caps.
 * With nothing to check against there is no figure, because a low number would pretend to a measurement.
 */
import type { Confidence, ConfidenceLevel } from '#domain/confidence.ts';
import { PRIMARY_TIERS, type SourceTier } from '#domain/source.ts';
import {
  type ConfidenceEvidence,
  confidenceFactors,
  counted,
  countOpen,
  countStatusSources,
  danglingWords,
} from './confidence-factors.ts';

export type { ConfidenceEvidence, EvidenceSource } from './confidence-factors.ts';

/** Least figure of the level. */
export const LEAST_HIGH = 0.75;
/** Least figure of the level; below it confidence is low. */
export const LEAST_MEDIUM = 0.5;
/** The cap as a sentence. */
export const UNSOURCED_STATUS_LIMIT = 'A status that rests on no stored source has at most low confidence.';
/** The cap as a sentence. */
export const WEAK_SPEAKERS_LIMIT =
  'A status borne only by blogs, companies or sources whose speaker is not known has at most low confidence.';
/** The cap as a sentence. */
export const NO_PRIMARY_LIMIT =
  'A status that no law, regulator, court or government bears has at most medium confidence.';
/** The cap as a sentence. */
export const OPEN_CONTRADICTION_LIMIT =
  'With a contradiction or challenge open, confidence is at most medium.';
/** The cap as a sentence. */
export const CRITICAL_CHALLENGE_LIMIT = 'With a critical challenge standing, confidence is at most low.';
const WEAK_TIERS: readonly SourceTier[] = ['blog', 'company', 'unknown'];

/** Just under the next level, so that a capped figure can never round into it. */
const BELOW = 0.01;

/** The level, the figure after caps, and why. Adding good evidence never lowers it, adding bad never raises it. */
export function computeConfidence(evidence: ConfidenceEvidence): Confidence {
  const factors = confidenceFactors(evidence);
  if (!isCheckable(evidence)) {
    return {
      level: 'Unknown',
      figure: null,
      summary: reasonUnknown(evidence),
      factors,
      caps: [],
    };
  }
  const sum = factors.reduce((total, factor) => total + factor.weight * (factor.value ?? 0), 0);
  const limits = capsOf(evidence);
  const figure = Math.min(1, sum, ...limits.map((limit) => limit.most));
  const level = levelOf(figure);
  const caps = limits.filter((limit) => sum > limit.most).map((limit) => limit.sentence);
  return {
    level,
    figure: Math.round(figure * 100) / 100,
    summary: [summaryOf(evidence), ...caps.filter((cap) => cap !== UNSOURCED_STATUS_LIMIT)].join(' '),
    factors,
    caps,
  };
}

/** Something is checkable when a source is stored and the page says or quotes something. */
function isCheckable({ sources, sentences, quotations }: ConfidenceEvidence): boolean {
  return sources.length > 0 && sentences.total + quotations.total > 0;
}

function capsOf(evidence: ConfidenceEvidence): { most: number; sentence: string }[] {
  const caps = [];
  const speakers = evidence.sources.filter((source) => source.bearsStatus).map((source) => source.tier);
  if (countStatusSources(evidence) === 0) {
    caps.push({ most: LEAST_MEDIUM - BELOW, sentence: UNSOURCED_STATUS_LIMIT });
  } else if (speakers.every((tier) => WEAK_TIERS.includes(tier))) {
    caps.push({ most: LEAST_MEDIUM - BELOW, sentence: WEAK_SPEAKERS_LIMIT });
  } else if (!speakers.some((tier) => PRIMARY_TIERS.includes(tier))) {
    caps.push({ most: LEAST_HIGH - BELOW, sentence: NO_PRIMARY_LIMIT });
  }
  if (evidence.criticalChallenges > 0) {
    caps.push({ most: LEAST_MEDIUM - BELOW, sentence: CRITICAL_CHALLENGE_LIMIT });
  } else if (evidence.contradictions + evidence.openChallenges > 0) {
    caps.push({ most: LEAST_HIGH - BELOW, sentence: OPEN_CONTRADICTION_LIMIT });
  }
  return caps;
}

/** Levels are read off the rounded figure, so that what is shown and what is said agree. */
function levelOf(figure: number): ConfidenceLevel {
  const shown = Math.round(figure * 100) / 100;
  if (shown >= LEAST_HIGH) return 'High';
  return shown >= LEAST_MEDIUM ? 'Medium' : 'Low';
}

function reasonUnknown(evidence: ConfidenceEvidence): string {
  if (evidence.sources.length > 0) return 'The page says nothing that could be checked.';
  return `Nothing could be checked. The status rests on no stored source${danglingClause(evidence)}`;
}

function summaryOf(evidence: ConfidenceEvidence): string {
  const count = countStatusSources(evidence);
  const open = evidence.contradictions + evidence.openChallenges;
  const { supported, total } = evidence.sentences;
  const clauses = [
    count === 0
      ? 'The status rests on no stored source'
      : `The status rests on ${counted(count, 'stored source')}`,
    `${supported} of ${counted(total, 'claim')} ${supported === 1 ? 'is' : 'are'} borne out`,
    ...(open === 0 ? [] : [`${countOpen(evidence)} open`]),
  ];
  return `${clauses.join('; ')}${danglingClause(evidence)}`;
}

function danglingClause({ references }: ConfidenceEvidence): string {
  return references.dangling === 0 ? '.' : `; ${danglingWords(references)}.`;
}
