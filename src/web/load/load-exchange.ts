/** Gathers one exchange of a run, with its texts cut to what a page can hold. */
import { AppError } from '#domain/errors.ts';
import type { ReadTx } from '#store/connect.ts';
import { type ExchangeRecord, findExchange } from '#store/exchanges.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { ExchangeView } from '../run-views.ts';
import { getRun } from './load-run.ts';
import { jurisdictionOf } from './present-items.ts';

const MOST_SHOWN = 60_000;

/** The exchange of this run with this id. Throws `not-found`. */
export async function getExchange(tx: ReadTx, run: number, id: string): Promise<ExchangeRecord> {
  const exchange = await findExchange(tx, id);
  if (exchange?.run === run) return exchange;
  throw new AppError('not-found', `Run ${run} has no exchange with this id.`, {
    remedy: 'Look for it on the page of the run.',
  });
}

/** Throws `not-found`. */
export async function loadExchangeView(
  context: PageContext,
  tx: ReadTx,
  asked: { readonly run: number; readonly id: string },
): Promise<ExchangeView> {
  const run = await getRun(tx, asked.run);
  const exchange = await getExchange(tx, asked.run, asked.id);
  const request = requestText(exchange);
  return {
    ...exchange,
    jurisdiction: jurisdictionOf(context, run.jurisdiction),
    topic: topicOf(context, run.topic),
    request: request.slice(0, MOST_SHOWN),
    response: exchange.raw === null ? null : exchange.raw.slice(0, MOST_SHOWN),
    lengths: { request: request.length, response: exchange.raw?.length ?? 0 },
  };
}

/** What was sent, as indented JSON. */
export function requestText({ request }: ExchangeRecord): string {
  return JSON.stringify(request, null, 2);
}
