/** Gathers the ledger of runs for a query. */
import { nowIso } from '#domain/ports.ts';
import { ANALYST_KINDS, RUN_STATES } from '#domain/run.ts';
import type { ReadTx } from '#store/connect.ts';
import {
  countRunCosts,
  listRunCosts,
  type RunCostFilter,
  type RunCostRow,
  type RunCosts,
  sumRunCosts,
} from '#store/run-costs.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { RunItem, RunListView, RunQuery, Spent } from '../run-views.ts';
import { nameActors } from './name-actors.ts';
import { jurisdictionOf } from './present-items.ts';

const PAGE_SIZE = 50;

/** A page of the ledger; a filter that names nothing known does not filter. */
export async function loadRunList(context: PageContext, tx: ReadTx, query: RunQuery): Promise<RunListView> {
  const filter = filterOf(query);
  const { jurisdictions, topics } = context.deps.reference;
  return {
    query,
    items: await loadRunItems(context, tx, filter, query.page, PAGE_SIZE),
    total: await countRunCosts(tx, filter),
    stored: await countRunCosts(tx, {}),
    totals: presentSpent(await sumRunCosts(tx, filter)),
    pageSize: PAGE_SIZE,
    jurisdictions: [...jurisdictions].sort((a, b) => a.everydayName.localeCompare(b.everydayName, 'en')),
    topics,
  };
}

function filterOf(query: RunQuery): RunCostFilter {
  const state = RUN_STATES.find((known) => known === query.state);
  const analyst = ANALYST_KINDS.find((known) => known === query.analyst);
  return {
    ...(state === undefined ? {} : { state }),
    ...(analyst === undefined ? {} : { analyst }),
    ...(query.topic === '' ? {} : { topic: query.topic }),
    ...(query.jurisdiction === '' ? {} : { jurisdiction: query.jurisdiction }),
    ...(/^[0-9]{1,9}$/.test(query.batch) ? { batch: Number(query.batch) } : {}),
  };
}

/** Runs that match, newest first. */
export async function loadRunItems(
  context: PageContext,
  tx: ReadTx,
  filter: RunCostFilter,
  page: number,
  pageSize: number,
): Promise<RunItem[]> {
  const now = nowIso(context.deps.clock);
  const rows = await listRunCosts(tx, filter, { limit: pageSize, offset: (page - 1) * pageSize, now });
  const nameOf = await nameActors(
    tx,
    rows.map((row) => row.requestedBy),
  );
  return rows.map((row) => presentRunItem(context, row, nameOf));
}

/** A row with names filled in. */
export function presentRunItem(
  context: PageContext,
  row: RunCostRow,
  nameOf: (actor: string) => string,
): RunItem {
  const { analysis, version } = row;
  return {
    number: row.number,
    jurisdiction: jurisdictionOf(context, row.jurisdiction),
    topic: topicOf(context, row.topic),
    analyst: row.analyst,
    batch: row.batch,
    state: row.state,
    isWaiting: !row.isSent,
    reason: row.reason,
    requestedBy: nameOf(row.requestedBy),
    requestedAt: row.requestedAt,
    endedAt: row.endedAt,
    seconds: row.seconds,
    spent: presentSpent(row),
    draft: analysis === null || version === null ? null : { analysis, version },
  };
}

/** Costs as pages show them. */
export function presentSpent(costs: RunCosts): Spent {
  const { asked, reused, inputTokens, outputTokens, costMicros } = costs;
  return { questions: asked, reused, inputTokens, outputTokens, costMicros };
}
