/** The job queue with every job that this program knows. */
import type { QueueMessage } from '#accounts/send-link.ts';
import type { ImportDeps } from '#ingest/import-analysis.ts';
import { type CollectVotesDeps, collectVotesHandler } from '#jobs/collect-votes.ts';
import { type JobQueue, openJobQueue } from '#jobs/job-queue.ts';
import { matchSourceHandler } from '#jobs/match-source.ts';
import { noteDueReviewsHandler } from '#jobs/note-due-reviews.ts';
import { readSourceSignalsHandler } from '#jobs/read-source-signals.ts';
import { readUnreadSignalsHandler } from '#jobs/read-unread-signals.ts';
import { relateCellSignalsHandler } from '#jobs/relate-cell-signals.ts';
import { requestReverification, reverifyVersionHandler } from '#jobs/reverify-version.ts';
import { runStepHandler } from '#jobs/run-step.ts';
import { sendMessageHandler } from '#jobs/send-message.ts';
import { writeLetterHandler } from '#jobs/write-letter.ts';
import type { Mailer } from '#mail/create-mailer.ts';
import { realPause } from '#research/ask-service.ts';
import type { RunDeps } from '#research/request-run.ts';
import type { WorkDeps } from '#research/work-step.ts';
import type { SearchIndex } from '#search/search-index.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import type { WatchDeps } from '#watch/signal-rules.ts';

/** How often a step that is worked looks whether it is to stop, in milliseconds. */
const LOOK_EVERY_MS = 1_000;

/** What working steps of runs needs; `atOnce`: how many in this process at the same time. */
export type RunOptions = {
  readonly deps: RunDeps;
  readonly steps: WorkDeps['steps'];
  readonly worker: string;
  readonly atOnce: number;
};

/** What jobs need beside the store; `onUnavailable` hears of a search index that cannot be used. */
export type QueueOptions = {
  readonly search: SearchIndex;
  readonly queueMessage: QueueMessage;
  /** Null without a mail server. */
  readonly mailer: Mailer | null;
  readonly votes: Pick<CollectVotesDeps, 'voters' | 'most'>;
  readonly runs: RunOptions;
  readonly supervise: boolean;
  readonly onError: (error: unknown) => void;
  readonly onUnavailable: (error: unknown) => void;
};

/** Opens the queue. Close it before the store. */
export async function openQueue(
  store: Store,
  deps: ImportDeps & WatchDeps,
  { search, votes, runs, onUnavailable, queueMessage, mailer, ...options }: QueueOptions,
): Promise<JobQueue> {
  const reverifyOne = (tx: WriteTx, versionId: string) => requestReverification(tx, queue, versionId);
  const reverify = async (tx: WriteTx, versionIds: readonly string[]) => {
    for (const id of versionIds) await reverifyOne(tx, id);
  };
  const matching = { reference: deps.reference, index: search, onUnavailable };
  const working: WorkDeps = {
    ...runs.deps,
    ...{ steps: runs.steps, worker: runs.worker, pause: realPause, lookEveryMs: LOOK_EVERY_MS },
    onError: options.onError,
  };
  // In this order each sends jobs only to those after it.
  const handlers = [
    runStepHandler(store, working, runs.atOnce),
    readUnreadSignalsHandler(store, deps.rules, () => queue),
    readSourceSignalsHandler(store, deps, reverify),
    relateCellSignalsHandler(store, deps, reverify),
    matchSourceHandler(store, { ...matching, requestReverification: reverifyOne }),
    reverifyVersionHandler(store, deps),
    writeLetterHandler(store, { clock: deps.clock, newId: deps.newId, queueMessage }),
    noteDueReviewsHandler(store, deps),
    ...(mailer === null ? [] : [sendMessageHandler(store, deps.clock, mailer)]),
    collectVotesHandler(store, { ...votes, clock: deps.clock, queue: () => queue }),
  ];
  const queue: JobQueue = await openJobQueue(store, handlers, options);
  return queue;
}
