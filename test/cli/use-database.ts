/** A database of its own for the tests of one file, and a look at everything in it. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../database/with-database.ts';
import { ROOT } from './run-regatlas.ts';

/** The database of this moment. */
export type UsedDatabase = {
  readonly env: () => { DATABASE_URL: string };
  readonly query: <Row>(statement: string) => Promise<Row[]>;
  /** Rows of every table, by name: the same before and after means that nothing was written. */
  readonly countRows: () => Promise<Record<string, number>>;
};

/** A fresh one for each test, or one for the whole file where tests build on each other or write nothing. */
export function useDatabase(lifetime: 'test' | 'file'): UsedDatabase {
  let current: TestDatabase | undefined;
  const open = (): TestDatabase => {
    if (current === undefined) throw new Error('there is no database outside of a test');
    return current;
  };
  const [before, after] = lifetime === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    current = await cloneDatabase(inject('servers').embedded);
    const data = await readReferenceData(join(ROOT, 'data'));
    // Done by the first command otherwise, which would then seem to have written something.
    await current.store.write((tx) => syncReferenceData(tx, data));
  });
  after(async () => {
    if (current !== undefined) await dropDatabase(inject('servers').embedded, current);
    current = undefined;
  });
  const query = async <Row>(statement: string): Promise<Row[]> =>
    (await open().store.pool.query(statement)).rows as Row[];
  return {
    env: () => ({ DATABASE_URL: open().url }),
    query,
    countRows: async () => {
      const tables = await query<{ name: string }>(
        "select tablename as name from pg_tables where schemaname = 'public' order by 1",
      );
      const counts: Record<string, number> = {};
      for (const { name } of tables) {
        counts[name] = (await query<{ n: number }>(`select count(*)::int as n from ${name}`))[0]?.n ?? -1;
      }
      return counts;
    },
  };
}
