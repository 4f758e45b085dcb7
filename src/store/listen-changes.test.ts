import { expect, it } from 'vitest';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { listenToChanges } from './listen-changes.ts';
import { syncReferenceData } from './reference-data.ts';

/** Resolves as soon as `look` finds what it waits for. */
async function until(look: () => boolean): Promise<void> {
  while (!look()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describeStore('listening to changes', (store) => {
  it('hears what any session changes once it is committed', async () => {
    const heard = { changes: 0, listening: [] as boolean[] };
    await using _listener = listenToChanges(store(), {
      onChange: () => {
        heard.changes += 1;
      },
      onListening: (listening) => heard.listening.push(listening),
    });
    await until(() => heard.listening.at(-1) === true);
    await store().write((tx) => syncReferenceData(tx, TEST_REFERENCE));
    await until(() => heard.changes > 0);
    expect(heard.listening).toEqual([false, true]);
  });

  it('says when it has gone deaf, and listens again by itself', async () => {
    const listening: boolean[] = [];
    await using _listener = listenToChanges(store(), {
      onChange: () => undefined,
      onListening: (now) => listening.push(now),
    });
    await until(() => listening.at(-1) === true);
    await store().pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query = 'listen regatlas_changed'`,
    );
    await until(() => listening.length >= 4);
    expect(listening).toEqual([false, true, false, true]);
  });
});
