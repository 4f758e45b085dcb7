/**
 * The factors of confidence: what each looks at, how much it can contribute, and the sentence that explains it.
 * Every factor only grows with good evidence and only shrinks with bad, which is what makes the whole monotone.
 */
import type { Confidence } from '#domain/confidence.ts';
import { PRIMARY_TIERS, type SourceTier } from '#domain/source.ts';

/** A stored source as evidence. */
export type EvidenceSource = {
  /** Same for copies of one document: sixteen copies of a press release are one source. */
  readonly key: string;
  readonly tier: SourceTier;
  readonly publishedOn: string | null;
  /** True when a passage of it bears a sentence or quotation of the page. */
  readonly bearsPage: boolean;
  /** True when a passage of it bears a sentence that states the status. */
  readonly bearsStatus: boolean;
};

/** Everything confidence is computed from. Nothing a page or a provider says of its own confidence is in it. */
export type ConfidenceEvidence = {
  readonly sources: readonly EvidenceSource[];
  readonly quotations: { readonly verified: number; readonly total: number };
  /** Claims by verdict; `total` counts claims only. */
  readonly sentences: { readonly supported: number; readonly partial: number; readonly total: number };
  /** References of providers, and how many of them point at nothing. */
  readonly references: { readonly total: number; readonly dangling: number };
  /** Entries of the page's list of sources, and how many of them no stored copy is known of. */
  readonly listed: { readonly total: number; readonly unresolved: number };
  /** Sentences and quotations that stored sources contradict. */
  readonly contradictions: number;
  readonly openChallenges: number;
  /** How many of them are critical. */
  readonly criticalChallenges: number;
  /** True when an editor other than the author approved exactly this version. */
  readonly approved: boolean;
  /** Day of the check, `YYYY-MM-DD`; null when not given, and recency then counts for nothing. */
  readonly asOf: string | null;
  /** Days; null without a topic. */
  readonly reviewIntervalDays: number | null;
};

type Factor = Confidence['factors'][number];

/** What each factor can contribute at most; they add up to 1. */
export const FACTOR_WEIGHTS = {
  status: 0.3,
  support: 0.2,
  quotations: 0.15,
  independence: 0.1,
  tier: 0.05,
  recency: 0.05,
  references: 0.05,
  contradictions: 0.05,
  review: 0.05,
} as const;

/** Names of the factors. */
export type FactorKey = keyof typeof FACTOR_WEIGHTS;

/** Independent sources beyond which more add nothing. */
const ENOUGH_SOURCES = 3;

const TIER_VALUES: Readonly<Record<SourceTier, number>> = {
  law: 1,
  regulator: 0.95,
  court: 0.95,
  government: 0.85,
  intergovernmental: 0.7,
  news: 0.5,
  company: 0.3,
  blog: 0.25,
  unknown: 0.2,
};

/**
 * All factors with weights that add up to 1, but for the rounding to four decimals. A factor that does not apply (a page without quotations, without
 * provider references) has weight 0 and leaves its share to the others; one that applies but cannot be known keeps
 * its weight and contributes nothing.
 */
export function confidenceFactors(evidence: ConfidenceEvidence): Factor[] {
  const found = {
    status: statusFactor(evidence),
    support: supportFactor(evidence),
    quotations: quotationFactor(evidence),
    independence: independenceFactor(evidence),
    tier: tierFactor(evidence),
    recency: recencyFactor(evidence),
    references: referenceFactor(evidence),
    contradictions: contradictionFactor(evidence),
    review: reviewFactor(evidence),
  } satisfies Record<FactorKey, Reading>;
  const entries = Object.entries(found) as [FactorKey, Reading][];
  const total = entries.reduce((sum, [key, reading]) => sum + (reading.applies ? FACTOR_WEIGHTS[key] : 0), 0);
  return entries.map(([key, reading]) => ({
    key,
    value: reading.value,
    weight: reading.applies ? Math.round((FACTOR_WEIGHTS[key] / total) * 10_000) / 10_000 : 0,
    sentence: reading.sentence,
  }));
}

/** How many different documents bear something on the page. */
export function countIndependent(evidence: ConfidenceEvidence): number {
  return new Set(evidence.sources.filter((source) => source.bearsPage).map((source) => source.key)).size;
}

/** How many different documents bear the status. */
export function countStatusSources(evidence: ConfidenceEvidence): number {
  return new Set(evidence.sources.filter((source) => source.bearsStatus).map((source) => source.key)).size;
}

/** `1 source`, `2 sources`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `1 contradiction and 2 challenges`, without the part that is none; for at least one of either. */
export function countOpen({ contradictions, openChallenges }: ConfidenceEvidence): string {
  return [
    ...(contradictions === 0 ? [] : [counted(contradictions, 'contradiction')]),
    ...(openChallenges === 0 ? [] : [counted(openChallenges, 'challenge')]),
  ].join(' and ');
}

type Reading = { readonly value: number | null; readonly applies: boolean; readonly sentence: string };

function statusFactor(evidence: ConfidenceEvidence): Reading {
  const bearing = evidence.sources.filter((source) => source.bearsStatus);
  const primary = bearing.some((source) => PRIMARY_TIERS.includes(source.tier));
  const count = countStatusSources(evidence);
  const sentence =
    count === 0
      ? 'The status rests on no stored source.'
      : `The status rests on ${counted(count, 'stored source')}, ${rankWords(count, primary)}.`;
  return { value: count === 0 ? 0 : primary ? 1 : 0.6, applies: true, sentence };
}

function rankWords(count: number, primary: boolean): string {
  if (count === 1) return primary ? 'a primary one' : 'not a primary one';
  return primary ? 'at least one of them primary' : 'none of them primary';
}

