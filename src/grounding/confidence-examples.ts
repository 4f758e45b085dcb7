/**
 * Worked examples of confidence: invented evidence, in figures, and what the rules make of it. The methodology page and
 * `docs/methodology.md` show exactly what this computes, so that an example cannot tell of rules that no longer hold.
 */
import type { Confidence } from '#domain/confidence.ts';
import { type ConfidenceEvidence, computeConfidence, type EvidenceSource } from './confidence.ts';

/** One example: a name, the evidence in a sentence or two, and the result. */
export type ConfidenceExample = {
  readonly key: string;
  readonly title: string;
  readonly story: string;
  readonly confidence: Confidence;
};

const DAY = '2026-11-20';

const DECREE: EvidenceSource = {
  key: 'decree',
  tier: 'law',
  publishedOn: '2026-10-20',
  bearsPage: true,
  bearsStatus: true,
};
const NEWS: EvidenceSource = { ...DECREE, key: 'agency report', tier: 'news', publishedOn: '2026-11-01' };

const BORNE: ConfidenceEvidence = {
  sources: [DECREE],
  quotations: { verified: 2, total: 2 },
  sentences: { supported: 8, partial: 0, total: 10 },
  references: { total: 0, dangling: 0 },
  listed: { total: 1, unresolved: 0 },
  contradictions: 0,
  openChallenges: 0,
  criticalChallenges: 0,
  approved: false,
  asOf: DAY,
  reviewIntervalDays: 180,
};

type Written = Omit<ConfidenceExample, 'confidence'> & { readonly evidence: ConfidenceEvidence };

const EXAMPLES: readonly Written[] = [
  {
    key: 'decree',
    title: 'A ban that a stored decree states',
    story:
      'The page quotes a decree twice, word for word. The decree is stored, a law, a month old, and listed as the page’s one source. It bears eight of the ten claims. Nobody has approved the version yet.',
    evidence: BORNE,
  },
  {
    key: 'challenged',
    title: 'The same page with an open challenge',
    story: 'A reader submits a challenge. Nothing else changes until it is answered.',
    evidence: { ...BORNE, openChallenges: 1 },
  },
  {
    key: 'critical',
    title: 'The same page with a critical challenge',
    story:
      'The challenge is of the worst kind: were it right, the page would mislead. Until an editor has judged it, nobody should rely on the page.',
    evidence: { ...BORNE, openChallenges: 1, criticalChallenges: 1 },
  },
  {
    key: 'approved',
    title: 'The same page approved',
    story:
      'An editor who did not write it has read it and approves exactly this version. No challenge is open.',
    evidence: { ...BORNE, approved: true },
  },
  {
    key: 'press',
    title: 'Sixteen prints of one agency report',
    story:
      'The status rests on a press report of which sixteen copies are stored, and on nothing else. Six of ten claims are borne, one more in part. The page quotes nothing and lists all sixteen.',
    evidence: {
      ...BORNE,
      sources: Array.from({ length: 16 }, () => NEWS),
      quotations: { verified: 0, total: 0 },
      sentences: { supported: 6, partial: 1, total: 10 },
      listed: { total: 16, unresolved: 0 },
    },
  },
  {
    key: 'dangling',
    title: 'A model’s page whose references lead nowhere',
    story:
      'The provider gave ten references into a list of sources that is empty. One newspaper article is stored that bears one claim in part and the status not at all; three quotations could not be found.',
    evidence: {
      ...BORNE,
      sources: [{ ...NEWS, bearsPage: false, bearsStatus: false }],
      quotations: { verified: 0, total: 3 },
      sentences: { supported: 0, partial: 1, total: 40 },
      references: { total: 10, dangling: 10 },
      listed: { total: 0, unresolved: 0 },
    },
  },
  {
    key: 'nothing',
    title: 'The same page before anything is stored',
    story: 'Without a stored source there is nothing to hold the page against.',
    evidence: {
      ...BORNE,
      sources: [],
      quotations: { verified: 0, total: 3 },
      sentences: { supported: 0, partial: 0, total: 40 },
      references: { total: 10, dangling: 10 },
      listed: { total: 0, unresolved: 0 },
    },
  },
];

/** The examples with what the rules of this program make of them. */
export function confidenceExamples(): ConfidenceExample[] {
  return EXAMPLES.map(({ evidence, ...written }) => ({
    ...written,
    confidence: computeConfidence(evidence),
  }));
}

/** The examples as the table of `docs/methodology.md`. */
export function describeExamples(): string {
  return confidenceExamples()
    .map(({ title, story, confidence }) => {
      const figure = confidence.figure === null ? 'no figure' : confidence.figure.toFixed(2);
      const rows = confidence.factors.map(
        ({ sentence, value, weight }) =>
          `| ${sentence} | ${weight === 0 ? 'does not apply' : value === null ? 'not known' : value.toFixed(2)} | ${weight.toFixed(4)} |`,
      );
      const caps = confidence.caps.map((cap) => `Limit: ${cap}`);
      return [
        `**${title}.** ${story}`,
        '',
        '| What was looked at | Reached | Weight |',
        '|---|---|---|',
        ...rows,
        '',
        ...caps.flatMap((cap) => [cap, '']),
        `Result: **${confidence.level}**, ${figure}. ${confidence.summary}`,
      ].join('\n');
    })
    .join('\n\n');
}
