/**
 * Asks voters about the sentences of a version's current verification and keeps what they say beside it. Only sentences for
 * which the check found a passage are asked about. Nobody is asked while a transaction is open, each answer is stored as it
 * comes, and a question that was answered before, on whichever page, is not asked again.
 */
import { type Clock, nowIso } from '#domain/ports.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { VoteFault, VoteItem } from '#domain/vote.ts';
import type { SupportVoter } from '#llm/support-voter.ts';
import type { Store } from '#store/connect.ts';
import { findVerification } from '#store/verifications.ts';
import { getVersionById } from '#store/versions.ts';
import { appendVoteFault, castVote, findVote, insertVote, isCast } from '#store/votes.ts';

/** What the collecting needs from outside. */
export type CollectDeps = { readonly clock: Clock; readonly voters: readonly SupportVoter[] };

/** Bounds. `most`: sentences, counted from the page's first one that can be asked about. */
export type CollectBounds = {
  readonly most: number;
  /** Where to begin among those sentences; 0 unless an earlier round left off. */
  readonly from?: number;
  /** Aborted: the question under way is given up and the round ends. */
  readonly signal?: AbortSignal;
  /** Asked before every question; true ends the round there. */
  readonly isOver?: () => boolean;
  /** Called for each sentence and voter that is done, with how many there are. */
  readonly onStep?: (total: number) => void;
};

/** A question that brought no vote. */
export type FailedVote = Pick<VoteFault, 'fault' | 'message' | 'retryAfterSeconds'> & {
  readonly sentence: number;
  readonly model: string;
};

/** What a round came to. Counts are of questions: a sentence put to one voter. */
export type VoteRound = {
  /** Null when the version has not been verified. */
  readonly verification: number | null;
  /** Sentences that can be asked about, whether within the bound or not. */
  readonly askable: number;
  readonly asked: number;
  /** Answered from an earlier vote. */
  readonly reused: number;
  readonly failed: readonly FailedVote[];
  /** Where the next round should begin; null when everything within the bound was put to every voter that answers. */
  readonly next: number | null;
};

type Askable = { readonly sentence: number; readonly item: VoteItem };

/** Collects votes on the version's current verification. Throws `not-found`. */
export async function collectVotes(
  store: Store,
  deps: CollectDeps,
  versionId: string,
  bounds: CollectBounds,
): Promise<VoteRound> {
  const found = await store.read(async (tx) => {
    const { verification } = await getVersionById(tx, versionId);
    if (verification === null) return undefined;
    const stored = await findVerification(tx, verification);
    return stored === undefined ? undefined : { verification, report: stored.report };
  });
  if (found === undefined) {
    return { verification: null, askable: 0, asked: 0, reused: 0, failed: [], next: null };
  }
  const askable = listAskable(found.report);
  const within = askable.slice(bounds.from ?? 0, bounds.most);
  const round = { asked: 0, reused: 0, failed: [] as FailedVote[] };
  const next = await putToVoters(store, deps, found.verification, within, bounds, round);
  return {
    verification: found.verification,
    askable: askable.length,
    ...round,
    next: next === null ? null : next + (bounds.from ?? 0),
  };
}

/** Sentences with a verdict and a passage, in the page's order. */
export function listAskable(report: VerificationReport): Askable[] {
  return report.sentences.flatMap((check, sentence) => {
    if (check.verdict === null || check.verdict === 'not-checkable' || check.passages.length === 0) return [];
    const passages = check.passages.map((passage) => passage.quote.exact);
    return [{ sentence, item: { claim: check.text, passages } }];
  });
}

/** Position of the sentence at which the round ended early; null when it did not. */
async function putToVoters(
  store: Store,
  deps: CollectDeps,
  verification: number,
  askable: readonly Askable[],
  bounds: CollectBounds,
  round: { asked: number; reused: number; failed: FailedVote[] },
): Promise<number | null> {
  const questions = askable.flatMap((one, position) =>
    deps.voters.map((voter) => ({ one, position, voter })),
  );
  // One that asks for a pause is left alone for the rest of the round.
  const paused = new Set<SupportVoter>();
  let firstPause: number | null = null;
  for (const { one, position, voter } of questions) {
    if (!paused.has(voter)) {
      if (bounds.signal?.aborted || bounds.isOver?.()) return firstPause ?? position;
      const answer = await putToVoter(store, deps.clock, voter, verification, one, bounds.signal);
      if (answer === 'given-up') return firstPause ?? position;
      if (typeof answer === 'string') round[answer] += 1;
      else round.failed.push(answer);
      if (typeof answer !== 'string' && answer.fault === 'rate-limited') {
        paused.add(voter);
        firstPause ??= position;
      }
    }
    bounds.onStep?.(questions.length);
  }
  return firstPause;
}

async function putToVoter(
  store: Store,
  clock: Clock,
  voter: SupportVoter,
  verification: number,
  { sentence, item }: Askable,
  signal: AbortSignal | undefined,
): Promise<'asked' | 'reused' | 'given-up' | FailedVote> {
  const request = { voter: voter.identity, item };
  const known = await store.read(async (tx) => {
    const vote = await findVote(tx, request);
    return vote === undefined
      ? undefined
      : { vote, isCast: await isCast(tx, { verification, sentence, vote }) };
  });
  if (known !== undefined) {
    const cast = { verification, sentence, vote: known.vote, at: nowIso(clock) };
    // An insert without effect would still have every server drop its rendered pages.
    if (!known.isCast) await store.write((tx) => castVote(tx, cast));
    return 'reused';
  }
  const begun = clock().getTime();
  const outcome = await voter.vote(item, signal).catch((error: unknown) => {
    if (signal?.aborted) return null;
    throw error;
  });
  if (outcome === null) return 'given-up';
  const at = nowIso(clock);
  if (outcome.kind === 'fault') {
    await store.write((tx) =>
      appendVoteFault(tx, voter.identity, { verification, sentence, fault: outcome, at }),
    );
    const { fault, message, retryAfterSeconds } = outcome;
    return { sentence, model: voter.identity.model, fault, message, retryAfterSeconds };
  }
  const durationMs = Math.max(0, clock().getTime() - begun);
  await store.write(async (tx) => {
    const vote = await insertVote(tx, request, { vote: outcome, durationMs, at });
    await castVote(tx, { verification, sentence, vote, at });
  });
  return 'asked';
}
