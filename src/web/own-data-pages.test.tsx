/** Downloading what is stored about oneself, and being taken out, in a browser that is really signed in. */
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Viewer } from '#domain/person.ts';
import { putPasswordHash } from '#store/credentials.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../../test/database/with-database.ts';
import { openSite, type TestSite } from '../../test/web/open-site.ts';

const PASSWORD = 'correct horse battery';

describe('one’s own data', () => {
  const server = inject('servers').embedded;
  let database: TestDatabase;
  let site: TestSite;
  let ana: Viewer;
  let adam: Viewer;
  beforeEach(async () => {
    database = await cloneDatabase(server);
    site = await openSite(database.store, () => new Date());
    const hash = await site.accounts.passwords.hash(PASSWORD);
    await database.store.write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana', 'contributor');
      adam = await addPerson(tx, 'Adam', 'admin');
      const at = new Date().toISOString();
      for (const { id } of [ana, adam]) await putPasswordHash(tx, { id, person: id, hash }, at);
    });
  });
  afterEach(async () => {
    await site.close();
    await dropDatabase(server, database);
    expect(site.faults).toEqual([]);
  });

  const emailOf = async ({ id }: Viewer) =>
    (await database.store.pool.query<{ email: string }>('select email from person where id = $1', [id]))
      .rows[0]?.email ?? '';
  const nameOf = async ({ id }: Viewer) =>
    (await database.store.pool.query<{ name: string }>('select name from person where id = $1', [id])).rows[0]
      ?.name;
  const signIn = async (who: Viewer) => {
    const response = await site.send('/sign-in', { email: await emailOf(who), password: PASSWORD });
    expect(response.status).toBe(303);
    site.setViewer(null);
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  };
  const headers = (cookie: string) => ({ headers: { Cookie: cookie, Origin: 'http://localhost' } });

  it('is downloaded as a file that nobody keeps', async () => {
    const response = await site.get('/account/data.json', headers(await signIn(ana)));
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([200, 'private, no-store']);
    expect(response.headers.get('Content-Disposition')).toContain('attachment');
    expect(await response.json()).toMatchObject({ profile: [{ id: ana.id }], sessions: [{}] });
  });

  it.each([
    [{ password: 'not the password', meant: 'take me out' }, /Password|password/],
    [{ password: PASSWORD, meant: 'yes' }, /must be “take me out”/],
  ])('does not go with %j', async (fields, problem) => {
    const response = await site.send('/account/data/anonymise', fields, headers(await signIn(ana)));
    expect([response.status, await response.text()]).toEqual([422, expect.stringMatching(problem)]);
    expect(await nameOf(ana)).toBe('Ana');
  });

  it('goes with password and words, and the session with it', async () => {
    const cookie = await signIn(ana);
    const fields = { password: PASSWORD, meant: 'Take me out' };
    const response = await site.send('/account/data/anonymise', fields, headers(cookie));
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/']);
    expect(await nameOf(ana)).toBe('Former member');
    expect((await site.get('/account/data', headers(cookie))).status).toBe(303);
  });

  it('of the last administrator stays', async () => {
    const fields = { password: PASSWORD, meant: 'take me out' };
    const response = await site.send('/account/data/anonymise', fields, headers(await signIn(adam)));
    expect([response.status, await response.text()]).toEqual([
      422,
      expect.stringContaining('This is the last administrator.'),
    ]);
    expect(await nameOf(adam)).toBe('Adam');
  });

  it('of somebody else goes by an administrator who types the address', async () => {
    const cookie = await signIn(adam);
    const path = `/admin/people/${ana.id}/anonymise`;
    expect(await (await site.get(path, headers(cookie))).text()).toContain(await emailOf(ana));
    expect((await site.send(path, { email: await emailOf(adam) }, headers(cookie))).status).toBe(422);
    expect(await nameOf(ana)).toBe('Ana');
    expect((await site.send(path, { email: await emailOf(ana) }, headers(cookie))).status).toBe(303);
    expect(await nameOf(ana)).toBe('Former member');
    expect((await site.get(path, headers(cookie))).status).toBe(404);
  });

  it('of somebody else goes by nobody else', async () => {
    const path = `/admin/people/${adam.id}/anonymise`;
    const response = await site.send(path, { email: await emailOf(adam) }, headers(await signIn(ana)));
    expect([response.status, await nameOf(adam)]).toEqual([403, 'Adam']);
  });
});
