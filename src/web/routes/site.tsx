/** The pages about the whole site: the front page and the methodology. */
import { Hono } from 'hono';
import { loadHomeView } from '../load/load-lists.ts';
import { loadMethodologyView } from '../load/load-methodology.ts';
import type { PageContext } from '../page-context.ts';
import { HomePage } from '../pages/home.tsx';
import { MethodologyPage } from '../pages/methodology.tsx';
import type { Show } from '../show-page.ts';

/** `/` and `/methodology`. */
export function createSiteRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/', (request) =>
    show(request, { key: '/' }, async (tx, frame) => (
      <HomePage view={await loadHomeView(context, tx)} frame={frame} />
    )),
  );
  routes.get('/methodology', (request) =>
    show(request, { key: '/methodology' }, async (_tx, frame) => (
      <MethodologyPage view={loadMethodologyView()} frame={frame} />
    )),
  );
  return routes;
}
