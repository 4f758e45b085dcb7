/** The forms of accounts behind their addresses, on a real database and inside the real HTTP frame. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { addPerson } from '#accounts/add-person.ts';
import { scryptPasswords } from '#accounts/passwords.ts';
import { setPasswordByLink } from '#accounts/set-password.ts';
import type { AccountRole } from '#domain/person.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../../test/database/with-database.ts';
import { openSite, type TestSite } from '../../test/web/open-site.ts';

const PASSWORD = 'nine lemons on a shelf';
const deps = { clock: () => new Date(), newId: randomUUID };

type Fields = Readonly<Record<string, string>>;

describe('the forms of accounts', () => {
  const server = inject('servers').embedded;
  let database: TestDatabase;
  let site: TestSite;
  let address = '';

  beforeEach(async () => {
    database = await cloneDatabase(server);
    address = '192.0.2.1';
    site = await openSite(database.store, () => new Date(), { addressOf: () => address });
  });
  afterEach(async () => {
    await site.close();
    await dropDatabase(server, database);
    expect(site.faults).toEqual([]);
  });

  const query = async <Row>(text: string) => (await database.store.pool.query(text)).rows as Row[];
  const post = (path: string, fields: Fields, headers: Fields = {}) =>
    site.send(path, fields, { headers: { Origin: 'http://localhost', ...headers } });
  const get = (path: string, headers: Fields = {}) => site.get(path, { headers });

  async function add(name: string, role: AccountRole): Promise<string> {
    const passwordHash = await scryptPasswords.hash(PASSWORD);
    return database.store.write(async (tx) => {
      const email = `${name.toLowerCase()}@example.org`;
      const { id, link } = await addPerson(tx, deps, { actor: 'test', name, email, role });
      await setPasswordByLink(tx, deps, { token: link.path.split('=')[1] ?? '', passwordHash });
      return id;
    });
  }

  async function enter(name: string): Promise<{ Cookie: string }> {
    const email = `${name.toLowerCase()}@example.org`;
    const answer = await post('/sign-in', { email, password: PASSWORD });
    expect(answer.status).toBe(303);
    return { Cookie: answer.headers.get('Set-Cookie')?.split(';')[0] ?? '' };
  }

  it.each([
    ['//evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/analyses?page=2', '/analyses?page=2'],
  ])('lead from signing in with then=%s to %s', async (then, location) => {
    await add('Ana', 'analyst');
    const answer = await post('/sign-in', { email: 'ana@example.org', password: PASSWORD, then });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, location]);
    expect((await get(`/sign-in?then=${encodeURIComponent(then)}`)).headers.get('Cache-Control')).toContain(
      'no-store',
    );
  });

  it('are not taken from another site', async () => {
    await add('Ana', 'analyst');
    const fields = { email: 'ana@example.org', password: PASSWORD };
    const answer = await post('/sign-in', fields, { Origin: 'https://evil.example' });
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([403, null]);
  });

  it('make nobody more than a contributor, whatever else is sent along', async () => {
    const more = { role: 'admin', emailVerified: 'true', id: randomUUID(), disabledAt: '' };
    const answer = await post('/sign-up', { name: 'Eve', email: 'eve@example.org', ...more });
    expect(answer.status).toBe(200);
    expect(await query('select name, role, email_verified from person')).toEqual([
      { name: 'Eve', role: 'contributor', email_verified: false },
    ]);
    const [letter] = await query<{ body: string }>('select body from outbox_message');
    const token = /token=([\w-]{43})/.exec(letter?.body ?? '')?.[1] ?? '';
    await post('/reset/password', { token, password: PASSWORD, again: PASSWORD, ...more });
    const headers = await enter('Eve');
    await post('/account/name', { name: 'Eve Two', ...more }, headers);
    expect(await query('select name, role, email_verified from person')).toEqual([
      { name: 'Eve Two', role: 'contributor', email_verified: true },
    ]);
  });

  it('end nothing of anybody else', async () => {
    await add('Ana', 'editor');
    const ana = await enter('Ana');
    await post('/account/keys', { name: 'mine', scope: 'read', days: '7' }, ana);
    await add('Eve', 'admin');
    const eve = await enter('Eve');
    const [session] = await query<{ id: string }>(
      "select s.id from session s join person p on p.id = s.person where p.name = 'Ana'",
    );
    const [key] = await query<{ id: string }>('select id from api_key');
    await post('/account/sessions/end', { session: session?.id ?? '' }, eve);
    await post('/account/keys/end', { key: key?.id ?? '' }, eve);
    await post('/account/sessions/end', { session: 'others' }, eve);
    expect((await get('/account', ana)).status).toBe(200);
    expect(await query('select id from api_key')).toEqual([key]);
    await post('/account/keys/end', { key: key?.id ?? '' }, ana);
    expect(await query('select id from api_key')).toEqual([]);
  });

  it('change a password only for who knows the present one, and count wrong guesses', async () => {
    await add('Ana', 'editor');
    const headers = await enter('Ana');
    const other = await enter('Ana');
    const next = 'two blue doors and a bell';
    const change = (current: string) =>
      post('/account/password', { current, password: next, again: next }, headers);
    const refused = await change('not this one at all');
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('is not the one you have');
    expect((await change(PASSWORD)).status).toBe(303);
    expect([(await get('/account', headers)).status, (await get('/account', other)).status]).toEqual([
      200, 303,
    ]);
    expect((await post('/sign-in', { email: 'ana@example.org', password: PASSWORD })).status).toBe(422);
    const statuses: number[] = [];
    for (let made = 0; made < 6; made += 1) statuses.push((await change('wrong, wrong, wrong')).status);
    expect(statuses).toContain(429);
    expect(JSON.stringify(await query('select * from audit_event'))).not.toMatch(/lemons|doors|Ana/);
  });

  it('make an address wait that tries one account after another, and tell how long', async () => {
    for (let made = 0; made < 20; made += 1) {
      await post('/sign-in', { email: `guess${made}@example.org`, password: 'x' });
    }
    const answer = await post('/sign-in', { email: 'guess@example.org', password: 'x' });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '30']);
    address = '192.0.2.2';
    expect((await post('/sign-in', { email: 'guess@example.org', password: 'x' })).status).toBe(422);
  });

  it.each([
    ['/admin/people', 'editor'],
    ['/admin/outbox', 'editor'],
  ] as const)('of %s are closed to an %s and to readers', async (path, role) => {
    await add('Ana', role);
    expect((await get(path, await enter('Ana'))).status).toBe(403);
    expect((await get(path)).headers.get('Location')).toBe(`/sign-in?then=${encodeURIComponent(path)}`);
    expect((await post('/admin/people', { name: 'X', email: 'x@example.org', role: 'admin' })).status).toBe(
      401,
    );
  });

  it('take names of all kinds as text', async () => {
    await add('Ana', 'admin');
    const headers = await enter('Ana');
    for (const name of [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "'; drop table person; --",
    ]) {
      expect((await post('/account/name', { name }, headers)).status).toBe(303);
      for (const path of ['/account', '/admin/people']) {
        const html = await (await get(path, headers)).text();
        expect(html).not.toMatch(/<script>alert|<img src=x/);
        expect(html).toContain(
          name.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
        );
      }
    }
  });
});
