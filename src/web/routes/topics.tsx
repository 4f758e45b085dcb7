/** Topics: the codebook, and one topic with its pages. */
import { Hono } from 'hono';
import { loadTopicListView, loadTopicView } from '../load/load-lists.ts';
import { loadWatch } from '../load/load-notices.ts';
import type { PageContext } from '../page-context.ts';
import { TopicPage } from '../pages/topic.tsx';
import { TopicListPage } from '../pages/topic-list.tsx';
import type { Show } from '../show-page.ts';

/** `/topics` and `/topics/Taxation`. */
export function createTopicRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/topics', (request) =>
    show(request, { key: '/topics' }, async (tx, frame) => (
      <TopicListPage view={await loadTopicListView(context, tx)} frame={frame} />
    )),
  );
  routes.get('/topics/:key{[A-Za-z_]{1,80}}', (request) => {
    const key = request.req.param('key');
    return show(request, { key: `/topics/${key}` }, async (tx, frame) => (
      <TopicPage
        view={{
          ...(await loadTopicView(context, tx, key)),
          watch: await loadWatch(tx, frame.viewer, { kind: 'topic', key }),
        }}
        frame={frame}
      />
    ));
  });
  return routes;
}
