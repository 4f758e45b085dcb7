/**
 * One database session that stands for something as long as it lives (a lock held, a presence). When the server drops
 * it, it is opened again in the background, so what it stands for survives a crash of the server.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

/** A session that is kept. */
export type KeptSession = {
  /** The session of this moment; undefined while it is being opened again. */
  current(): pg.Client | undefined;
  /** Ends it for good. `before` runs first, on the live session; it is passed over when there is none. */
  close(before?: (client: pg.Client) => Promise<void>): Promise<void>;
};

const RETRY_MS = 1_000;

/** Opens the session with `open`, whose first failure is thrown; later ones go to `log` and are tried again. */
export async function keepSession(
  open: () => Promise<pg.Client>,
  log: (line: string) => void,
): Promise<KeptSession> {
  let current: pg.Client | undefined;
  let closing = false;
  let reopening: Promise<void> | undefined;
  const hold = (client: pg.Client): void => {
    current = client;
    client.once('end', () => {
      current = undefined;
      if (!closing) reopening = reopen();
    });
  };
  const reopen = async (): Promise<void> => {
    log('the database ended a session; opening it again');
    while (!closing) {
      try {
        hold(await open());
        return;
      } catch (error) {
        log(error instanceof Error ? error.message : String(error));
        await pause(RETRY_MS);
      }
    }
  };
  hold(await open());
  return {
    current: () => current,
    close: async (before) => {
      closing = true;
      await reopening;
      if (current === undefined) return;
      const client = current;
      await before?.(client);
      // A server that stopped in between has ended the session already.
      await client.end().catch(() => {});
    },
  };
}
