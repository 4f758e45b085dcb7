import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addPerson as addRow } from '../../test/database/add-person.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { createLink, LINK_HOURS } from './one-time-link.ts';
import { createReset } from './send-link.ts';
import { setPasswordByLink } from './set-password.ts';
import { assertSetUpLink, offerSetUp, setUpAdmin } from './set-up-admin.ts';

const START = Date.parse('2026-02-03T04:05:06.000Z');
let now = START;
const deps = { clock: () => new Date(now), newId: randomUUID };
const tokenOf = ({ path }: { path: string }) => new URL(path, 'http://x').searchParams.get('token') ?? '';

describeStore('a link', (store) => {
  const use = (token: string) =>
    store().write((tx) => setPasswordByLink(tx, deps, { token, passwordHash: 'hash' }));
  const gone = { code: 'not-found' };
  const addAna = () => store().write((tx) => addRow(tx, 'Ana', 'analyst'));

  it('works once, also when two use it in the same moment', async () => {
    now = START;
    const ana = await addAna();
    const token = tokenOf(
      await store().write((tx) => createLink(tx, deps, { kind: 'invitation', person: ana.id })),
    );
    const answers = await Promise.allSettled([use(token), use(token), use(token)]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    await expect(use(token)).rejects.toMatchObject(gone);
    const { rows } = await store().pool.query(
      "select password from credential where provider_id = 'credential'",
    );
    expect(rows).toEqual([{ password: 'hash' }]);
  });

  it('is not in the database, where only its hash is', async () => {
    now = START;
    const ana = await addAna();
    const token = tokenOf(await store().write((tx) => createReset(tx, deps, ana)));
    const { rows } = await store().pool.query('select * from one_time_link');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('runs out, and is replaced by a newer one', async () => {
    now = START;
    const ana = await addAna();
    const old = tokenOf(await store().write((tx) => createReset(tx, deps, ana)));
    const newer = tokenOf(await store().write((tx) => createReset(tx, deps, ana)));
    await expect(use(old)).rejects.toMatchObject(gone);
    now += LINK_HOURS.reset * 3_600_000;
    await expect(use(newer)).rejects.toMatchObject(gone);
  });

  it('lets nobody in whose account was closed', async () => {
    now = START;
    const ana = await addAna();
    const token = tokenOf(await store().write((tx) => createReset(tx, deps, ana)));
    await store().pool.query('update person set disabled_at = now()');
    await expect(use(token)).rejects.toMatchObject(gone);
  });

  it('for the set-up makes one administrator, whoever else has one', async () => {
    now = START;
    const tokens = await Promise.all(
      [1, 2].map(async () => tokenOf((await store().write((tx) => offerSetUp(tx, deps))) ?? { path: '/' })),
    );
    const setUp = (token: string, email: string) =>
      store().write((tx) => setUpAdmin(tx, deps, { token, name: 'Boss', email, passwordHash: 'hash' }));
    const answers = await Promise.allSettled(
      tokens.map((token, index) => setUp(token, `b${index}@example.org`)),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const { rows } = await store().pool.query("select 1 from person where role = 'admin'");
    expect(rows).toHaveLength(1);
    expect(await store().write((tx) => offerSetUp(tx, deps))).toBeUndefined();
    for (const token of tokens) {
      await expect(
        store().read((tx) => assertSetUpLink(tx, token, new Date(now).toISOString())),
      ).rejects.toMatchObject(gone);
    }
  });

  it('for a password does not set anything up, and the other way round', async () => {
    now = START;
    const ana = await addAna();
    const reset = tokenOf(await store().write((tx) => createReset(tx, deps, ana)));
    const setUp = tokenOf((await store().write((tx) => offerSetUp(tx, deps))) ?? { path: '/' });
    const boss = { name: 'Eve', email: 'eve@example.org', passwordHash: 'hash' };
    await expect(
      store().write((tx) => setUpAdmin(tx, deps, { ...boss, token: reset })),
    ).rejects.toMatchObject(gone);
    await expect(use(setUp)).rejects.toMatchObject(gone);
  });
});

describe('the hours of a link', () => {
  it('are fewest for the one that opens an account in use', () => {
    expect(Math.min(...Object.values(LINK_HOURS))).toBe(LINK_HOURS.reset);
  });
});
