/** Opens the application: database (embedded or server), migrations, reference data, job queue. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { LetterRequest, QueueMessage } from '#accounts/send-link.ts';
import type { App } from '#cli/context.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import type { ImportDeps } from '#ingest/import-analysis.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import type { Reference } from '#ingest/reference.ts';
import { verifyVersion } from '#ingest/verify-version.ts';
import { requestVotes } from '#jobs/collect-votes.ts';
import type { JobQueue } from '#jobs/job-queue.ts';
import { requestMatching } from '#jobs/match-source.ts';
import { requestDueReviews } from '#jobs/note-due-reviews.ts';
import { requestReading } from '#jobs/read-source-signals.ts';
import { requestUnread } from '#jobs/read-unread-signals.ts';
import { requestRelating } from '#jobs/relate-cell-signals.ts';
import { requestOutdatedReverifications } from '#jobs/reverify-outdated.ts';
import { requestReverification } from '#jobs/reverify-version.ts';
import { RUN_STEP, requestForgottenSteps, requestStep } from '#jobs/run-step.ts';
import { requestSending } from '#jobs/send-message.ts';
import { requestLetter } from '#jobs/write-letter.ts';
import { createMailer } from '#mail/create-mailer.ts';
import type { RunDeps } from '#research/request-run.ts';
import { continueBatch } from '#research/start-waiting-runs.ts';
import { anchorReviews } from '#review/anchor-reviews.ts';
import { createSearchIndex } from '#search/search-index.ts';
import { connect, type Store, type WriteTx } from '#store/connect.ts';
import { migrate } from '#store/migrate.ts';
import { insertMessage } from '#store/outbox.ts';
import { type ReferenceData, syncReferenceData } from '#store/reference-data.ts';
import { getVersionById } from '#store/versions.ts';
import { signalRules, type WatchDeps } from '#watch/signal-rules.ts';
import type { Settings } from './config.ts';
import { eachDay } from './each-day.ts';
import { openQueue } from './open-queue.ts';
import { openSteps } from './open-research.ts';
import { openVoters } from './open-voters.ts';
import { projectPath } from './project-root.ts';
import { verifyBigPages } from './verify-big-pages.ts';

/** Connects without touching the schema. `role` shows in the database's list of sessions; `log` gets what happens to it. */
export function openStore(
  settings: Settings,
  role: string,
  log: (line: string) => void = () => undefined,
): Promise<Store> {
  return connect({
    ...(settings.DATABASE_URL === '' ? {} : { databaseUrl: settings.DATABASE_URL }),
    dataDir: settings.REGATLAS_DATA_DIR,
    applicationName: `regatlas ${role}`,
    log,
  });
}

/** Brings the schema and the reference data up to date; names of the migrations applied. */
export async function migrateStore(store: Store, data: ReferenceData): Promise<readonly string[]> {
  const { applied } = await migrate(store, projectPath('src', 'store', 'migrations'));
  await store.write((tx) => syncReferenceData(tx, data));
  return applied;
}

/** The reference data of `data/`, with names ready to resolve. */
export async function readReference(): Promise<{ data: ReferenceData; reference: Reference }> {
  const data = await readReferenceData(projectPath('data'));
  return { data, reference: { ...data, gazetteer: createGazetteer(data.jurisdictions) } };
}

/** The folder of the search index, one file for each database. */
export function searchFolder(settings: Settings): string {
  return join(settings.REGATLAS_DATA_DIR, 'search');
}

/** The application with what only servers and workers need. */
export type OpenApp = App & {
  readonly queue: JobQueue;
  /** Puts a letter into the outbox, and sends it once the transaction is committed if there is a mail server. */
  readonly queueMessage: QueueMessage;
  /** Asks for a letter with a link to be written once the transaction is committed. */
  readonly requestLetter: (tx: WriteTx, letter: LetterRequest) => Promise<void>;
};

