/** Gathers the review queue for a query of one viewer. */
import { holdsRole, type Viewer } from '#domain/person.ts';
import { REVIEW_KINDS } from '#domain/review.ts';
import type { ReadTx } from '#store/connect.ts';
import { countQueue, listQueue, type QueueFilter } from '#store/review-queue.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { QueueQuery, QueueView } from '../review-views.ts';
import { SEVERITY_OF_WEIGHT } from '../review-words.ts';
import { jurisdictionOf } from './present-items.ts';

const PAGE_SIZE = 50;

/** The page of the queue; a contributor sees what they submitted and nothing else. */
export async function loadQueueView(
  context: PageContext,
  tx: ReadTx,
  asked: QueueQuery,
  viewer: Viewer,
): Promise<QueueView> {
  const query = holdsRole(viewer.role, 'analyst') ? asked : { ...asked, view: 'mine' as const };
  const filter = filterOf(query, viewer);
  const after = query.after === '' ? {} : { after: query.after };
  const rows = await listQueue(tx, { ...filter, ...after }, PAGE_SIZE + 1);
  const items = rows.slice(0, PAGE_SIZE);
  return {
    query,
    items: items.map((row) => ({
      ...row,
      jurisdiction: jurisdictionOf(context, row.jurisdiction),
      topic: topicOf(context, row.topic),
    })),
    total: await countQueue(tx, filter),
    next: rows.length > PAGE_SIZE ? (items.at(-1)?.id ?? null) : null,
  };
}

function filterOf(query: QueueQuery, viewer: Viewer): QueueFilter {
  const kind = REVIEW_KINDS.find((known) => known === query.kind);
  const severities: readonly string[] = SEVERITY_OF_WEIGHT;
  const weight = severities.indexOf(query.severity);
  return {
    state: query.state,
    ...(query.view === 'mine' ? { by: viewer.id } : {}),
    ...(query.view === 'unassigned' ? { assignee: null } : {}),
    ...(query.view === 'assigned' ? { assignee: viewer.id } : {}),
    ...(kind === undefined ? {} : { kind }),
    ...(weight === -1 ? {} : { weight }),
    ...(query.origin === 'system' || query.origin === 'people'
      ? { isSystem: query.origin === 'system' }
      : {}),
  };
}
