/**
 * Job: put the sentences of one version to the voters, a few minutes' worth at a time. What is left is sent as a job of its
 * own, so that none runs longer than the queue waits for one.
 */
import { AppError } from '#domain/errors.ts';
import type { Clock } from '#domain/ports.ts';
import { collectVotes } from '#ingest/collect-votes.ts';
import type { SupportVoter } from '#llm/support-voter.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

const NAME = 'collect-votes';

/** With the longest answer that a voter may take still within the 300 s that the queue gives a job. */
const LONGEST_ROUND_MS = 120_000;

/** Which version, and at which of its askable sentences to begin. */
export type CollectVotes = { readonly versionId: string; readonly from: number };

/** What the job needs. `voters` opens them at the first call; `most` bounds the sentences of a version. */
export type CollectVotesDeps = {
  readonly clock: Clock;
  readonly voters: () => Promise<readonly SupportVoter[]>;
  readonly most: number;
  readonly queue: () => JobQueue;
};

/** The handler to open the queue with. A provider that asks for a pause fails the job, which the queue tries again later. */
export function collectVotesHandler(store: Store, deps: CollectVotesDeps): JobHandler<CollectVotes> {
  return {
    name: NAME,
    isForWorkers: true,
    work: async ({ versionId, from }) => {
      const end = deps.clock().getTime() + LONGEST_ROUND_MS;
      const round = await collectVotes(store, { clock: deps.clock, voters: await deps.voters() }, versionId, {
        most: deps.most,
        from,
        isOver: () => deps.clock().getTime() >= end,
      });
      const pause = round.failed.find((failed) => failed.fault === 'rate-limited');
      if (pause !== undefined) throw rateLimited(pause.retryAfterSeconds);
      const { next } = round;
      if (next !== null) await store.write((tx) => requestVotes(tx, deps.queue(), versionId, next));
    },
  };
}

/** Asks for votes on the version's current verification once this transaction is committed. */
export function requestVotes(tx: WriteTx, queue: JobQueue, versionId: string, from = 0): Promise<void> {
  return queue.send(tx, NAME, versionId, { versionId, from } satisfies CollectVotes);
}

function rateLimited(seconds: number | null): AppError {
  const when = seconds === null ? 'later' : `in ${seconds} s`;
  return new AppError('too-many', 'A voter’s provider wants fewer questions.', {
    remedy: `What was answered is kept; the rest is tried again, best ${when}.`,
    retryable: true,
  });
}
