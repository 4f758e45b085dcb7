/**
 * Job: write the letter that somebody asked for at a form. A job, so that the answer to the form takes no longer for
 * an address with an account than for one without.
 */
import { createHash } from 'node:crypto';
import { type LetterDeps, type LetterRequest, requestReset, signUp } from '#accounts/send-link.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

const NAME = 'write-letter';

/** The handler to open the queue with. */
export function writeLetterHandler(
  store: Store,
  deps: Omit<LetterDeps, 'publicUrl'>,
): JobHandler<LetterRequest> {
  return {
    name: NAME,
    work: async (letter) => {
      const { email, publicUrl } = letter;
      await store.write((tx) =>
        letter.kind === 'sign-up'
          ? signUp(tx, { ...deps, publicUrl }, { email, name: letter.name })
          : requestReset(tx, { ...deps, publicUrl }, email),
      );
    },
  };
}

/** Asks for the letter once this transaction is committed; one of a kind that waits already is enough. */
export function requestLetter(tx: WriteTx, queue: JobQueue, letter: LetterRequest): Promise<void> {
  const key = createHash('sha256').update(`${letter.kind} ${letter.email}`).digest('hex');
  return queue.send(tx, NAME, key, letter);
}
