/**
 * Tells open pages that their run moved. One connection to the database hears for the whole process; whoever follows a
 * run is also woken every now and then, so that nothing is missed while that connection is lost. The number of followers
 * is bounded, as each holds a connection of the server open.
 */
import type { Store } from '#store/connect.ts';
import { listenToChanges } from '#store/listen-changes.ts';

/** What woke a follower: the run moved, nothing did for a while, or it has to end. */
export type RunWake = 'moved' | 'quiet' | 'over';

/** Follows one run; dispose of it when nothing is read for it any more. */
export type FollowedRun = Disposable & {
  /** Resolves with what happened since it was last asked; one call at a time. */
  readonly next: () => Promise<RunWake>;
  /** Ends it: `next` says `over` from now on, and `over` is aborted, also for whoever waits for a slow reader. */
  readonly leave: () => void;
  readonly over: AbortSignal;
};

/** See the module comment. Disposing ends every follower and waits until each has let go. */
export type RunNews = AsyncDisposable & {
  /** Null when as many follow as may, in all or for this viewer. */
  readonly follow: (run: number, viewer: string) => FollowedRun | null;
};

/** Bounds; times in milliseconds. `deafMs`: how long nothing happens while the database cannot be heard. */
export type NewsBounds = {
  readonly mostOpen: number;
  readonly mostForOne: number;
  readonly quietMs: number;
  readonly deafMs: number;
};

const BOUNDS: NewsBounds = { mostOpen: 100, mostForOne: 12, quietMs: 15_000, deafMs: 2_000 };

type Follower = { readonly run: number; readonly viewer: string; readonly wake: (why: RunWake) => void };

/** Listens from the first follower on. */
export function openRunNews(store: Store, bounds: NewsBounds = BOUNDS): RunNews {
  const followers = new Set<Follower>();
  let isHearing = false;
  let closed: Promise<void> | undefined;
  let onEmpty: () => void = () => undefined;
  let listener: AsyncDisposable | undefined;
  const wake = (why: RunWake, run?: number) => {
    for (const follower of followers) if (run === undefined || follower.run === run) follower.wake(why);
  };
  const listen = () =>
    listenToChanges(
      store,
      {
        onChange: (run) => wake('moved', Number(run)),
        onListening: (now) => {
          isHearing = now;
          // What happened while nobody listened.
          if (now) wake('moved');
        },
      },
      'regatlas_runs',
    );
  const close = async () => {
    const empty = new Promise<void>((resolve) => {
      onEmpty = resolve;
    });
    wake('over');
    if (followers.size > 0) await empty;
    await listener?.[Symbol.asyncDispose]();
  };
  return {
    follow: (run, viewer) => {
      const own = [...followers].filter((one) => one.viewer === viewer).length;
      if (closed !== undefined || followers.size >= bounds.mostOpen || own >= bounds.mostForOne) return null;
      listener ??= listen();
      const followed = createFollowed(() => (isHearing ? bounds.quietMs : bounds.deafMs));
      const follower = { run, viewer, wake: followed.wake };
      followers.add(follower);
      const letGo = () => {
        followed.wake('over');
        followers.delete(follower);
        if (followers.size === 0) onEmpty();
      };
      const { next, over } = followed;
      return { next, over, leave: () => followed.wake('over'), [Symbol.dispose]: letGo };
    },
    [Symbol.asyncDispose]: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** What woke it is kept until it is asked for; `over` for good. */
function createFollowed(
  patience: () => number,
): Pick<FollowedRun, 'next' | 'over'> & { readonly wake: Follower['wake'] } {
  let kept: RunWake | null = null;
  let answer: ((why: RunWake) => void) | null = null;
  const ending = new AbortController();
  return {
    over: ending.signal,
    wake: (why) => {
      if (kept !== 'over') kept = why;
      if (kept === 'over') ending.abort();
      answer?.(kept);
    },
    next: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => answer?.('quiet'), patience());
        answer = (why) => {
          answer = null;
          clearTimeout(timer);
          if (kept !== 'over') kept = null;
          resolve(why);
        };
        if (kept !== null) answer(kept);
      }),
  };
}
