/** Single sign-on against a provider on this machine: redirects, state, proof and signatures are real. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listPeople } from '#store/people.ts';
import { CLIENT, type OidcProvider, startOidcProvider } from '../../test/accounts/oidc-provider.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { addPerson } from './add-person.ts';
import { disablePerson } from './change-person.ts';
import { openAccounts } from './open-accounts.ts';

const deps = { clock: () => new Date(), newId: randomUUID };
const ORIGIN = { address: '198.51.100.7', userAgent: 'Test/1.0' };
const ANA = { sub: 'ana-1', email: 'Ana@Example.org', email_verified: true, name: 'Ana Sol' };

let provider: OidcProvider;
beforeAll(async () => {
  provider = await startOidcProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());

describeStore('single sign-on', (store) => {
  const open = (openToNew = true, issuer = provider.issuer) =>
    openAccounts({
      store: store(),
      deps,
      secret: 'a secret of tests that is long enough to be one',
      publicUrl: () => 'http://regatlas.test',
      oidc: { ...CLIENT, issuer, name: 'Test' },
      openToNew,
      // What the library finds wrong with an answer is told to the reader by the way they are sent.
      onError: () => undefined,
    });
  const cookieOf = (cookies: readonly string[]) => cookies.map((one) => one.split(';')[0]).join('; ');

  /** Goes all the way; the page it ends at, and the headers the browser sends from then on. */
  async function goThrough(accounts = open(), change: (url: URL, cookie: string) => string = (_url, c) => c) {
    const { href, cookies } = await accounts.startSingleSignOn('/analyses/7', ORIGIN);
    const there = await fetch(href, { redirect: 'manual' });
    const back = new URL(there.headers.get('Location') ?? '');
    const Cookie = change(back, cookieOf(cookies));
    const answer = await accounts.answerByLibrary(new Request(back, { headers: { Cookie } }), '198.51.100.7');
    return {
      location: answer.headers.get('Location') ?? '',
      headers: new Headers({ Cookie: cookieOf(answer.headers.getSetCookie()) }),
      back,
      cookie: Cookie,
    };
  }

  it('lets somebody new in as a contributor, keeping nothing of the provider but who they are', async () => {
    provider.is(ANA);
    const accounts = open();
    const { location, headers } = await goThrough(accounts);
    expect(location).toBe('/analyses/7');
    const viewer = await accounts.findViewer(headers);
    expect(viewer).toMatchObject({ name: 'Ana Sol', role: 'contributor' });
    const { rows } = await store().pool.query('select * from credential');
    expect(rows).toEqual([
      expect.objectContaining({
        person: viewer?.id,
        account_id: 'ana-1',
        access_token: null,
        refresh_token: null,
        id_token: null,
      }),
    ]);
    const events = await store().pool.query('select action, actor, detail from audit_event');
    expect(events.rows).toEqual([
      {
        action: 'person.added',
        actor: `person:${viewer?.id}`,
        detail: { role: 'contributor', by: 'single sign-on' },
      },
    ]);
    await goThrough(accounts);
    expect(await store().read(listPeople)).toHaveLength(1);
  });

  it('gives somebody who was added their role, by an address that the provider vouches for', async () => {
    const input = { actor: 'test', name: 'Ana', email: 'ana@example.org', role: 'editor' };
    await store().write((tx) => addPerson(tx, deps, input));
    const accounts = open(false);
    provider.is({ ...ANA, email_verified: false });
    expect((await goThrough(accounts)).location).toMatch(/^\/sign-in\?error=/);
    provider.is(ANA);
    const { headers } = await goThrough(accounts);
    expect(await accounts.findViewer(headers)).toMatchObject({ name: 'Ana', role: 'editor' });
  });

  it('lets nobody new in where nobody signs up', async () => {
    provider.is(ANA);
    expect((await goThrough(open(false))).location).toMatch(/^\/sign-in\?error=/);
    expect(await store().read(listPeople)).toEqual([]);
  });

  it('keeps whoever is disabled out', async () => {
    provider.is(ANA);
    const accounts = open();
    const { headers } = await goThrough(accounts);
    const id = (await accounts.findViewer(headers))?.id ?? '';
    await store().write((tx) => disablePerson(tx, deps, { actor: 'test', person: id }));
    const again = await goThrough(accounts);
    expect(again.location).toMatch(/^\/sign-in\?error=/);
    expect(await accounts.findViewer(again.headers)).toBeNull();
    expect(await accounts.findViewer(headers)).toBeNull();
  });

  it('takes no answer of another browser, no answer twice and no forged one', async () => {
    provider.is(ANA);
    const accounts = open();
    const viewerAfter = async (change: (url: URL, cookie: string) => string) => {
      const { headers } = await goThrough(accounts, change);
      return accounts.findViewer(headers);
    };
    expect(await viewerAfter(() => '')).toBeNull();
    expect(
      await viewerAfter((url, cookie) => {
        url.searchParams.set('state', 'another');
        return cookie;
      }),
    ).toBeNull();
    const first = await goThrough(accounts);
    const replay = new Request(first.back, { headers: { Cookie: first.cookie } });
    const again = await accounts.answerByLibrary(replay, '198.51.100.7');
    expect(again.headers.get('Location')).toMatch(/error=/);
    provider.forge(true);
    try {
      expect(await viewerAfter((_url, cookie) => cookie)).toBeNull();
    } finally {
      provider.forge(false);
    }
  });

  it('that does not answer stands in nobody’s way', async () => {
    const accounts = open(true, 'http://127.0.0.1:1');
    await expect(accounts.startSingleSignOn('/', ORIGIN)).rejects.toMatchObject({ code: 'fetch-failed' });
    const wrong = {
      ...ORIGIN,
      email: 'nobody@example.org',
      password: 'whatever it is',
      headers: new Headers(),
    };
    await expect(accounts.signIn(wrong)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
