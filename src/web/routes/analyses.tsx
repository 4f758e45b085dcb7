/** Analyses: the list, one analysis in its newest or an older version, and its versions. */
import { type Context, Hono } from 'hono';
import { AppError } from '#domain/errors.ts';
import type { Place } from '#domain/finding.ts';
import { divideBody, findPage, textPageHref } from '../divide-body.ts';
import { loadAnalysisView } from '../load/load-analysis.ts';
import { loadVersionSteps } from '../load/load-comparison.ts';
import { loadAnalysisListView, loadVersionListView } from '../load/load-lists.ts';
import { loadWatch } from '../load/load-notices.ts';
import type { PageContext } from '../page-context.ts';
import { AnalysisPage } from '../pages/analysis.tsx';
import { AnalysisListPage } from '../pages/analysis-list.tsx';
import { ReportPage } from '../pages/report.tsx';
import { VersionListPage } from '../pages/version-list.tsx';
import { readPlaceQuery } from '../places.ts';
import { isWholeList, readAnalysisQuery, readPageNumber, readWord } from '../read-query.ts';
import { isWholeReport, readReportQuery } from '../report-query.ts';
import { readReviewQuery } from '../review-query.ts';
import type { Show } from '../show-page.ts';
import type { AnalysisView } from '../views.ts';

const NUMBER = ':number{[0-9]{1,9}}';

/** Browsers carry the anchor of the place over to the new address. */
async function leadToPlace(
  context: PageContext,
  request: Context,
  asked: { number: number; version: number | undefined },
  place: Place,
): Promise<Response> {
  const view = await context.store.read((tx) =>
    loadAnalysisView(context, tx, { ...asked, reviewDraft: null }),
  );
  return request.redirect(textPageHref(request.req.path, findPage(view, place)), 302);
}

/** A page that the text does not have is no page; anyone could make up more of them. */
function assertPage(view: AnalysisView, page: number): void {
  const { length } = divideBody(view).pages;
  if (page <= length) return;
  throw new AppError('not-found', `The text of #${view.number} has no page ${page}.`, {
    remedy: length === 1 ? 'It stands on one page.' : `Its last page is ${length}.`,
  });
}

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
      const place = readPlaceQuery(readWord(request, 'at'));
      if (place !== null) return leadToPlace(context, request, { number, version }, place);
      const page = readPageNumber(request);
      const key = `/analyses/${number} ${version ?? 'newest'} ${page}`;
      return show(request, { key }, async (tx, frame) => {
        const { viewer } = frame;
        const reviewDraft = viewer === null ? null : readReviewQuery(request);
        const view = await loadAnalysisView(context, tx, { number, version, reviewDraft, viewer });
        if (page > 1) assertPage(view, page);
        const watch = await loadWatch(tx, frame.viewer, { kind: 'analysis', key: String(number) });
        return <AnalysisPage view={{ ...view, watch }} frame={frame} page={page} />;
      });
    },
  );
  routes.on(
    'GET',
    [`/analyses/${NUMBER}/report`, `/analyses/${NUMBER}/versions/:version{[0-9]{1,9}}/report`],
    (request) => {
      const number = Number(request.req.param('number'));
      const named = request.req.param('version');
      const version = named === undefined ? undefined : Number(named);
      const query = readReportQuery(request);
      const key = `/analyses/${number}/report ${version ?? 'newest'} ${JSON.stringify(query)}`;
      return show(request, { key, keep: isWholeReport(query) }, async (tx, frame) => {
        const view = await loadAnalysisView(context, tx, { number, version, reviewDraft: null });
        return <ReportPage view={view} query={query} frame={frame} />;
      });
    },
  );
  routes.get(`/analyses/${NUMBER}/versions`, (request) => {
    const number = Number(request.req.param('number'));
    return show(request, { key: `/analyses/${number}/versions` }, async (tx, frame) => (
      <VersionListPage
        view={await loadVersionListView(context, tx, number)}
        steps={await loadVersionSteps(context, tx, number)}
        frame={frame}
      />
    ));
  });
  return routes;
}
