/** The review queue, for those who work on it; contributors find what they submitted. */
import { type Context, Hono } from 'hono';
import { REVIEW_STATES } from '#domain/review.ts';
import { loadQueueView } from '../load/load-queue.ts';
import type { PageContext } from '../page-context.ts';
import { ReviewQueuePage } from '../pages/review-queue.tsx';
import { formFrame, sendForm } from '../private-form.ts';
import { readWord } from '../read-query.ts';
import type { QueueQuery } from '../review-views.ts';

const VIEWS = ['all', 'mine', 'unassigned', 'assigned'] as const;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `/reviews`, with the filters as parameters. */
export function createReviewQueueRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/reviews', async (request) => {
    const viewer = request.get('viewer');
    if (viewer === null)
      throw new Error('the table of access shows the queue to nobody who is not signed in');
    const view = await context.store.read((tx) => loadQueueView(context, tx, readQuery(request), viewer));
    return sendForm(
      request,
      <ReviewQueuePage view={view} viewer={viewer} frame={formFrame(context, request)} />,
    );
  });
  return routes;
}

function readQuery(request: Context): QueueQuery {
  const after = readWord(request, 'after');
  return {
    view: VIEWS.find((known) => known === readWord(request, 'view')) ?? 'all',
    kind: readWord(request, 'kind'),
    severity: readWord(request, 'severity'),
    state: REVIEW_STATES.find((known) => known === readWord(request, 'state')) ?? 'open',
    origin: readWord(request, 'origin'),
    after: UUID.test(after) ? after : '',
  };
}
