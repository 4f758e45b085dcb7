/**
 * Job: after an upgrade, send every source whose signals were read by older rules, or never, to be read. It goes
 * through them in portions, so that no transaction holds a whole collection.
 */
import type { Store, WriteTx } from '#store/connect.ts';
import { listUnreadSources, type ReadingRules } from '#store/signals.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';
import { requestReading } from './read-source-signals.ts';

const NAME = 'read-unread-signals';
const AT_ONCE = 200;

/** Sources up to and including this id are seen to. */
export type ReadUnreadSignals = { readonly after: number };

/** The handler to open the queue with; `queue` is asked for only once there is work. */
export function readUnreadSignalsHandler(
  store: Store,
  rules: ReadingRules,
  queue: () => JobQueue,
): JobHandler<ReadUnreadSignals> {
  return {
    name: NAME,
    work: ({ after }) =>
      store.write(async (tx) => {
        const sources = await listUnreadSources(tx, rules, after, AT_ONCE);
        for (const source of sources) await requestReading(tx, queue(), source);
        const last = sources.at(-1);
        if (last !== undefined && sources.length === AT_ONCE) await send(tx, queue(), { after: last });
      }),
  };
}

/** Asks for it if there is any such source; whether there is. */
export async function requestUnread(store: Store, rules: ReadingRules, queue: JobQueue): Promise<boolean> {
  const [first] = await store.read((tx) => listUnreadSources(tx, rules, 0, 1));
  if (first === undefined) return false;
  await store.write((tx) => send(tx, queue, { after: first - 1 }));
  return true;
}

function send(tx: WriteTx, queue: JobQueue, payload: ReadUnreadSignals): Promise<void> {
  return queue.send(tx, NAME, String(payload.after), payload);
}
