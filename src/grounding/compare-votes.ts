/**
 * Votes beside the check: where a voter judged a sentence otherwise than the rules did, a person should look. Nothing here
 * changes a verdict or a confidence, and nothing a model says is critical by itself (grounding.md section 4, ADR 7).
 */
import type { Finding, Severity } from '#domain/finding.ts';
import type { SupportVerdict, VerificationReport } from '#domain/verification.ts';
import type { CastVote, VoterKind, VoteVerdict } from '#domain/vote.ts';

/** How a vote stands to the check. `near`: one of them sees a part where the other sees all or nothing. */
export type Agreement = 'agrees' | 'near' | 'differs';

/** The votes on one sentence, compared. */
export type ComparedSentence = {
  /** Position in the report's sentences. */
  readonly sentence: number;
  readonly verdict: SupportVerdict;
  readonly votes: readonly { readonly vote: CastVote; readonly agreement: Agreement }[];
  /** Null when no vote differs. */
  readonly severity: Severity | null;
  /** For each vote that differs a sentence, and what the other voters say beside it. */
  readonly reasons: readonly string[];
};

/** Code of the finding for a sentence on which a voter differs. */
export const VOTER_DISAGREES = 'VOTER_DISAGREES';

const VERDICT_WORDS: Readonly<Record<SupportVerdict, string>> = {
  supported: 'supported',
  'partially-supported': 'partly supported',
  contradicted: 'contradicted',
  'not-addressed': 'not addressed',
  'not-checkable': 'impossible to check',
};

/** How voters are called in sentences. */
export const VOTER_WORDS: Readonly<Record<VoterKind, string>> = {
  model: 'A language model',
  nli: 'An entailment model',
};

/** Compares the votes of each sentence that has any, in the report's order. Votes on a sentence without verdict are left out. */
export function compareVotes(report: VerificationReport, votes: readonly CastVote[]): ComparedSentence[] {
  const bySentence = Map.groupBy(votes, (vote) => vote.sentence);
  return [...bySentence.keys()]
    .sort((a, b) => a - b)
    .flatMap((sentence) => {
      const verdict = report.sentences[sentence]?.verdict ?? null;
      return verdict === null ? [] : [compareSentence(sentence, verdict, bySentence.get(sentence) ?? [])];
    });
}

/** One finding for each sentence on which a voter differs, in the report's order. */
export function listVoterFindings(
  report: VerificationReport,
  compared: readonly ComparedSentence[],
): Finding[] {
  return compared.flatMap(({ sentence, severity, reasons }) => {
    const check = report.sentences[sentence];
    if (severity === null || check === undefined) return [];
    return [
      {
        code: VOTER_DISAGREES,
        severity,
        message: reasons.join(' '),
        place: check.place,
        line: null,
        excerpt: check.text,
      },
    ];
  });
}

function compareSentence(
  sentence: number,
  verdict: SupportVerdict,
  votes: readonly CastVote[],
): ComparedSentence {
  const compared = votes
    .toSorted((a, b) => byName(a.voter, b.voter) || byName(a.model, b.model))
    .map((vote) => ({ vote, agreement: compareVerdicts(verdict, vote.verdict) }));
  const differing = compared.filter(({ agreement }) => agreement === 'differs').map(({ vote }) => vote);
  const agreeing = compared.length - differing.length;
  const reasons = differing.map(
    ({ voter, model, verdict: voted }) =>
      `${VOTER_WORDS[voter]} (${model}) judged otherwise: it calls the sentence ${VERDICT_WORDS[voted]}, the check ${VERDICT_WORDS[verdict]}.`,
  );
  if (differing.length > 0 && agreeing > 0) {
    reasons.push(
      agreeing === 1 ? 'Another voter sides with the check.' : `${agreeing} voters side with the check.`,
    );
  }
  return { sentence, verdict, votes: compared, severity: gravest(verdict, differing), reasons };
}

const DEGREE: Readonly<Record<Exclude<VoteVerdict, 'contradicted'>, number>> = {
  supported: 2,
  'partially-supported': 1,
  'not-addressed': 0,
};

/** A part against all or nothing is a matter of degree; a contradiction is not. */
function compareVerdicts(check: SupportVerdict, voted: VoteVerdict): Agreement {
  if (check === voted) return 'agrees';
  if (check === 'contradicted' || check === 'not-checkable' || voted === 'contradicted') return 'differs';
  return Math.abs(DEGREE[check] - DEGREE[voted]) === 1 ? 'near' : 'differs';
}

/** Major where the page shows a sentence as borne out, wholly or in part, and a voter says the source says otherwise. */
function gravest(check: SupportVerdict, differing: readonly CastVote[]): Severity | null {
  if (differing.length === 0) return null;
  const isBorne = check === 'supported' || check === 'partially-supported';
  return isBorne && differing.some((vote) => vote.verdict === 'contradicted') ? 'major' : 'minor';
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
