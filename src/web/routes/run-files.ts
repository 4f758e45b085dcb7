/** Runs for programs: a whole run, what an attempt at a step gave, and what went over the wire, as files. */
import { type Context, Hono } from 'hono';
import { AppError } from '#domain/errors.ts';
import { RUN_STEPS } from '#domain/run.ts';
import type { ReadTx } from '#store/connect.ts';
import { listExchanges, sumSpent } from '#store/exchanges.ts';
import { listRunLog, type RunLogLine } from '#store/run-log.ts';
import { listRunAttempts, listRunResults, listRunSteps } from '#store/run-steps.ts';
import { getExchange, requestText } from '../load/load-exchange.ts';
import { getRun } from '../load/load-run.ts';
import type { PageContext } from '../page-context.ts';
import { RUN, runNumber } from './run-request.ts';

/** `/runs/12.json`, `/runs/12/steps/base-research/1.json`, `/runs/12/exchanges/…/request.json` and `response.txt`. */
export function createRunFileRoutes({ store }: PageContext): Hono {
  const routes = new Hono();
  routes.get('/runs/:file{[0-9]{1,9}\\.json}', async (request) => {
    const number = Number(request.req.param('file').replace('.json', ''));
    return sendJson(request, await store.read((tx) => readWholeRun(tx, number)), `run-${number}.json`);
  });
  const steps = RUN_STEPS.join('|');
  routes.get(`${RUN}/steps/:step{${steps}}/:file{[0-9]{1,9}\\.json}`, async (request) => {
    const { step, file } = request.req.param();
    const number = runNumber(request);
    const results = await store.read((tx) => listRunResults(tx, number));
    const result = results.find((one) => one.step === step && `${one.attempt}.json` === file);
    if (result === undefined) throw new AppError('not-found', 'No attempt at this step has this number.');
    return sendJson(request, result, `run-${number}-${step}-${file}`);
  });
  routes.get(`${RUN}/exchanges/:id{[0-9a-f-]{36}}/:file{request\\.json|response\\.txt}`, async (request) => {
    const { id, file } = request.req.param();
    const number = runNumber(request);
    const exchange = await store.read((tx) => getExchange(tx, number, id));
    const name = `run-${number}-${id.slice(0, 8)}-${file}`;
    if (file === 'request.json') return sendText(request, requestText(exchange), name);
    if (exchange.raw === null) throw new AppError('not-found', 'Nothing came back for this question.');
    return sendText(request, exchange.raw, name);
  });
  return routes;
}

async function readWholeRun(tx: ReadTx, number: number) {
  const run = await getRun(tx, number);
  return {
    run,
    spent: await sumSpent(tx, { run: number }),
    steps: await listRunSteps(tx, number),
    attempts: await listRunAttempts(tx, number),
    results: await listRunResults(tx, number),
    exchanges: await listExchanges(tx, number),
    log: await readWholeLog(tx, number),
  };
}

async function readWholeLog(tx: ReadTx, number: number): Promise<RunLogLine[]> {
  const lines: RunLogLine[] = [];
  for (;;) {
    const more = await listRunLog(tx, number, lines.at(-1)?.id ?? 0);
    if (more.length === 0) return lines;
    lines.push(...more);
  }
}

function sendJson(request: Context, value: unknown, name: string): Response {
  return request.body(JSON.stringify(value, null, 2), 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `inline; filename="${name}"`,
    'Cache-Control': 'private, no-store',
  });
}

/** As a download and as plain text, whatever it claims to be: it came from outside. */
function sendText(request: Context, text: string, name: string): Response {
  return request.body(text, 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}"`,
    'Cache-Control': 'private, no-store',
  });
}
