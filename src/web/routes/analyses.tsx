/** Analyses: the list, one analysis in its newest or an older version, its versions, and how to edit it. */
import { Hono } from 'hono';
import { loadAnalysisView } from '../load/load-analysis.ts';
import { loadAnalysisListView, loadEditView, loadVersionListView } from '../load/load-lists.ts';
import type { PageContext } from '../page-context.ts';
import { AnalysisPage } from '../pages/analysis.tsx';
import { AnalysisListPage } from '../pages/analysis-list.tsx';
import { EditPage } from '../pages/edit.tsx';
import { VersionListPage } from '../pages/version-list.tsx';
import { isWholeList, readAnalysisQuery } from '../read-query.ts';
import type { Show } from '../show-page.ts';

const NUMBER = ':number{[0-9]{1,9}}';

/** `/analyses` and below, but for reviews. */
export function createAnalysisRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get('/analyses', (request) => {
    const { sort, ...query } = readAnalysisQuery(request);
    const address = { key: `/analyses ${JSON.stringify({ sort, ...query })}`, keep: isWholeList(query) };
    return show(request, address, async (tx, frame) => (
      <AnalysisListPage view={await loadAnalysisListView(context, tx, { sort, ...query })} frame={frame} />
    ));
  });
  // The second address names a version; the first shows the newest.
  routes.on(
    'GET',
    [`/analyses/${NUMBER}`, `/analyses/${NUMBER}/versions/:version{[0-9]{1,9}}`],
    (request) => {
      const number = Number(request.req.param('number'));
      const named = request.req.param('version');
      const version = named === undefined ? undefined : Number(named);
      return show(request, { key: `/analyses/${number} ${version ?? 'newest'}` }, async (tx, frame) => {
        const view = await loadAnalysisView(context, tx, { number, version, reviewDraft: null });
        return <AnalysisPage view={view} frame={frame} />;
      });
    },
  );
  routes.get(`/analyses/${NUMBER}/versions`, (request) => {
    const number = Number(request.req.param('number'));
    return show(request, { key: `/analyses/${number}/versions` }, async (tx, frame) => (
      <VersionListPage view={await loadVersionListView(context, tx, number)} frame={frame} />
    ));
  });
  routes.get(`/analyses/${NUMBER}/edit`, (request) => {
    const number = Number(request.req.param('number'));
    return show(request, { key: `/analyses/${number}/edit` }, async (tx, frame) => (
      <EditPage view={await loadEditView(context, tx, number)} frame={frame} />
    ));
  });
  return routes;
}
