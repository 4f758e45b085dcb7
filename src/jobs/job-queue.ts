/**
 * Durable jobs on pg-boss, in the database that holds everything else: a job is sent in the transaction that makes it
 * necessary, and whoever is there works it off — the server, a worker, or the command that sent it.
 */
import { fromKysely, PgBoss } from 'pg-boss';
import type { Store, WriteTx } from '#store/connect.ts';

/**
 * A job by name: its payload, and how to do it. Doing it twice must give the same as doing it once. The signal is aborted
 * when this process is asked to stop or has lost the job to another; what is thrown then is not reported.
 */
export type JobHandler<Payload> = {
  readonly name: string;
  readonly work: (payload: Payload, signal: AbortSignal) => Promise<void>;
  /** True for a job that asks services outside: commands do not wait for it, a server or worker does it. */
  readonly isForWorkers?: boolean;
  /**
   * How often it is tried again, and seconds before the first time, doubled each time up to `mostDelayS`; a few seconds
   * when left out.
   */
  readonly retries?: { readonly limit: number; readonly delayS: number; readonly mostDelayS?: number };
  /** Seconds that it may take; 300 when left out. Told to the queue when that is made, so a change needs another name. */
  readonly longestS?: number;
  /** How many of them a process works at the same time; one when left out. */
  readonly atOnce?: number;
};

/** A job whatever its payload; the queue hands it only what was sent under its name. */
export type AnyJobHandler = JobHandler<never>;

/** The queue of this process. Close it before the store. */
export type JobQueue = {
  /**
   * Sends a job inside the transaction; a job with the same key that has not begun yet is enough. Those of a higher
   * `priority` are done before others of their name; 0 when left out.
   */
  readonly send: (
    tx: WriteTx,
    name: string,
    key: string,
    payload: object,
    priority?: number,
  ) => Promise<void>;
  /**
   * Works jobs as they come until closed; only those of this name when one is given, and then takes those over whose
   * process died.
   */
  readonly work: (only?: string) => Promise<void>;
  /**
   * Works until nothing is waiting or under way anywhere, and takes over from processes that died. Waits 30 s for
   * living ones at most; the number of jobs that are then still to be done by them. Throws what a job throws. Jobs for
   * workers are left to them.
   */
  readonly drain: (onDone?: () => void) => Promise<number>;
  /** Keys of the jobs of this name that wait or are under way. */
  readonly listUnfinished: (name: string) => Promise<ReadonlySet<string>>;
  readonly close: () => Promise<void>;
};

const SCHEMA = 'regatlas_jobs';
const WAIT_FOR_OTHERS_MS = 100;
const LONGEST_WAIT_MS = 30_000;
/** A job whose process has given no sign for so long is given to another one; the least that pg-boss allows. */
const HEARTBEAT_S = 10;
/** How often a job that is drained gives a sign. */
const SIGN_EVERY_MS = 4_000;
/** Seconds for a job that does not say. */
const LONGEST_JOB_S = 300;
/** How often anybody looks for such jobs; whoever comes first does it for all. */
const LOOK_AFTER_S = 5;

/**
 * Opens the queue, making its tables on first use. `onError` gets faults of the queue itself and of failed jobs.
 * Handlers are drained in their order, so one whose jobs send others comes before those.
 */