function supportFactor({ sentences, sources }: ConfidenceEvidence): Reading {
  const { supported, partial, total } = sentences;
  if (total === 0) return { value: 0, applies: true, sentence: 'No sentence of the page makes a claim.' };
  if (sources.length === 0) {
    const sentence = `None of ${counted(total, 'sentence')} that claim something could be checked.`;
    return { value: 0, applies: true, sentence };
  }
  const partly = partial === 0 ? '' : ` and ${partial} in part`;
  const sentence = `${supported} of ${counted(total, 'sentence')} that claim something ${supported === 1 ? 'is' : 'are'} borne by a stored source${partly}.`;
  return { value: Math.min(1, (supported + partial / 2) / total), applies: true, sentence };
}

function quotationFactor({ quotations }: ConfidenceEvidence): Reading {
  const { verified, total } = quotations;
  if (total === 0) return { value: null, applies: false, sentence: 'The page quotes nothing.' };
  const sentence = `${verified} of ${counted(total, 'quotation')} ${verified === 1 ? 'is' : 'are'} word for word in a stored source.`;
  return { value: Math.min(1, verified / total), applies: true, sentence };
}

function independenceFactor(evidence: ConfidenceEvidence): Reading {
  const count = countIndependent(evidence);
  const sentence =
    count === 0
      ? 'No stored source bears anything on the page.'
      : `${counted(count, 'independent document')} ${count === 1 ? 'bears' : 'bear'} something on the page; copies of one text count once.`;
  return { value: Math.min(1, count / ENOUGH_SOURCES), applies: true, sentence };
}

function tierFactor({ sources }: ConfidenceEvidence): Reading {
  const best = sources
    .filter((source) => source.bearsPage || source.bearsStatus)
    .map((source) => source.tier)
    .sort((a, b) => TIER_VALUES[b] - TIER_VALUES[a])[0];
  if (best === undefined)
    return { value: 0, applies: true, sentence: 'There is no source whose rank could count.' };
  return {
    value: TIER_VALUES[best],
    applies: true,
    sentence: `The highest-ranking source used is of the kind “${best}”.`,
  };
}

function recencyFactor({ sources, asOf, reviewIntervalDays }: ConfidenceEvidence): Reading {
  const days = sources
    .filter((source) => source.bearsPage || source.bearsStatus)
    .flatMap((source) => dayNumber(source.publishedOn) ?? []);
  const today = dayNumber(asOf);
  if (today === null || reviewIntervalDays === null) {
    return {
      value: null,
      applies: true,
      sentence: 'Age was not counted: no day or no review interval was given.',
    };
  }
  if (days.length === 0) {
    return {
      value: null,
      applies: true,
      sentence: 'No source used carries a date, so its age is not known.',
    };
  }
  const age = Math.max(0, today - days.reduce((newest, day) => Math.max(newest, day)));
  // Full marks within one review interval, none after four.
  const value = Math.min(1, Math.max(0, (4 * reviewIntervalDays - age) / (3 * reviewIntervalDays)));
  const sentence = `The newest source used is ${counted(age, 'day')} old; this topic is to be reviewed every ${counted(reviewIntervalDays, 'day')}.`;
  return { value, applies: true, sentence };
}

/** Days since 1970 of a legal date; a month or year counts from its first day. Null when there is no date. */
function dayNumber(date: string | null): number | null {
  if (date === null) return null;
  const [year, month, day] = date.slice(0, 10).split('-');
  const time = Date.parse(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.floor(time / 86_400_000);
}

function referenceFactor({ references, listed }: ConfidenceEvidence): Reading {
  const total = references.total + listed.total;
  if (total === 0) {
    const sentence = 'The page lists no source, and no provider references came with it.';
    return { value: null, applies: false, sentence };
  }
  const parts = [
    ...(references.total === 0 ? [] : [danglingWords(references)]),
    ...(listed.total === 0 ? [] : [unresolvedWords(listed)]),
  ];
  const bad = references.dangling + listed.unresolved;
  return { value: Math.max(0, (total - bad) / total), applies: true, sentence: `${parts.join('; ')}.` };
}

/** `3 of 10 provider references point at nothing`. */
export function danglingWords({ total, dangling }: ConfidenceEvidence['references']): string {
  return `${dangling} of ${counted(total, 'provider reference')} ${dangling === 1 ? 'points' : 'point'} at nothing`;
}

function unresolvedWords({ total, unresolved }: ConfidenceEvidence['listed']): string {
  const stored = total - unresolved;
  return `${stored} of ${counted(total, 'listed source')} ${stored === 1 ? 'is' : 'are'} stored`;
}

function contradictionFactor(evidence: ConfidenceEvidence): Reading {
  const { contradictions, openChallenges } = evidence;
  const open = contradictions + openChallenges;
  const sentence =
    open === 0
      ? 'No contradiction and no challenge is open.'
      : `${countOpen(evidence)} ${open === 1 ? 'is' : 'are'} open${criticalWords(evidence)}.`;
  return { value: 1 / (1 + open), applies: true, sentence };
}

/** The one challenge that is open and critical is called so at once. */
function criticalWords({ contradictions, openChallenges, criticalChallenges }: ConfidenceEvidence): string {
  if (criticalChallenges === 0) return '';
  if (contradictions + openChallenges === 1) return ', a critical one';
  return `, ${criticalChallenges} of them critical`;
}

function reviewFactor({ approved }: ConfidenceEvidence): Reading {
  const sentence = approved
    ? 'Someone other than the author approved this version.'
    : 'Nobody other than the author has approved this version.';
  return { value: approved ? 1 : 0, applies: true, sentence };
}
