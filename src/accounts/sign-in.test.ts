/** Signing in through the library, on a real database. Work is counted, never timed. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { AccountRole } from '#domain/person.ts';
import type { Store } from '#store/connect.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { addPerson } from './add-person.ts';
import { disablePerson } from './change-person.ts';
import { type Accounts, openAccounts } from './open-accounts.ts';
import { type Passwords, scryptPasswords } from './passwords.ts';
import { setPasswordByLink } from './set-password.ts';

const PASSWORD = 'nine lemons on a shelf';
const deps = { clock: () => new Date(), newId: randomUUID };

function countingPasswords(): { passwords: Passwords; count: () => number } {
  let made = 0;
  return {
    count: () => made,
    passwords: {
      hash: (password) => {
        made += 1;
        return scryptPasswords.hash(password);
      },
      verify: (attempt) => {
        made += 1;
        return scryptPasswords.verify(attempt);
      },
    },
  };
}

describeStore('signing in', (store) => {
  const open = (passwords = scryptPasswords, publicUrl = 'http://regatlas.test'): Accounts =>
    openAccounts({
      store: store(),
      deps,
      secret: 'a secret of tests that is long enough to be one',
      publicUrl: () => publicUrl,
      oidc: null,
      openToNew: true,
      passwords,
      onError: (error) => {
        throw error;
      },
    });
  const add = (name: string, role: AccountRole = 'analyst') => addWithPassword(store(), name, role);
  const attempt = (accounts: Accounts, email: string, password: string, headers = new Headers()) =>
    accounts.signIn({ email, password, address: '198.51.100.7', userAgent: 'Test/1.0', headers });
  const cookieOf = (cookies: readonly string[]) => cookies.map((one) => one.split(';')[0]).join('; ');

  it('gives a session that says who asks, with the role of now', async () => {
    const ana = await add('Ana');
    const accounts = open();
    const cookies = await attempt(accounts, 'ANA@example.org', PASSWORD);
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(
      /^regatlas\.session_token=[^;]+; Max-Age=1209600; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const headers = new Headers({ Cookie: cookieOf(cookies) });
    expect(await accounts.findViewer(headers)).toEqual({ id: ana, name: 'Ana', role: 'analyst' });
    await store().pool.query("update person set role = 'contributor'");
    expect(await accounts.findViewer(headers)).toMatchObject({ role: 'contributor' });
    const { rows } = await store().pool.query('select ip_address, user_agent from session');
    expect(rows).toEqual([{ ip_address: expect.any(String), user_agent: 'Test/1.0' }]);
  });

  it('sends its cookie encrypted only when the site is', async () => {
    await add('Ana');
    const [cookie] = await attempt(
      open(scryptPasswords, 'https://regatlas.test'),
      'ana@example.org',
      PASSWORD,
    );
    expect(cookie).toMatch(/^__Secure-regatlas\.session_token=.*; Secure/);
  });

  it('answers every failure alike and computes one hash for each, whether there is an account or not', async () => {
    await add('Ana');
    const closed = await add('Bea');
    const boss = await add('Boss', 'admin');
    expect(boss).not.toBe(closed);
    await store().write((tx) => disablePerson(tx, deps, { actor: 'test', person: closed }));
    await store().write((tx) =>
      addPerson(tx, deps, { actor: 'test', name: 'Cleo', email: 'cleo@example.org', role: 'editor' }),
    );
    const seen: unknown[] = [];
    for (const [email, password] of [
      ['ana@example.org', 'not the password of Ana'],
      ['nobody@example.org', PASSWORD],
      ['cleo@example.org', PASSWORD],
      ['bea@example.org', PASSWORD],
    ] as const) {
      const { passwords, count } = countingPasswords();
      const error = await attempt(open(passwords), email, password).catch((refusal: unknown) => refusal);
      seen.push({ error: String(error), code: (error as { code: string }).code, hashes: count() });
    }
    const alike = {
      error: 'AppError: E-mail address and password do not belong together.',
      code: 'invalid-input',
      hashes: 1,
    };
    expect(seen).toEqual([alike, alike, alike, alike]);
  });

  it('makes an unknown account wait as a known one', async () => {
    await add('Ana');
    const accounts = open({ hash: async () => 'x', verify: async () => false });
    const waits: unknown[] = [];
    for (const email of ['ana@example.org', 'nobody@example.org']) {
      for (let made = 0; made < 5; made += 1) {
        await expect(attempt(accounts, email, 'wrong')).rejects.toMatchObject({ code: 'invalid-input' });
      }
      waits.push(await attempt(accounts, email, 'wrong').catch((error: { detail: unknown }) => error.detail));
    }
    expect(waits).toEqual([{ retryAfterSeconds: 30 }, { retryAfterSeconds: 30 }]);
    // Also with the right password: who guesses it while it is blocked learns nothing.
    await expect(attempt(open(), 'ana@example.org', PASSWORD)).rejects.toMatchObject({ code: 'too-many' });
  });

  it('never goes on with a session that was there before', async () => {
    await add('Ana');
    const accounts = open();
    const planted = cookieOf(await attempt(accounts, 'ana@example.org', PASSWORD));
    const headers = new Headers({ Cookie: planted });
    const own = cookieOf(await attempt(accounts, 'ana@example.org', PASSWORD, headers));
    expect(own).not.toBe(planted);
    expect(await accounts.findViewer(headers)).toBeNull();
    expect(await accounts.findViewer(new Headers({ Cookie: own }))).toMatchObject({ name: 'Ana' });
  });

  it('ends with signing out, with running out, and when the person is disabled', async () => {
    const ana = await add('Ana');
    await add('Boss', 'admin');
    const accounts = open();
    const enter = async () =>
      new Headers({ Cookie: cookieOf(await attempt(accounts, 'ana@example.org', PASSWORD)) });
    const first = await enter();
    expect((await accounts.signOut(first))[0]).toMatch(/^regatlas\.session_token=; Max-Age=0/);
    expect(await accounts.findViewer(first)).toBeNull();
    const second = await enter();
    await store().pool.query("update session set expires_at = now() - interval '1 second'");
    expect(await accounts.findViewer(second)).toBeNull();
    const third = await enter();
    await store().write((tx) => disablePerson(tx, deps, { actor: 'test', person: ana }));
    expect(await accounts.findViewer(third)).toBeNull();
  });

  it('takes no cookie that was not signed here', async () => {
    await add('Ana');
    const accounts = open();
    const cookie = cookieOf(await attempt(accounts, 'ana@example.org', PASSWORD));
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    for (const forged of [token, `${token}.AAAA`, `${cookie.split('=')[1]?.slice(0, -6)}AAAAA%3D`]) {
      expect(
        await accounts.findViewer(new Headers({ Cookie: `regatlas.session_token=${forged}` })),
      ).toBeNull();
    }
    expect(await accounts.findViewer(new Headers({ Cookie: cookie }))).not.toBeNull();
  });

  it('with a key does what its scope and the role of now allow', async () => {
    const id = await add('Ana', 'editor');
    const accounts = open();
    const owner = { id, name: 'Ana', role: 'editor' } as const;
    const key = await accounts.createKey(owner, { name: 'export', scope: 'publish', days: '7' });
    const headers = new Headers({ Authorization: `Bearer ${key}` });
    expect(await accounts.findViewer(headers)).toEqual(owner);
    expect(JSON.stringify((await store().pool.query('select * from api_key')).rows)).not.toContain(key);
    await store().pool.query("update person set role = 'contributor'");
    expect(await accounts.findViewer(headers)).toMatchObject({ role: 'contributor' });
    for (const scope of ['edit', 'publish', 'admin', '']) {
      const wider = accounts.createKey({ ...owner, role: 'contributor' }, { name: 'x', scope, days: '7' });
      await expect(wider).rejects.toMatchObject({ code: 'invalid-input', place: { field: 'scope' } });
    }
    const bad = { code: 'signed-out' };
    for (const wrong of [
      'Bearer',
      'Bearer x',
      `Basic ${key}`,
      `Bearer ${key}x`,
      `Bearer ${'a'.repeat(64)}`,
    ]) {
      await expect(accounts.findViewer(new Headers({ Authorization: wrong }))).rejects.toMatchObject(bad);
    }
    await store().pool.query("update api_key set expires_at = now() - interval '1 second'");
    await expect(accounts.findViewer(headers)).rejects.toMatchObject(bad);
  });
});

it('asks nothing of the database for a reader without cookie and key', async () => {
  const accounts = openAccounts({
    // Any use of it would throw.
    store: null as unknown as Store,
    deps,
    secret: 'unused',
    publicUrl: () => {
      throw new Error('the library was asked for');
    },
    oidc: null,
    openToNew: true,
    onError: () => undefined,
  });
  expect(await accounts.findViewer(new Headers())).toBeNull();
  expect(await accounts.findViewer(new Headers({ Cookie: 'theme=dark; other=regatlas' }))).toBeNull();
});

async function addWithPassword(store: Store, name: string, role: AccountRole): Promise<string> {
  const passwordHash = await scryptPasswords.hash(PASSWORD);
  return store.write(async (tx) => {
    const email = `${name.toLowerCase()}@example.org`;
    const { id, link } = await addPerson(tx, deps, { actor: 'test', name, email, role });
    const token = new URL(link.path, 'http://x').searchParams.get('token') ?? '';
    await setPasswordByLink(tx, deps, { token, passwordHash });
    return id;
  });
}
