/** `/analyses/462/compare/1/3`, and the address of the form that leads there. */
import { type Context, Hono } from 'hono';
import { AppError } from '#domain/errors.ts';
import { comparePath, groupRows } from '../compare-groups.ts';
import type { CompareView } from '../compare-view.ts';
import { loadCompareView } from '../load/load-comparison.ts';
import type { PageContext } from '../page-context.ts';
import { ComparePage } from '../pages/compare.tsx';
import { readPageNumber, readWord } from '../read-query.ts';
import type { Show } from '../show-page.ts';

const NUMBER = '{[0-9]{1,9}}';

/** The number of a version as the form sends it. Throws `invalid-input`. */
function readVersion(request: Context, field: 'before' | 'after'): number {
  const word = readWord(request, field);
  if (/^[0-9]{1,9}$/.test(word) && Number(word) >= 1) return Number(word);
  throw new AppError('invalid-input', `“${word}” is not the number of a version.`, {
    place: { field },
    remedy: `Choose two versions on /analyses/${request.req.param('number')}/versions.`,
  });
}

function assertPage(view: CompareView): void {
  const { length } = groupRows(view.diff);
  if (view.page <= length) return;
  throw new AppError('not-found', `The comparison has no page ${view.page}.`, {
    remedy: length === 1 ? 'It stands on one page.' : `Its last page is ${length}.`,
  });
}

/** See the module comment. */
export function createComparisonRoutes(context: PageContext, show: Show): Hono {
  const routes = new Hono();
  routes.get(`/analyses/:number${NUMBER}/compare`, (request) => {
    const number = Number(request.req.param('number'));
    const asked = [readVersion(request, 'before'), readVersion(request, 'after')];
    return request.redirect(comparePath(number, Math.min(...asked), Math.max(...asked)), 303);
  });
  routes.get(`/analyses/:number${NUMBER}/compare/:before${NUMBER}/:after${NUMBER}`, async (request) => {
    const number = Number(request.req.param('number'));
    const before = Number(request.req.param('before'));
    const after = Number(request.req.param('after'));
    // One address for one comparison: what came later is always on the right.
    if (before > after) return request.redirect(comparePath(number, after, before), 302);
    const page = readPageNumber(request);
    const key = `${comparePath(number, before, after)} ${page}`;
    // Any two versions can be asked for; only neighbours are few enough to be kept.
    const keep = page === 1 && after === before + 1;
    return show(request, { key, keep }, async (tx, frame) => {
      const view = await loadCompareView(context, tx, { number, versions: [before, after], page });
      assertPage(view);
      return <ComparePage view={view} frame={frame} />;
    });
  });
  return routes;
}
