/** The comparison of two versions as JSON: `/analyses/462/compare/1/3.json`. */
import { Hono } from 'hono';
import { type CompareContext, compareStoredVersions } from '#review/compare-stored-versions.ts';
import { presentComparison } from '#review/present-comparison.ts';
import type { Store } from '#store/connect.ts';
import { sendText } from './send-text.ts';

const NUMBER = '{[0-9]{1,9}}';

/** See the module comment. */
export function createComparisonRoutes(store: Store, context: CompareContext): Hono {
  const routes = new Hono();
  routes.get(
    `/analyses/:number${NUMBER}/compare/:before${NUMBER}/:file{[0-9]{1,9}\\.json}`,
    async (request) => {
      const analysis = Number(request.req.param('number'));
      const before = Number(request.req.param('before'));
      const after = Number.parseInt(request.req.param('file'), 10);
      const asked = { analysis, versions: [before, after] as const };
      const comparison = await store.read((tx) => compareStoredVersions(tx, context, asked));
      const text = `${JSON.stringify(presentComparison(comparison), null, 2)}\n`;
      return sendText(request, text, `regatlas-${analysis}-${before}-${after}.json`, 'application/json');
    },
  );
  return routes;
}
