/** Signals: the list. */
import { Hono } from 'hono';
import { loadSignalListView } from '../load/load-signals.ts';
import type { PageContext } from '../page-context.ts';
import { SignalListPage } from '../pages/signal-list.tsx';
import { isWholeList, readPageNumber, readWord } from '../read-query.ts';
import type { Show } from '../show-page.ts';

/** `/signals`, with the filters as parameters. */
export function createSignalRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/signals', (request) => {
    const query = {
      jurisdiction: readWord(request, 'jurisdiction'),
      topic: readWord(request, 'topic'),
      relation: readWord(request, 'relation'),
      modality: readWord(request, 'modality'),
      page: readPageNumber(request),
    };
    const address = { key: `/signals ${JSON.stringify(query)}`, keep: isWholeList(query) };
    return show(request, address, async (tx, frame) => (
      <SignalListPage view={await loadSignalListView(context, tx, query)} frame={frame} />
    ));
  });
  return routes;
}
