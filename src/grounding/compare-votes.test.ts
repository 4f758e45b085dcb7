import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SupportVerdict, VerificationReport } from '#domain/verification.ts';
import { type CastVote, VOTE_VERDICTS, type VoteVerdict } from '#domain/vote.ts';
import { compareVotes, listVoterFindings } from './compare-votes.ts';

const PLACE = { unit: 'section/notes', block: 0, start: 0, end: 9 };

function report(...verdicts: (SupportVerdict | null)[]): VerificationReport {
  const sentences = verdicts.map((verdict, at) => ({ place: PLACE, text: `Sentence ${at}.`, verdict }));
  return { sentences } as unknown as VerificationReport;
}

function vote(sentence: number, verdict: VoteVerdict, over: Partial<CastVote> = {}): CastVote {
  return {
    sentence,
    voter: 'model',
    model: 'openai:judge',
    promptVersion: 'judge/1',
    verdict,
    score: null,
    rationale: null,
    passages: [],
    inputTokens: null,
    outputTokens: null,
    votedAt: '2026-11-20T10:00:00.000Z',
    ...over,
  };
}

describe('a vote beside the check', () => {
  it.each<[SupportVerdict, VoteVerdict, string, string | null]>([
    ['supported', 'supported', 'agrees', null],
    ['supported', 'partially-supported', 'near', null],
    ['supported', 'not-addressed', 'differs', 'minor'],
    ['supported', 'contradicted', 'differs', 'major'],
    ['partially-supported', 'supported', 'near', null],
    ['partially-supported', 'not-addressed', 'near', null],
    ['partially-supported', 'contradicted', 'differs', 'major'],
    ['not-addressed', 'supported', 'differs', 'minor'],
    ['not-addressed', 'partially-supported', 'near', null],
    ['not-addressed', 'contradicted', 'differs', 'minor'],
    ['contradicted', 'supported', 'differs', 'minor'],
    ['contradicted', 'not-addressed', 'differs', 'minor'],
    ['contradicted', 'contradicted', 'agrees', null],
  ])('%s against %s: %s, severity %s', (verdict, voted, agreement, severity) => {
    const [compared] = compareVotes(report(verdict), [vote(0, voted)]);
    expect(compared).toMatchObject({ sentence: 0, verdict, severity, votes: [{ agreement }] });
    expect(compared?.reasons).toHaveLength(severity === null ? 0 : 1);
  });

  it('gives one finding for a sentence, that names voters and verdicts and the place', () => {
    const made = report('not-addressed', 'supported');
    const votes = [
      vote(1, 'supported', { voter: 'nli', model: 'small@12' }),
      vote(1, 'contradicted'),
      vote(0, 'not-addressed'),
    ];
    expect(listVoterFindings(made, compareVotes(made, votes))).toEqual([
      {
        code: 'VOTER_DISAGREES',
        severity: 'major',
        message:
          'A language model (openai:judge) judged otherwise: it calls the sentence contradicted, the check supported. Another voter sides with the check.',
        place: PLACE,
        line: null,
        excerpt: 'Sentence 1.',
      },
    ]);
  });

  it('is left out where the sentence has no verdict or is not there', () => {
    expect(compareVotes(report(null), [vote(0, 'supported'), vote(5, 'supported')])).toEqual([]);
  });

  it('is never critical, changes nothing in the report, and the order of votes does not matter', () => {
    const verdicts = fc.constantFrom<SupportVerdict>(...VOTE_VERDICTS, 'not-checkable');
    const votes = fc.array(
      fc.record({ sentence: fc.nat(4), verdict: fc.constantFrom(...VOTE_VERDICTS), model: fc.string() }),
    );
    fc.assert(
      fc.property(fc.array(verdicts, { maxLength: 4 }), votes, (checks, drawn) => {
        const made = report(...checks);
        const before = JSON.stringify(made);
        const cast = drawn.map(({ sentence, verdict, model }) => vote(sentence, verdict, { model }));
        const findings = listVoterFindings(made, compareVotes(made, cast));
        expect(findings.every(({ severity }) => severity === 'major' || severity === 'minor')).toBe(true);
        expect(JSON.stringify(made)).toBe(before);
        const backwards = compareVotes(made, cast.toReversed());
        expect(backwards.map((one) => one.severity)).toEqual(
          compareVotes(made, cast).map((one) => one.severity),
        );
      }),
    );
  });
});
