/**
 * Hears of what any process does: of changes, so that rendered pages can be dropped at once, and of new events of the
 * trail and of runs that move, so that whoever follows them need not keep asking.
 */
import type { Store } from './connect.ts';

/** What happens to the listener. */
export type ChangeListener = {
  /** Something changed; `what` is the number of a run on the channel of runs, else empty. */
  readonly onChange: (what: string) => void;
  /** True when changes are heard from now on, false when the connection is lost. */
  readonly onListening: (listening: boolean) => void;
};

/** What can be listened to: anything that changed, the trail that grew, or a run that moved. */
export type Channel = 'regatlas_changed' | 'regatlas_trail' | 'regatlas_runs';

const RETRY_MS = 1_000;

/** Listens until closed; a lost connection is made again every second, and nothing is missed unannounced. */
export function listenToChanges(
  store: Store,
  listener: ChangeListener,
  channel: Channel = 'regatlas_changed',
): AsyncDisposable {
  let closed = false;
  let release: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const retry = () => {
    release = undefined;
    if (closed) return;
    listener.onListening(false);
    timer = setTimeout(() => void start(), RETRY_MS);
  };
  const start = async () => {
    try {
      const client = await store.pool.connect();
      if (closed) {
        client.release();
        return;
      }
      let gone = false;
      const lose = () => {
        if (gone) return;
        gone = true;
        client.release(true);
        retry();
      };
      client.on('notification', ({ payload }) => listener.onChange(payload ?? ''));
      client.on('error', lose);
      client.on('end', lose);
      await client.query(`listen ${channel}`);
      release = () => {
        gone = true;
        client.removeAllListeners('notification');
        client.release(true);
      };
      listener.onListening(true);
    } catch {
      retry();
    }
  };
  listener.onListening(false);
  const started = start();
  return {
    [Symbol.asyncDispose]: async () => {
      closed = true;
      clearTimeout(timer);
      await started;
      release?.();
    },
  };
}
