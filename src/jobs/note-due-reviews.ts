/**
 * Job, once a day: writes into the trail which published pages are due for another look, once for each due date. It opens
 * nothing; who watches a page is told from the trail, and the page itself says how late it is.
 */
import { type Clock, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { Store } from '#store/connect.ts';
import { listUntoldDueReviews, lockDueReviews } from '#store/due-reviews.ts';
import type { JobHandler, JobQueue } from './job-queue.ts';

const NAME = 'note-due-reviews';
const ACTOR = 'regatlas';

/** `YYYY-MM-DD`: of two for one day, one is enough. */
export type NoteDueReviews = { readonly day: string };

/** The handler to open the queue with. */
export function noteDueReviewsHandler(store: Store, deps: { clock: Clock }): JobHandler<NoteDueReviews> {
  return {
    name: NAME,
    work: () =>
      store.write(async (tx) => {
        await lockDueReviews(tx);
        const at = nowIso(deps.clock);
        for (const { analysis, version, contentHash, dueOn } of await listUntoldDueReviews(
          tx,
          at.slice(0, 10),
        )) {
          await appendAuditEvent(tx, {
            ...{ at, actor: ACTOR, action: 'review.due', subject: `analysis:${analysis}/${version}` },
            beforeHash: contentHash,
            detail: { dueOn },
          });
        }
      }),
  };
}

/** Asks for it. */
export function requestDueReviews(store: Store, queue: JobQueue, day: string): Promise<void> {
  return store.write((tx) => queue.send(tx, NAME, day, { day } satisfies NoteDueReviews));
}
