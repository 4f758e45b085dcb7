/** Job: hand one letter of the outbox to the mail server. What fails is tried again later; the outbox says why. */
import { AppError } from '#domain/errors.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { Mailer } from '#mail/create-mailer.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { findMessage, markFailed, markSent } from '#store/outbox.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

const NAME = 'send-message';
const MOST_FAILURE = 300;
// The last attempt is about four hours after the first: longer than most mail servers are away.
const RETRIES = { limit: 8, delayS: 60 } as const;

/** Which letter. */
export type SendMessage = { readonly id: string };

/** The handler to open the queue with. A letter that was handed over is not handed over again. */
export function sendMessageHandler(store: Store, clock: Clock, mailer: Mailer): JobHandler<SendMessage> {
  return {
    name: NAME,
    isForWorkers: true,
    retries: RETRIES,
    work: async ({ id }) => {
      const message = await store.read((tx) => findMessage(tx, id));
      if (message === undefined || message.sentAt !== null) return;
      try {
        await mailer(message);
      } catch (error) {
        const failure = (error instanceof Error ? error.message : String(error)).slice(0, MOST_FAILURE);
        await store.write((tx) => markFailed(tx, id, failure));
        // The server's words may name the reader; they are in the outbox, not in the log.
        throw new AppError('internal', `letter ${id} was not sent.`, {
          remedy: 'The reason is in the outbox; it is tried again.',
          retryable: true,
        });
      }
      await store.write((tx) => markSent(tx, id, nowIso(clock)));
    },
  };
}

/** Asks for the letter to be sent once this transaction is committed. */
export function requestSending(tx: WriteTx, queue: JobQueue, id: string): Promise<void> {
  return queue.send(tx, NAME, id, { id } satisfies SendMessage);
}
