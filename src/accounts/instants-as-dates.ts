/**
 * The store hands out instants as text, the accounts library reckons with dates. This plugin of the query builder turns
 * every column `…_at` of a result into a date, so that both can share one pool of connections.
 */
import type { KyselyPlugin } from 'kysely';

/** See the module comment. */
export const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
};

function withDates(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column.endsWith('_at') && typeof value === 'string' ? new Date(value) : value,
    ]),
  );
}
