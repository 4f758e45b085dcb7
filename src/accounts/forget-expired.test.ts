import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { addPerson } from '../../test/database/add-person.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { forgetExpired } from './forget-expired.ts';

const NOW = '2026-06-01T00:00:00.000Z';

describeStore('what has run out', (store) => {
  it('is cleared away, and nothing else', async () => {
    const { id } = await store().write((tx) => addPerson(tx, 'Ana', 'editor'));
    for (const [expires, linkExpires] of [
      ['2026-05-31T23:59:59Z', '2026-05-01T00:00:00Z'],
      ['2026-06-01T00:00:01Z', '2026-05-31T00:00:00Z'],
    ]) {
      await store().pool.query(
        `insert into session (id, person, token, expires_at, created_at, updated_at)
         values ($1, $2, $3, $4, '2026-01-01', '2026-01-01')`,
        [randomUUID(), id, randomUUID(), expires],
      );
      await store().pool.query(
        `insert into one_time_link (id, token_hash, kind, person, created_at, expires_at)
         values ($1, $2, 'reset', $3, '2026-01-01', $4)`,
        [randomUUID(), randomUUID().replaceAll('-', '').repeat(2), id, linkExpires],
      );
    }
    expect(await store().write((tx) => forgetExpired(tx, () => new Date(NOW)))).toBe(2);
    const { rows } = await store().pool.query(
      'select (select count(*)::int from session) as sessions, (select count(*)::int from one_time_link) as links',
    );
    expect(rows).toEqual([{ sessions: 1, links: 1 }]);
  });
});
