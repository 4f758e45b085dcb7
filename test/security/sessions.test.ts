/** Sessions as an attacker would have them: planted, stolen, outlived, read by scripts, sent along from other sites. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';

let site: AttackedSite;
let encrypted: AttackedSite;
beforeAll(async () => {
  site = await openAttackedSite();
  encrypted = await openAttackedSite({ publicUrl: 'https://regatlas.test' });
});
afterAll(async () => {
  await site.end();
  await encrypted.end();
});

const PASSWORD = 'words that open a door';
const signIn = (on: AttackedSite, cookie: string) =>
  on.send(
    '/sign-in',
    { email: on.people.editor.email, password: PASSWORD },
    { headers: { Origin: HOME, Cookie: cookie } },
  );
const statusOf = async (cookie: string, on = site) =>
  (await on.get('/account', { headers: { Cookie: cookie } })).status;

/** Attributes of a cookie, by name in lower case; flags are true. */
function attributesOf(cookie: string): Record<string, string | true> {
  const parts = cookie.split(';').slice(1);
  return Object.fromEntries(
    parts.map((part) => {
      const [name = '', value] = part.trim().split('=');
      return [name.toLowerCase(), value ?? true];
    }),
  );
}

describe('a session', () => {
  it('is in a cookie that no script reads, no other site sends with a form, and no other name gets', async () => {
    const [cookie = '', ...others] = (await signIn(site, '')).headers.getSetCookie();
    expect(others).toEqual([]);
    expect(attributesOf(cookie)).toEqual({
      'max-age': String(14 * 86_400),
      path: '/',
      httponly: true,
      samesite: 'Lax',
    });
  });

  it('is sent encrypted only where the site is, by every cookie', async () => {
    const cookies = (await signIn(encrypted, '')).headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Secure-/);
      expect(attributesOf(cookie)).toMatchObject({
        secure: true,
        httponly: true,
        samesite: 'Lax',
        path: '/',
      });
      expect(attributesOf(cookie)).not.toHaveProperty('domain');
    }
  });

  it('is never the one that somebody planted before', async () => {
    const name = 'regatlas.session_token';
    const own = await site.enter('contributor');
    const plants = [
      `${name}=planted`,
      `${name}=planted.c2lnbmF0dXJl`,
      own,
      `${name}=planted; ${own}`,
      `${own}; ${own}`,
    ];
    for (const planted of plants) {
      const answer = await signIn(site, planted);
      const cookies = answer.headers.getSetCookie();
      const [given = ''] = (cookies.at(-1) ?? '').split(';');
      expect([answer.status, planted.includes(given)]).toEqual([303, false]);
      const page = await (await site.get('/account', { headers: { Cookie: given } })).text();
      expect(page).toContain(site.people.editor.email);
    }
    // Whoever planted a session of theirs has nothing of it afterwards.
    expect(await statusOf(own)).toBe(303);
  });

  it('has a token of its own each time, with more chance in it than anybody tries', async () => {
    const tokens: string[] = [];
    // One after the other: many at once count as guesses.
    for (let made = 0; made < 20; made += 1) tokens.push(await site.enter('analyst'));
    const values = tokens.map((cookie) => decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '');
    expect(new Set(values).size).toBe(20);
    for (const value of values) expect(value).toMatch(/^[\w-]{32,}$/);
  });

  it('ends on the server with signing out, not only in the browser', async () => {
    const cookie = await site.enter('analyst');
    expect(await statusOf(cookie)).toBe(200);
    const answer = await site.send('/sign-out', {}, { headers: { Origin: HOME, Cookie: cookie } });
    expect(answer.headers.getSetCookie().join()).toMatch(/session_token=; Max-Age=0/);
    expect(await statusOf(cookie)).toBe(303);
  });

  it('ends with the account, with the password, and with its time', async () => {
    const admin = { Origin: HOME, Cookie: await site.enter('admin') };
    const { id } = site.people.contributor;
    const closed = await site.enter('contributor');
    await site.send(`/admin/people/${id}/access`, { access: 'close' }, { headers: admin });
    expect(await statusOf(closed)).toBe(303);
    await site.send(`/admin/people/${id}/access`, { access: 'open' }, { headers: admin });
    expect(await statusOf(closed)).toBe(303);
    const [kept, other] = [await site.enter('contributor'), await site.enter('contributor')];
    const fields = { current: PASSWORD, password: 'other words for a door', again: 'other words for a door' };
    await site.send('/account/password', fields, { headers: { Origin: HOME, Cookie: kept } });
    expect([await statusOf(kept), await statusOf(other)]).toEqual([200, 303]);
    await site.store.pool.query("update session set expires_at = now() - interval '1 second'");
    expect(await statusOf(kept)).toBe(303);
  });

  it('carries the role of now, not the one it began with', async () => {
    const cookie = await site.enter('editor');
    const look = async () => (await site.get('/drafts', { headers: { Cookie: cookie } })).status;
    expect(await look()).toBe(200);
    await site.store.pool.query("update person set role = 'contributor' where id = $1", [
      site.people.editor.id,
    ]);
    expect(await look()).toBe(403);
    await site.store.pool.query("update person set role = 'editor' where id = $1", [site.people.editor.id]);
  });

  it('is not found in the database by whoever can read it: its cookie is signed with what is not there', async () => {
    const cookie = await site.enter('admin');
    const { rows } = await site.store.pool.query<{ token: string }>('select token from session');
    for (const { token } of rows) {
      expect(await statusOf(`regatlas.session_token=${token}`)).toBe(303);
    }
    const page = await (await site.get('/account', { headers: { Cookie: cookie } })).text();
    expect(rows.filter(({ token }) => page.includes(token))).toEqual([]);
  });
});
