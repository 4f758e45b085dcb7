/**
 * Job: tell people what the trail says. It is not in the queue, as its own place in the trail already says what is left
 * to do: it looks when the process starts, when the trail grows, and every minute, which also brings the digests that are
 * due and what was missed while nobody listened. Any number of processes may do it at once.
 */
import { type LetterDeps, queueLetters } from '#notify/queue-letters.ts';
import { tellWatchers } from '#notify/tell-watchers.ts';
import type { Store } from '#store/connect.ts';
import { listenToChanges } from '#store/listen-changes.ts';

const LOOK_AFTER_MS = 60_000;

/** Brings everybody up to date: notices for every event there is, and the letters that are due. */
export async function tellAll(store: Store, deps: LetterDeps): Promise<void> {
  for (;;) {
    const { isDone } = await store.write((tx) => tellWatchers(tx));
    if (isDone) break;
  }
  await queueLetters(store, deps);
}

/** Does it until closed. `onError` hears why it did not work; it is tried again with the next look. */
export function keepTelling(
  store: Store,
  deps: LetterDeps,
  onError: (error: unknown) => void,
): AsyncDisposable {
  let isWanted = false;
  let isClosed = false;
  let running: Promise<void> | undefined;
  const run = async () => {
    while (isWanted && !isClosed) {
      isWanted = false;
      await tellAll(store, deps);
    }
  };
  const look = () => {
    isWanted = true;
    if (isClosed || running !== undefined) return;
    let hasFailed = false;
    running = run()
      .catch((error: unknown) => {
        hasFailed = true;
        onError(error);
      })
      .finally(() => {
        running = undefined;
        // Asked for between the last look and here; after a failure the next look is soon enough.
        if (isWanted && !hasFailed) look();
      });
  };
  const timer = setInterval(look, LOOK_AFTER_MS);
  // Heard again after a while: what happened meanwhile was told to nobody.
  const listener = { onChange: look, onListening: (isListening: boolean) => isListening && look() };
  const listening = listenToChanges(store, listener, 'regatlas_trail');
  look();
  return {
    [Symbol.asyncDispose]: async () => {
      isClosed = true;
      clearInterval(timer);
      await listening[Symbol.asyncDispose]();
      await running;
    },
  };
}
