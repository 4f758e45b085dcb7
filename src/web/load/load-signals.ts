/** Gathers the list of signals, and the signals of one source or one version. */
import type { ReadTx } from '#store/connect.ts';
import {
  countHeldSignals,
  countSignals,
  type ListedSignal,
  listHeldSignals,
  listSignalJurisdictions,
  listSignals,
} from '#store/signal-lists.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import type { HeldSignals, SignalItem, SignalListView, SignalQuery } from '../views.ts';
import { jurisdictionOf } from './present-items.ts';

const PAGE_SIZE = 25;
const NEWEST_HELD = 12;
const OF_A_SOURCE = 100;

/** The list of signals for a query. */
export async function loadSignalListView(
  context: PageContext,
  tx: ReadTx,
  query: SignalQuery,
): Promise<SignalListView> {
  const { page, ...words } = query;
  const filter = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== ''));
  const rows = await listSignals(tx, { ...filter, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  const codes = await listSignalJurisdictions(tx);
  return {
    query,
    items: rows.map((row) => presentSignal(context, row)),
    total: await countSignals(tx, filter),
    stored: await countSignals(tx, {}),
    pageSize: PAGE_SIZE,
    jurisdictions: codes
      .map((code) => jurisdictionOf(context, code))
      .sort((a, b) => a.everydayName.localeCompare(b.everydayName, 'en')),
    topics: context.deps.reference.topics,
  };
}

/** The first signals of a source in reading order, and how many there are. */
export async function loadSourceSignals(
  context: PageContext,
  tx: ReadTx,
  source: number,
): Promise<{ signals: SignalItem[]; signalsCount: number }> {
  const rows = await listSignals(tx, { source, limit: OF_A_SOURCE });
  const signals = rows.map((row) => presentSignal(context, row));
  const isAll = rows.length < OF_A_SOURCE;
  return { signals, signalsCount: isAll ? rows.length : await countSignals(tx, { source }) };
}

/** The newest signals held against a version. */
export async function loadHeldSignals(tx: ReadTx, version: string): Promise<HeldSignals> {
  const items = await listHeldSignals(tx, version, NEWEST_HELD);
  return { items, counts: items.length === 0 ? {} : await countHeldSignals(tx, version) };
}

function presentSignal(context: PageContext, row: ListedSignal): SignalItem {
  const { pages, ...signal } = row;
  return {
    signal,
    jurisdiction: jurisdictionOf(context, row.jurisdiction),
    topic: topicOf(context, row.topic),
    pages,
  };
}
