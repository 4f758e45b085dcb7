/** Batches: the list, asking for one, its account and stopping it. */
import { type Context, Hono } from 'hono';
import { isAppError } from '#domain/errors.ts';
import { actorOf } from '#domain/person.ts';
import { cancelBatch } from '#research/cancel-batch.ts';
import { requestBatch } from '#research/request-batch.ts';
import { loadBatchList, loadBatchView } from '../load/load-batches.ts';
import type { PageContext } from '../page-context.ts';
import { BatchPage } from '../pages/batch.tsx';
import { BatchListPage } from '../pages/batch-list.tsx';
import { BatchNewPage } from '../pages/batch-new.tsx';
import { describeProblem, formFrame, sendForm } from '../private-form.ts';
import { readFields } from '../read-fields.ts';
import { readPageNumber, readWord } from '../read-query.ts';
import { emptyRunForm, readConcurrency, readRunForm, requestOf } from '../run-request.ts';
import type { RunForm } from '../run-views.ts';
import { viewerOf } from './draft-request.ts';
import { equipmentOf, formView, MENDABLE, runNumber } from './run-request.ts';

const BATCH = '/batches/:number{[0-9]{1,9}}';

/** `/batches` and below. */
export function createBatchRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get('/batches', async (request) => {
    const before = /^[0-9]{1,9}$/.exec(readWord(request, 'before'));
    const view = await context.store.read((tx) =>
      loadBatchList(context, tx, before === null ? null : Number(before[0])),
    );
    return sendForm(request, <BatchListPage view={view} frame={formFrame(context, request)} />);
  });
  routes.get('/batches/new', (request) =>
    showForm(context, request, emptyRunForm({ topic: readWord(request, 'topic') }), null),
  );
  routes.post('/batches', (request) => ask(context, request));
  routes.get(BATCH, async (request) => {
    const asked = {
      number: runNumber(request),
      state: readWord(request, 'state'),
      page: readPageNumber(request),
    };
    const view = await context.store.read((tx) => loadBatchView(context, tx, asked));
    return sendForm(request, <BatchPage view={view} frame={formFrame(context, request)} />);
  });
  routes.post(`${BATCH}/cancel`, async (request) => {
    const order = { actor: actorOf(viewerOf(request)), batch: runNumber(request) };
    await context.store.write((tx) => cancelBatch(tx, context.researching.deps, order));
    return request.redirect(`/batches/${order.batch}`, 303);
  });
  return routes;
}

function showForm(context: PageContext, request: Context, form: RunForm, problem: string | null): Response {
  const page = <BatchNewPage view={formView(context, form, problem)} frame={formFrame(context, request)} />;
  return sendForm(request, page, problem === null ? undefined : 422);
}

async function ask(context: PageContext, request: Context): Promise<Response> {
  const actor = actorOf(viewerOf(request));
  const form = readRunForm(await readFields(request));
  try {
    const order = {
      actor,
      topic: form.topic,
      jurisdictions: jurisdictionsOf(context, form),
      request: requestOf(form, equipmentOf(context)),
      concurrency: readConcurrency(form),
    };
    const batch = await context.store.write((tx) => requestBatch(tx, context.researching.deps, order));
    return request.redirect(`/batches/${batch}`, 303);
  } catch (error) {
    if (!isAppError(error) || !MENDABLE.includes(error.code)) throw error;
    return showForm(context, request, form, describeProblem(error));
  }
}

/** Those that are ticked, or all. Codes nobody knows are left to the use-case, which refuses them. */
function jurisdictionsOf(context: PageContext, { jurisdictions }: RunForm): readonly string[] {
  if (!jurisdictions.includes('all')) return jurisdictions;
  return context.deps.reference.jurisdictions.map(({ code }) => code);
}
