/**
 * What voters said, beside the check and never mixed with it: under a sentence each vote with its own mark, and the
 * sentences on which a voter differs as findings of their own. Names and reasons come from outside and are only text.
 */

import type { Place } from '#domain/finding.ts';
import type { SentenceCheck } from '#domain/verification.ts';
import type { CastVote } from '#domain/vote.ts';
import {
  type Agreement,
  type ComparedSentence,
  compareVotes,
  listVoterFindings,
  VOTER_WORDS,
} from '#grounding/compare-votes.ts';
import { counted } from '../amounts.ts';
import type { AnalysisView } from '../views.ts';
import { SENTENCE_WORDS } from '../wording.ts';
import { FindingList, severityCounts } from './finding-list.tsx';
import { Glyph } from './mark.tsx';

/** The votes on each sentence that has any. */
export type VotesOf = ReadonlyMap<SentenceCheck, ComparedSentence>;

/** A version's content with its report and the votes on it. */
export type VotedBody = Pick<AnalysisView, 'content' | 'report' | 'votes'>;

/** The votes of a page by sentence. */
export function votesBySentence({ report, votes }: Pick<VotedBody, 'report' | 'votes'>): VotesOf {
  const bySentence = new Map<SentenceCheck, ComparedSentence>();
  if (report === null) return bySentence;
  for (const compared of compareVotes(report, votes)) {
    const check = report.sentences[compared.sentence];
    if (check !== undefined) bySentence.set(check, compared);
  }
  return bySentence;
}

/** In a note's line: that a voter differs on it; nothing when none does. */
export function VoterMark({ checks, votesOf }: { checks: readonly SentenceCheck[]; votesOf: VotesOf }) {
  const differs = checks.some((check) => (votesOf.get(check)?.severity ?? null) !== null);
  return differs ? <span class="note-voter">A model judged otherwise. </span> : null;
}

/** The votes on one sentence; nothing when there are none. */
export function SentenceVotes({ check, votesOf }: { check: SentenceCheck; votesOf: VotesOf }) {
  const compared = votesOf.get(check);
  if (compared === undefined) return null;
  return (
    <ul class="votes" aria-label="Votes of models, apart from the check">
      {compared.votes.map(({ vote, agreement }) => (
        <OneVote vote={vote} agreement={agreement} />
      ))}
    </ul>
  );
}

const AGREEMENT_WORDS: Readonly<Record<Agreement, string>> = {
  agrees: 'agrees',
  near: 'sees it much the same',
  differs: 'judged otherwise',
};

function OneVote({ vote, agreement }: { vote: CastVote; agreement: Agreement }) {
  const { mark, words } = SENTENCE_WORDS[vote.verdict];
  return (
    <li data-mark={mark}>
      <Glyph mark={mark} />
      <span>
        {`${VOTER_WORDS[vote.voter]} ${AGREEMENT_WORDS[agreement]}: `}
        <strong>{words}</strong>
        {vote.score !== null && `, ${vote.score.toFixed(2)} of 1`}.{' '}
        {vote.rationale !== null && <q class="rationale">{vote.rationale}</q>} <code>{vote.model}</code>
      </span>
    </li>
  );
}

type VoterFindingsProps = {
  readonly body: VotedBody;
  readonly hrefOf: (place: Place) => string;
  readonly all: string;
};

/**
 * The sentences on which a voter differs, under the findings of the check; nothing when nobody voted. `all` is the
 * address of the whole report, `hrefOf` that of a place on the page.
 */
export function VoterFindings({ body, hrefOf, all }: VoterFindingsProps) {
  const { content, report, votes } = body;
  if (report === null || votes.length === 0) return null;
  const compared = compareVotes(report, votes);
  const findings = listVoterFindings(report, compared);
  return (
    <section class="voter-findings">
      <h3>Votes of models</h3>
      <p>
        {`${counted(compared.length, 'sentence')} put to `}
        {[...new Set(votes.map((vote) => vote.model))].map((model, index) => (
          <>
            {index > 0 && ', '}
            <code>{model}</code>
          </>
        ))}
        {findings.length === 0
          ? '; none judged otherwise than the check. '
          : `; a model judged otherwise on ${findings.length} of them (${severityCounts(findings)}). `}
        Votes change no verdict and no confidence; where they differ, a person should look.
      </p>
      <FindingList findings={findings} content={content} hrefOf={hrefOf} all={all} folded />
    </section>
  );
}
