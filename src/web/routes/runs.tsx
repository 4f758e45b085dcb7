/** Runs: the ledger, asking for one, its page with what its buttons do, and the page of one exchange. */
import { type Context, Hono } from 'hono';
import { isAppError } from '#domain/errors.ts';
import { actorOf } from '#domain/person.ts';
import { cancelRun } from '#research/cancel-run.ts';
import { requestRun } from '#research/request-run.ts';
import { rerunStep } from '#research/rerun-step.ts';
import { loadExchangeView } from '../load/load-exchange.ts';
import { loadRunView } from '../load/load-run.ts';
import { loadRunList } from '../load/load-runs.ts';
import type { PageContext } from '../page-context.ts';
import { RunPage } from '../pages/run.tsx';
import { RunExchangePage } from '../pages/run-exchange.tsx';
import { RunListPage } from '../pages/run-list.tsx';
import { RunNewPage } from '../pages/run-new.tsx';
import { describeProblem, formFrame, sendForm } from '../private-form.ts';
import { readFields } from '../read-fields.ts';
import { readPageNumber, readWord } from '../read-query.ts';
import { emptyRunForm, readRunForm, requestOf } from '../run-request.ts';
import type { RunForm } from '../run-views.ts';
import { runHref } from '../run-words.ts';
import { viewerOf } from './draft-request.ts';
import { createRunEventRoutes } from './run-events.ts';
import { createRunFileRoutes } from './run-files.ts';
import { equipmentOf, formView, MENDABLE, RUN, runNumber, runStep } from './run-request.ts';

/** `/runs` and below. */
export function createRunRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/runs', async (request) => {
    const query = {
      state: readWord(request, 'state'),
      topic: readWord(request, 'topic'),
      jurisdiction: readWord(request, 'jurisdiction'),
      analyst: readWord(request, 'analyst'),
      batch: readWord(request, 'batch'),
      page: readPageNumber(request),
    };
    const view = await context.store.read((tx) => loadRunList(context, tx, query));
    return sendForm(request, <RunListPage view={view} frame={formFrame(context, request)} />);
  });
  routes.get('/runs/new', (request) => {
    const { jurisdiction, topic } = {
      jurisdiction: readWord(request, 'jurisdiction'),
      topic: readWord(request, 'topic'),
    };
    return showForm(context, request, emptyRunForm({ jurisdiction, topic }), null);
  });
  routes.post('/runs', (request) => ask(context, request));
  routes.route('/', createRunFileRoutes(context));
  routes.get(RUN, async (request) => {
    const view = await context.store.read((tx) => loadRunView(context, tx, runNumber(request)));
    return sendForm(request, <RunPage view={view} frame={formFrame(context, request)} />);
  });
  routes.post(`${RUN}/cancel`, async (request) => {
    const order = { actor: actorOf(viewerOf(request)), run: runNumber(request) };
    await context.store.write((tx) => cancelRun(tx, context.researching.deps, order));
    return request.redirect(runHref(order.run), 303);
  });
  routes.post(`${RUN}/steps/:step`, async (request) => {
    const order = { actor: actorOf(viewerOf(request)), run: runNumber(request), step: runStep(request) };
    await context.store.write((tx) => rerunStep(tx, context.researching.deps, order));
    return request.redirect(runHref(order.run), 303);
  });
  routes.get(`${RUN}/exchanges/:id{[0-9a-f-]{36}}`, async (request) => {
    const asked = { run: runNumber(request), id: request.req.param('id') };
    const view = await context.store.read((tx) => loadExchangeView(context, tx, asked));
    return sendForm(request, <RunExchangePage view={view} frame={formFrame(context, request)} />);
  });
  routes.route('/', createRunEventRoutes(context));
  return routes;
}

function showForm(context: PageContext, request: Context, form: RunForm, problem: string | null): Response {
  const page = <RunNewPage view={formView(context, form, problem)} frame={formFrame(context, request)} />;
  return sendForm(request, page, problem === null ? undefined : 422);
}

async function ask(context: PageContext, request: Context): Promise<Response> {
  const actor = actorOf(viewerOf(request));
  const form = readRunForm(await readFields(request));
  const { jurisdiction, topic } = form;
  try {
    const order = { actor, jurisdiction, topic, request: requestOf(form, equipmentOf(context)) };
    const run = await context.store.write((tx) => requestRun(tx, context.researching.deps, order));
    return request.redirect(runHref(run), 303);
  } catch (error) {
    if (!isAppError(error) || !MENDABLE.includes(error.code)) throw error;
    return showForm(context, request, form, describeProblem(error));
  }
}