/** The application, ready. `supervise` also looks after the job queue: one long-running process should. */
export async function openApp(
  settings: Settings,
  options: {
    role: string;
    supervise: boolean;
    onError: (error: unknown) => void;
    log?: (line: string) => void;
  },
): Promise<OpenApp> {
  const { data, reference } = await readReference();
  const store = await openStore(settings, options.role, options.log);
  try {
    await migrateStore(store, data);
    const verifier = verifyBigPages(data.jurisdictions, reference.gazetteer);
    const search = createSearchIndex({
      store,
      folder: searchFolder(settings),
      topics: reference.topics,
      ...(options.log === undefined ? {} : { log: options.log }),
    });
    const clock = () => new Date();
    const onUnavailable = once(options.onError);
    const voters = openVoters(settings, clock);
    const deps: ImportDeps & WatchDeps = {
      reference,
      rules: signalRules(reference),
      clock,
      newId: randomUUID,
      onAppended: anchorReviews,
      runVerification: verifier.run,
      search: { index: search, onUnavailable },
      ...(settings.REGATLAS_VOTERS.length === 0
        ? {}
        : { onVerified: (tx: WriteTx, versionId: string) => requestVotes(tx, queue, versionId) }),
    };
    const votes = { voters: voters.open, most: settings.REGATLAS_VOTES_MOST };
    const { REGATLAS_SMTP_URL: smtpUrl, REGATLAS_MAIL_FROM: mailFrom } = settings;
    const mailer = smtpUrl === '' ? null : createMailer(smtpUrl, mailFrom);
    const queueMessage: QueueMessage = async (tx, message) => {
      const id = randomUUID();
      await insertMessage(tx, { ...message, id, queuedAt: clock().toISOString() });
      if (mailer !== null) await requestSending(tx, queue, id);
    };
    const runDeps: RunDeps = {
      ...{ clock, newId: randomUUID },
      sendStep: (tx, run, step) => requestStep(tx, queue, run, step),
      onRunEnded: (tx, run) => continueBatch(tx, runDeps, run),
    };
    const requestSourceJobs = async (tx: WriteTx, sourceId: number) => {
      await requestReading(tx, queue, sourceId);
      await requestMatching(tx, queue, sourceId);
    };
    const steps = openSteps(settings, {
      ...{ store, deps, index: search },
      afterAdded: async (tx, { id, versionsToVerify }) => {
        for (const version of versionsToVerify) await requestReverification(tx, queue, version);
        await requestSourceJobs(tx, id);
      },
      onAppended: async (tx, versionId) => {
        await deps.onAppended(tx, versionId);
        await requestRelating(tx, queue, (await getVersionById(tx, versionId)).content);
      },
    });
    const runs = {
      ...{ deps: runDeps, steps, worker: `${hostname()}/${process.pid}` },
      atOnce: settings.REGATLAS_RUN_WORKERS,
    };
    const forQueue = { ...options, search, votes, runs, onUnavailable, queueMessage, mailer };
    const queue: JobQueue = await openQueue(store, deps, forQueue);
    // An upgrade may have brought newer rules; commands leave what takes long to the process that stays.
    if (options.supervise) {
      await requestUnread(store, deps.rules, queue);
      const outdated = await requestOutdatedReverifications(store, queue);
      if (outdated > 0) options.log?.(`${outdated} pages are verified again by the rules of this version.`);
    }
    const daily = options.supervise
      ? eachDay(
          clock,
          async (day) => {
            await requestDueReviews(store, queue, day);
            await requestForgottenSteps(store, queue);
          },
          options.onError,
        )
      : null;
    return {
      store,
      queue,
      deps,
      search,
      queueMessage,
      requestLetter: (tx, letter) => requestLetter(tx, queue, letter),
      requestReverification: (tx, versionId) => requestReverification(tx, queue, versionId),
      verifyVersion: (tx, versionId) => verifyVersion(tx, deps, versionId),
      requestSourceJobs,
      requestRelating: (tx, cell) => requestRelating(tx, queue, cell),
      requestUnread: () => requestUnread(store, deps.rules, queue),
      drainJobs: queue.drain,
      runs: runDeps,
      workRuns: () => queue.work(RUN_STEP),
      voters: voters.open,
      [Symbol.asyncDispose]: async () => {
        daily?.[Symbol.dispose]();
        await queue.close();
        await voters[Symbol.asyncDispose]();
        search.close();
        await verifier[Symbol.asyncDispose]();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Tells the first time only: an index that cannot be used would be told of with every page. */
function once(tell: (error: unknown) => void): (error: unknown) => void {
  let isTold = false;
  return (error) => {
    if (!isTold) tell(error);
    isTold = true;
  };
}