export async function openJobQueue(
  store: Store,
  handlers: readonly AnyJobHandler[],
  options: { supervise: boolean; onError: (error: unknown) => void },
): Promise<JobQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.pool.query(text, values) },
    schema: SCHEMA,
    supervise: options.supervise,
    superviseIntervalSeconds: LOOK_AFTER_S,
    monitorIntervalSeconds: LOOK_AFTER_S,
    schedule: false,
  });
  boss.on('error', options.onError);
  const stopping = new AbortController();
  await boss.start();
  for (const handler of handlers) {
    if ((await boss.getQueue(handler.name)) === null) {
      await boss.createQueue(handler.name, {
        policy: 'short',
        retryLimit: handler.retries?.limit ?? 3,
        ...(handler.retries === undefined ? {} : { retryDelay: handler.retries.delayS }),
        ...(handler.retries?.mostDelayS === undefined ? {} : { retryDelayMax: handler.retries.mostDelayS }),
        retryBackoff: true,
        heartbeatSeconds: HEARTBEAT_S,
        expireInSeconds: handler.longestS ?? LONGEST_JOB_S,
      });
    }
  }
  return {
    send: async (tx, name, key, payload, priority = 0) => {
      await boss.send(name, payload, { singletonKey: key, priority, db: fromKysely(tx) });
    },
    work: async (only) => {
      for (const handler of handlers) {
        if (only !== undefined && handler.name !== only) continue;
        for (let count = 0; count < (handler.atOnce ?? 1); count += 1) await startWorker(handler);
      }
      if (only !== undefined && !options.supervise) lookAfter(only);
    },
    drain: async (onDone) => {
      let left = 0;
      for (const handler of handlers) {
        if (handler.isForWorkers === true) continue;
        left += await drainQueue(store, boss, handler, stopping.signal, onDone ?? (() => undefined));
      }
      return left;
    },
    listUnfinished: async (name) => {
      const { rows } = await store.pool.query<{ key: string }>(
        `select distinct singleton_key as key from ${SCHEMA}.job where name = $1 and state < 'completed'`,
        [name],
      );
      return new Set(rows.map(({ key }) => key));
    },
    close: () => {
      stopping.abort();
      return boss.stop({ graceful: true, close: false });
    },
  };

  async function startWorker(handler: AnyJobHandler): Promise<void> {
    const options = { batchSize: 1, pollingIntervalSeconds: 1 };
    const worker = await boss.work<never>(handler.name, options, async ([job]) => {
      if (job === undefined) return;
      const signal = AbortSignal.any([stopping.signal, job.signal]);
      await handler.work(job.data, signal).catch((error: unknown) => report(error, signal));
      // There may be more: without this it would look again only when a second has passed.
      boss.notifyWorker(worker);
    });
  }

  /** As a process does that supervises, for one queue: there may be nobody else. */
  function lookAfter(name: string): void {
    const look = () => void boss.supervise(name).catch(options.onError);
    const timer = setInterval(look, LOOK_AFTER_S * 1_000);
    stopping.signal.addEventListener('abort', () => clearInterval(timer));
  }

  function report(error: unknown, signal: AbortSignal): never {
    if (!signal.aborted) options.onError(error);
    throw error;
  }
}

async function drainQueue(
  store: Store,
  boss: PgBoss,
  handler: AnyJobHandler,
  stopping: AbortSignal,
  onDone: () => void,
): Promise<number> {
  for (let waitedMs = 0; ; ) {
    // One at a time, so that others share the work and a killed process holds up one job only.
    const [job] = stopping.aborted ? [] : await boss.fetch<never>(handler.name, { batchSize: 1 });
    if (job !== undefined) {
      await workJob(boss, handler, job, stopping);
      onDone();
      continue;
    }
    const left = await countUnfinished(store, handler.name);
    if (left === 0 || waitedMs >= LONGEST_WAIT_MS || stopping.aborted) return left;
    await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_OTHERS_MS));
    waitedMs += WAIT_FOR_OTHERS_MS;
    if (waitedMs % 1_000 === 0) await boss.supervise(handler.name);
  }
}

type DrainedJob = { readonly id: string; readonly data: never; readonly retryCount: number };

async function workJob(
  boss: PgBoss,
  handler: AnyJobHandler,
  job: DrainedJob,
  stopping: AbortSignal,
): Promise<void> {
  using alive = keepAlive(boss, handler.name, job);
  try {
    await handler.work(job.data, AbortSignal.any([stopping, alive.lost]));
    await boss.complete(handler.name, job);
  } catch (error) {
    await boss.fail(handler.name, job, { message: String(error) });
    throw error;
  }
}

/** Gives a sign for the job now and then, as the queue's own workers do; `lost` is aborted when it is another's by then. */
function keepAlive(boss: PgBoss, name: string, job: DrainedJob): Disposable & { readonly lost: AbortSignal } {
  const lost = new AbortController();
  const timer = setInterval(() => {
    // A sign that could not be given says nothing about whose job it is.
    void boss.touch(name, job).then(
      // Its type leaves out what it answers with.
      (touched: { readonly affected?: number }) => {
        if (touched.affected === 0) lost.abort();
      },
      () => undefined,
    );
  }, SIGN_EVERY_MS);
  return { lost: lost.signal, [Symbol.dispose]: () => clearInterval(timer) };
}

// The counts that pg-boss offers are those of its last monitoring pass; this is the present.
async function countUnfinished(store: Store, name: string): Promise<number> {
  const { rows } = await store.pool.query<{ n: number }>(
    `select count(*)::int as n from ${SCHEMA}.job where name = $1 and state < 'completed'`,
    [name],
  );
  return rows[0]?.n ?? 0;
}
