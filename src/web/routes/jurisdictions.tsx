/** Jurisdictions: the list, and one with what is stored about it. */
import { Hono } from 'hono';
import { loadJurisdictionListView, loadJurisdictionView } from '../load/load-lists.ts';
import { loadWatch } from '../load/load-notices.ts';
import type { PageContext } from '../page-context.ts';
import { JurisdictionPage } from '../pages/jurisdiction.tsx';
import { JurisdictionListPage } from '../pages/jurisdiction-list.tsx';
import { readWord } from '../read-query.ts';
import type { Show } from '../show-page.ts';

/** `/jurisdictions` and `/jurisdictions/KP`. */
export function createJurisdictionRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/jurisdictions', (request) => {
    const text = readWord(request, 'text');
    const address = { key: `/jurisdictions ${JSON.stringify(text)}`, keep: text === '' };
    return show(request, address, async (tx, frame) => (
      <JurisdictionListPage view={await loadJurisdictionListView(context, tx, text)} frame={frame} />
    ));
  });
  routes.get('/jurisdictions/:code{[A-Z]{2,5}(?:-[A-Z0-9]{1,3})?}', (request) => {
    const code = request.req.param('code');
    return show(request, { key: `/jurisdictions/${code}` }, async (tx, frame) => (
      <JurisdictionPage
        view={{
          ...(await loadJurisdictionView(context, tx, code)),
          watch: await loadWatch(tx, frame.viewer, { kind: 'jurisdiction', key: code }),
        }}
        frame={frame}
      />
    ));
  });
  return routes;
}
