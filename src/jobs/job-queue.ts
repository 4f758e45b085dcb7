/**
 * Durable jobs on pg-boss, in the database that holds everything else: a job is sent in the transaction that makes it
 * necessary, and whoever is there works it off — the server, a worker, or the command that sent it.
 */
import { fromKysely, PgBoss } from 'pg-boss';
import type { Store, WriteTx } from '#store/connect.ts';

/** A job by name: its payload, and how to do it. Doing it twice must give the same as doing it once. */
export type JobHandler<Payload> = {
  readonly name: string;
  readonly work: (payload: Payload) => Promise<void>;
  /** True for a job that asks services outside: commands do not wait for it, a server or worker does it. */
  readonly isForWorkers?: boolean;
  /** How often it is tried again, and seconds before the first time, doubled each time; a few seconds when left out. */
  readonly retries?: { readonly limit: number; readonly delayS: number };
};

/** A job whatever its payload; the queue hands it only what was sent under its name. */
export type AnyJobHandler = JobHandler<never>;

/** The queue of this process. Close it before the store. */
export type JobQueue = {
  /** Sends a job inside the transaction; a job with the same key that has not begun yet is enough. */
  readonly send: (tx: WriteTx, name: string, key: string, payload: object) => Promise<void>;
  /** Works jobs as they come until closed. */
  readonly work: () => Promise<void>;
  /**
   * Works until nothing is waiting or under way anywhere, and takes over from processes that died. Waits 30 s for
   * living ones at most; the number of jobs that are then still to be done by them. Throws what a job throws. Jobs for
   * workers are left to them.
   */
  readonly drain: (onDone?: () => void) => Promise<number>;
  readonly close: () => Promise<void>;
};

const SCHEMA = 'regatlas_jobs';
const WAIT_FOR_OTHERS_MS = 100;
const LONGEST_WAIT_MS = 30_000;
/** A job whose process has given no sign for so long is given to another one; the least that pg-boss allows. */
const HEARTBEAT_S = 10;
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
  await boss.start();
  for (const handler of handlers) {
    if ((await boss.getQueue(handler.name)) === null) {
      await boss.createQueue(handler.name, {
        policy: 'short',
        retryLimit: handler.retries?.limit ?? 3,
        ...(handler.retries === undefined ? {} : { retryDelay: handler.retries.delayS }),
        retryBackoff: true,
        heartbeatSeconds: HEARTBEAT_S,
        expireInSeconds: 300,
      });
    }
  }
  return {
    send: async (tx, name, key, payload) => {
      await boss.send(name, payload, { singletonKey: key, db: fromKysely(tx) });
    },
    work: async () => {
      for (const handler of handlers) {
        await boss.work<never>(handler.name, { batchSize: 1, pollingIntervalSeconds: 1 }, async (jobs) => {
          for (const job of jobs) await handler.work(job.data).catch(reportAndRethrow);
        });
      }
    },
    drain: async (onDone) => {
      let left = 0;
      for (const handler of handlers) {
        if (handler.isForWorkers === true) continue;
        left += await drainQueue(store, boss, handler, onDone ?? (() => undefined));
      }
      return left;
    },
    close: () => boss.stop({ graceful: true, close: false }),
  };

  function reportAndRethrow(error: unknown): never {
    options.onError(error);
    throw error;
  }
}

async function drainQueue(
  store: Store,
  boss: PgBoss,
  handler: AnyJobHandler,
  onDone: () => void,
): Promise<number> {
  for (let waitedMs = 0; ; ) {
    // One at a time, so that others share the work and a killed process holds up one job only.
    const [job] = await boss.fetch<never>(handler.name, { batchSize: 1 });
    if (job !== undefined) {
      await workJob(boss, handler, job);
      onDone();
      continue;
    }
    const left = await countUnfinished(store, handler.name);
    if (left === 0 || waitedMs >= LONGEST_WAIT_MS) return left;
    await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_OTHERS_MS));
    waitedMs += WAIT_FOR_OTHERS_MS;
    if (waitedMs % 1_000 === 0) await boss.supervise(handler.name);
  }
}

async function workJob(
  boss: PgBoss,
  handler: AnyJobHandler,
  job: { readonly id: string; readonly data: never },
): Promise<void> {
  try {
    await handler.work(job.data);
    await boss.complete(handler.name, job.id);
  } catch (error) {
    await boss.fail(handler.name, job.id, { message: String(error) });
    throw error;
  }
}

// The counts that pg-boss offers are those of its last monitoring pass; this is the present.
async function countUnfinished(store: Store, name: string): Promise<number> {
  const { rows } = await store.pool.query<{ n: number }>(
    `select count(*)::int as n from ${SCHEMA}.job where name = $1 and state < 'completed'`,
    [name],
  );
  return rows[0]?.n ?? 0;
}
