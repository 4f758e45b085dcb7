import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AccountRole } from '#domain/person.ts';
import { findPerson, hasAdmin, listPeople } from '#store/people.ts';
import { addPerson as addRow } from '../../test/database/add-person.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { addPerson } from './add-person.ts';
import { changeRole, disablePerson, enablePerson, getPerson } from './change-person.ts';

const deps = { clock: () => new Date('2026-02-03T04:05:06.000Z'), newId: randomUUID };
const actor = 'command line';

describeStore('people', (store) => {
  const add = (name: string, role: AccountRole) => store().write((tx) => addRow(tx, name, role));
  const events = async () =>
    (await store().pool.query('select action, subject, actor, detail from audit_event order by id')).rows;

  it('are added with a role and a line in the trail that does not name them', async () => {
    const input = { actor, name: 'Ana Sol', email: 'Ana@Example.org', role: 'analyst' };
    const { id, link } = await store().write((tx) => addPerson(tx, deps, input));
    expect(await store().read((tx) => getPerson(tx, 'ANA@example.org'))).toMatchObject({
      id,
      role: 'analyst',
    });
    expect(link.path).toMatch(/^\/reset\?token=[\w-]{43}$/);
    expect(await events()).toEqual([
      { action: 'person.added', subject: `person:${id}`, actor, detail: { role: 'analyst' } },
    ]);
    await expect(store().write((tx) => addPerson(tx, deps, input))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await store().read(listPeople)).toHaveLength(1);
  });

  it('keep their last administrator, who is neither demoted nor disabled', async () => {
    const boss = await add('Boss', 'admin');
    const change = { actor, person: boss.id };
    const refused = { code: 'conflict', message: 'This is the last administrator.' };
    await expect(
      store().write((tx) => changeRole(tx, deps, { ...change, role: 'editor' })),
    ).rejects.toMatchObject(refused);
    await expect(store().write((tx) => disablePerson(tx, deps, change))).rejects.toMatchObject(refused);
    // Somebody disabled does not count as one.
    const second = await add('Second', 'admin');
    await store().write((tx) => disablePerson(tx, deps, { actor, person: second.id }));
    await expect(store().write((tx) => disablePerson(tx, deps, change))).rejects.toMatchObject(refused);
  });

  it('keep one of two administrators who are demoted in the same moment', async () => {
    const [first, second] = [await add('First', 'admin'), await add('Second', 'admin')];
    const answers = await Promise.allSettled(
      [first, second].map((one) =>
        store().write((tx) => changeRole(tx, deps, { actor, person: one.id, role: 'editor' })),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await store().read(hasAdmin)).toBe(true);
  });

  it('lose sessions, keys and open links with their access, and come back with the role they had', async () => {
    await add('Boss', 'admin');
    const { id } = await store().write((tx) =>
      addPerson(tx, deps, { actor, name: 'Ana', email: 'ana@example.org', role: 'editor' }),
    );
    const at = '2026-02-03T04:05:06.000Z';
    await store().pool.query(
      `insert into session (id, person, token, expires_at, created_at, updated_at)
       values ($1, $2, 'token', '2030-01-01', $3, $3)`,
      [randomUUID(), id, at],
    );
    await store().pool.query(
      `insert into api_key (id, person, config_id, key, enabled, created_at, updated_at, rate_limit_enabled, request_count)
       values ($1, $2, 'default', 'hash', true, $3, $3, true, 0)`,
      [randomUUID(), id, at],
    );
    await store().write((tx) => disablePerson(tx, deps, { actor, person: id }));
    for (const table of ['session', 'api_key', 'one_time_link']) {
      expect((await store().pool.query(`select 1 from ${table} where person = $1`, [id])).rowCount).toBe(0);
    }
    await store().write((tx) => enablePerson(tx, deps, { actor, person: id }));
    expect(await store().read((tx) => findPerson(tx, id))).toMatchObject({
      role: 'editor',
      disabledAt: null,
    });
    expect((await events()).map((event) => event.action)).toEqual([
      'person.added',
      'person.disabled',
      'person.enabled',
    ]);
  });

  it.each(['', 'nobody', 'nobody@example.org', '00000000-0000-4000-8000-000000000000', "x' or '1'='1"])(
    'are not found by %j',
    async (given) => {
      await expect(store().read((tx) => getPerson(tx, given))).rejects.toMatchObject({ code: 'not-found' });
    },
  );
});
