/**
 * Does a list of passages say what a claim says? The question of the support benchmark: no page, no sources around it,
 * just a claim and what is put forward for it. See docs/methodology.md, "Support".
 */
import type { SupportVerdict } from '#domain/verification.ts';
import { splitSentences } from './sentences.ts';
import { compareJudgements, judgePassage, lonePassage, type PassageJudgement } from './support.ts';
import { supportProfile } from './support-profile.ts';

/** What was found of one claim. */
export type EvidenceAssessment = {
  readonly verdict: Exclude<SupportVerdict, 'not-checkable'>;
  /** 0 to 1: how far the evidence as a whole bears the claim. */
  readonly score: number;
  /** 0 to 1: how far some passage speaks against it. */
  readonly contradiction: number;
  /** Indices into the evidence, the passage that bears most on the claim first; all of them, each once. */
  readonly ranking: readonly number[];
};

/** Judges `claim` against all of `evidence`, whose items may be sentences or whole passages. */
export function assessEvidence(claim: string, evidence: readonly string[]): EvidenceAssessment {
  const sentence = supportProfile(claim);
  const judged = evidence.map((text) =>
    splitSentences(text)
      .map((span) => judgePassage(sentence, lonePassage(text.slice(span.start, span.end))))
      .reduce((a, b) => (compareJudgements(a, b) <= 0 ? a : b), NOTHING),
  );
  const best = judged.reduce((a, b) => (compareJudgements(a, b) <= 0 ? a : b), NOTHING);
  const order = judged.map(({ score }, index) => ({ score, index }));
  return {
    verdict: best.verdict,
    score: Math.max(0, ...judged.map(({ score }) => score)),
    contradiction: judged.some(({ verdict }) => verdict === 'contradicted') ? 1 : 0,
    ranking: order.sort((a, b) => b.score - a.score || a.index - b.index).map(({ index }) => index),
  };
}

const NOTHING: PassageJudgement = { verdict: 'not-addressed', score: 0, isClose: false, reasons: [] };
