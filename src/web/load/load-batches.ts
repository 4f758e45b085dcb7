/** Gathers batches: the account of each, and a page of the runs of one. */
import { nowIso } from '#domain/ports.ts';
import { RUN_STATES } from '#domain/run.ts';
import type { RunBatch } from '#domain/run-batch.ts';
import { loadBatchAccount } from '#research/present-batch.ts';
import type { ReadTx } from '#store/connect.ts';
import { getBatch, listBatches } from '#store/run-batches.ts';
import { countRunCosts, sumRunCosts } from '#store/run-costs.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { BatchItem, BatchListView, BatchView } from '../run-views.ts';
import { loadRunItems, presentSpent } from './load-runs.ts';
import { nameActors } from './name-actors.ts';

const PAGE_SIZE = 50;
const BATCHES = 20;

/** The newest ones, or those before a number. */
export async function loadBatchList(
  context: PageContext,
  tx: ReadTx,
  before: number | null,
): Promise<BatchListView> {
  const found = await listBatches(tx, { limit: BATCHES + 1, ...(before === null ? {} : { before }) });
  const shown = found.slice(0, BATCHES);
  const items: BatchItem[] = [];
  for (const batch of shown) items.push(await loadBatchItem(context, tx, batch));
  return { items, older: found.length > BATCHES ? (shown.at(-1)?.number ?? null) : null };
}

/** Throws `not-found`. */
export async function loadBatchView(
  context: PageContext,
  tx: ReadTx,
  asked: { readonly number: number; readonly state: string; readonly page: number },
): Promise<BatchView> {
  const batch = await getBatch(tx, asked.number);
  const state = RUN_STATES.find((known) => known === asked.state);
  const filter = { batch: asked.number, ...(state === undefined ? {} : { state }) };
  return {
    ...(await loadBatchItem(context, tx, batch)),
    items: await loadRunItems(context, tx, filter, asked.page, PAGE_SIZE),
    state: state ?? '',
    page: asked.page,
    pageSize: PAGE_SIZE,
    shown: await countRunCosts(tx, filter),
  };
}

async function loadBatchItem(context: PageContext, tx: ReadTx, batch: RunBatch): Promise<BatchItem> {
  const account = await loadBatchAccount(tx, batch, nowIso(context.deps.clock));
  const { stopped } = account;
  const nameOf = await nameActors(tx, [batch.requestedBy, ...(stopped === null ? [] : [stopped.actor])]);
  return {
    ...batch,
    topic: topicOf(context, batch.topic),
    requestedBy: nameOf(batch.requestedBy),
    endedAt: account.endedAt,
    seconds: account.seconds,
    runs: account.runs,
    spent: presentSpent(await sumRunCosts(tx, { batch: batch.number })),
    stop:
      stopped === null ? null : { words: stopped.words, by: nameOf(stopped.actor), at: stopped.stoppedAt },
  };
}
