/** The search page. Its addresses can be made up without end, so none is kept in the cache. */
import { Hono } from 'hono';
import { freshenIndex, loadSearchView } from '../load/load-search.ts';
import type { PageContext } from '../page-context.ts';
import { SearchPage } from '../pages/search.tsx';
import { readPageNumber, readWord } from '../read-query.ts';
import type { Show } from '../show-page.ts';

const LAST_PAGE = 50;

/** `/search?text=…&jurisdiction=…&topic=…&tier=…&after=…&before=…&page=…`. */
export function createSearchRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/search', async (request) => {
    const query = {
      text: readWord(request, 'text'),
      jurisdiction: readWord(request, 'jurisdiction'),
      topic: readWord(request, 'topic'),
      tier: readWord(request, 'tier'),
      after: readWord(request, 'after'),
      before: readWord(request, 'before'),
      page: Math.min(LAST_PAGE, readPageNumber(request)),
    };
    await freshenIndex(context.search);
    const address = { key: `/search ${JSON.stringify(query)}`, keep: false };
    return show(request, address, async (tx, frame) => (
      <SearchPage view={await loadSearchView(context, tx, query)} frame={frame} />
    ));
  });
  return routes;
}
