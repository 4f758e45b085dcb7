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
};

/** The queue of this process. Close it before the store. */
export type JobQueue = {
  /** Sends a job inside the transaction; a job with the same key that has not begun yet is enough. */
  readonly send: (tx: WriteTx, name: string, key: string, payload: object) => Promise<void>;
  /** Works jobs as they come until closed. */
  readonly work: () => Promise<void>;
  /** Works until nothing is waiting or under way anywhere (waits 30 s for other processes at most). Throws what a job throws. */
  readonly drain: (onDone?: () => void) => Promise<void>;
  readonly close: () => Promise<void>;
};

const SCHEMA = 'regatlas_jobs';
const WAIT_FOR_OTHERS_MS = 100;
// A job that another process took and died with comes back later; nobody waits for it longer than this.
const LONGEST_WAIT_MS = 30_000;
const BATCH = 10;

/** Opens the queue, making its tables on first use. `onError` gets faults of the queue itself and of failed jobs. */
export async function openJobQueue<Payload extends object>(
  store: Store,
  handlers: readonly JobHandler<Payload>[],
  options: { supervise: boolean; onError: (error: unknown) => void },
): Promise<JobQueue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.pool.query(text, values) },
    schema: SCHEMA,
    supervise: options.supervise,
    schedule: false,
  });
  boss.on('error', options.onError);
  await boss.start();
  for (const handler of handlers) {
    if ((await boss.getQueue(handler.name)) === null) {
      await boss.createQueue(handler.name, {
        policy: 'short',
        retryLimit: 3,
        retryBackoff: true,
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
        await boss.work<Payload>(handler.name, { batchSize: 1, pollingIntervalSeconds: 1 }, async (jobs) => {
          for (const job of jobs) await handler.work(job.data).catch(reportAndRethrow);
        });
      }
    },
    drain: async (onDone) => {
      for (const handler of handlers) await drainQueue(store, boss, handler, onDone ?? (() => undefined));
    },
    close: () => boss.stop({ graceful: true, close: false }),
  };

  function reportAndRethrow(error: unknown): never {
    options.onError(error);
    throw error;
  }
}

async function drainQueue<Payload extends object>(
  store: Store,
  boss: PgBoss,
  handler: JobHandler<Payload>,
  onDone: () => void,
): Promise<void> {
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; ) {
    const jobs = await boss.fetch<Payload>(handler.name, { batchSize: BATCH });
    for (const job of jobs) {
      try {
        await handler.work(job.data);
        await boss.complete(handler.name, job.id);
      } catch (error) {
        await boss.fail(handler.name, job.id, { message: String(error) });
        throw error;
      }
      onDone();
    }
    if (jobs.length > 0) continue;
    if ((await countUnfinished(store, handler.name)) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, WAIT_FOR_OTHERS_MS));
    waitedMs += WAIT_FOR_OTHERS_MS;
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
