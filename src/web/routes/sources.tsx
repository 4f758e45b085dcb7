/** Sources: the list, and one source in pages of its text. */
import { Hono } from 'hono';
import { loadSourceListView } from '../load/load-lists.ts';
import { findSourcePageNumber, findSourcePassage, loadSourceView } from '../load/load-source.ts';
import type { PageContext } from '../page-context.ts';
import { SourcePage } from '../pages/source.tsx';
import { SourceListPage } from '../pages/source-list.tsx';
import { passageStartAnchor, sourcePageHref } from '../places.ts';
import { isWholeList, readOffset, readPageNumber, readWord } from '../read-query.ts';
import type { Show } from '../show-page.ts';

/**
 * `/sources`, `/sources/3`, `/sources/3?page=2`, and `/sources/3?at=250000`, which leads to the page of that offset;
 * `/sources/3?near=250000` leads to the passage around it.
 */
export function createSourceRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/sources', (request) => {
    const query = {
      text: readWord(request, 'text'),
      jurisdiction: readWord(request, 'jurisdiction'),
      tier: readWord(request, 'tier'),
      page: readPageNumber(request),
    };
    const address = { key: `/sources ${JSON.stringify(query)}`, keep: isWholeList(query) };
    return show(request, address, async (tx, frame) => (
      <SourceListPage view={await loadSourceListView(context, tx, query)} frame={frame} />
    ));
  });
  routes.get('/sources/:id{[0-9]{1,9}}', async (request) => {
    const id = Number(request.req.param('id'));
    const at = readOffset(request, 'at');
    if (at !== null) {
      const found = await context.store.read((tx) => findSourcePageNumber(tx, id, at));
      // Browsers carry the anchor of the passage over to the new address.
      return request.redirect(sourcePageHref(id, found), 302);
    }
    const near = readOffset(request, 'near');
    if (near !== null) {
      const { page, start } = await context.store.read((tx) => findSourcePassage(tx, id, near));
      return request.redirect(`${sourcePageHref(id, page)}#${passageStartAnchor(start)}`, 302);
    }
    const page = readPageNumber(request);
    return show(request, { key: `/sources/${id} ${page}` }, async (tx, frame) => (
      <SourcePage view={await loadSourceView(context, tx, id, page)} frame={frame} />
    ));
  });
  return routes;
}
