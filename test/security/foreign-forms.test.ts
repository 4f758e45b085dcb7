/**
 * Forms that did not come from a page of ours: every address that takes something refuses them for everybody, before
 * anything is written, whatever the sender says they are.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '#http/access.ts';
import { type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';
import { fillPattern } from './fill-pattern.ts';

const FORM = 'application/x-www-form-urlencoded';

/** Headers of a form from elsewhere. */
const FOREIGN: readonly (readonly [name: string, headers: Readonly<Record<string, string>>])[] = [
  ['another site', { Origin: 'https://elsewhere.example' }],
  ['the same name, encrypted', { Origin: 'https://localhost' }],
  ['another port', { Origin: 'http://localhost:8080' }],
  ['a name that begins like ours', { Origin: 'http://localhost.elsewhere.example' }],
  ['a name that ends like ours', { Origin: 'http://evil-localhost' }],
  ['ours as the user of another', { Origin: 'http://localhost@elsewhere.example' }],
  ['nowhere', { Origin: 'null' }],
  ['no word of where', {}],
  ['an empty origin', { Origin: '' }],
  ['two origins', { Origin: `${HOME}, https://elsewhere.example` }],
  ['a page of ours that another site frames', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour', { 'Sec-Fetch-Site': 'same-site' }],
  ['somebody who says both', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' }],
  ['a referrer of ours', { Referer: `${HOME}/`, Origin: 'https://elsewhere.example' }],
];

/** What browsers send across sites without asking first, and what they would ask for. */
const TYPES = [
  FORM,
  `${FORM}; charset=utf-8`,
  'Application/X-WWW-Form-Urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/plain;application/json',
  '',
  'application/json',
  'application/csp-report',
] as const;

let site: AttackedSite;
let cookie = '';
beforeAll(async () => {
  site = await openAttackedSite();
  cookie = await site.enter('admin');
});
afterAll(() => site.end());

const POSTS = ACCESS.filter(({ method }) => method === 'POST');
// Mail programs end letters from where they are, by the token in the address and nothing else.
const GUARDED = POSTS.filter(({ path }) => path !== '/unsubscribe/:token');
const COUNT = GUARDED.length * FOREIGN.length * TYPES.length;

describe(`forms from elsewhere, ${GUARDED.length} addresses × ${FOREIGN.length} senders × ${TYPES.length} types = ${COUNT}`, () => {
  it.each(FOREIGN)('are refused from %s', async (_name, headers) => {
    const before = await site.digest();
    const wrong: string[] = [];
    for (const rule of GUARDED) {
      const path = fillPattern(site, rule, site.people.admin);
      for (const type of TYPES) {
        const sent = { Cookie: cookie, ...headers, ...(type === '' ? {} : { 'Content-Type': type }) };
        // Bytes, as of a text the platform would name the type by itself.
        const body = new TextEncoder().encode('access=close&session=others&sent=1');
        const answer = await site.app.request(path, { method: 'POST', headers: sent, body });
        if (answer.status !== 403) wrong.push(`${path} ${type}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await site.digest()).toEqual(before);
  });

  it('are the only ones refused: a page of ours may send by either of the two signs', async () => {
    for (const headers of [{ Origin: HOME }, { 'Sec-Fetch-Site': 'same-origin' }]) {
      const answer = await site.app.request('/watches', {
        method: 'POST',
        headers: { Cookie: cookie, 'Content-Type': FORM, ...headers },
        body: 'kind=topic&key=Test_Status&watch=yes',
      });
      expect(answer.status).toBe(303);
    }
  });

  it('may come from a program that has a key, as no page can send one', async () => {
    const key = await site.accounts.createKey(site.people.editor, { name: 'k', scope: 'review', days: '7' });
    const send = (authorization: string) =>
      site.app.request('/watches', {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': FORM, Cookie: cookie },
        body: 'kind=topic&key=Test_Status&watch=yes',
      });
    expect((await send(`Bearer ${key}`)).status).toBe(303);
    expect((await send(`Bearer ${key}x`)).status).toBe(401);
    expect((await send('Basic YTpi')).status).toBe(403);
    const { rows } = await site.store.pool.query('select person from watch');
    expect(rows.map(({ person }) => person)).toContain(site.people.editor.id);
  });

  it('may come from mail programs to one address, which does what its token says and no more', async () => {
    const path = `/unsubscribe/${site.unsubscribe('analyst')}`;
    const headers = { 'Content-Type': FORM, Origin: 'https://mail.example', Cookie: cookie };
    const before = await site.digest(['notice_setting']);
    const answer = await site.app.request(path, {
      method: 'POST',
      headers,
      body: 'List-Unsubscribe=One-Click',
    });
    expect(answer.status).toBe(200);
    expect(await site.digest(['notice_setting'])).toEqual(before);
    const { rows } = await site.store.pool.query('select distinct person from notice_setting');
    expect(rows).toEqual([{ person: site.people.analyst.id }]);
    const forged = path.replace(/.{6}$/, 'AAAAAA');
    expect((await site.app.request(forged, { method: 'POST', headers })).status).toBe(404);
  });

  it('of other sites cannot ask what would be allowed: no answer carries a word of CORS', async () => {
    for (const [path, init] of [
      ['/', {}],
      ['/analyses/7.json', {}],
      ['/account/data.json', { headers: { Cookie: cookie } }],
      ['/watches', { method: 'OPTIONS', headers: { 'Access-Control-Request-Method': 'POST' } }],
    ] as const) {
      const headers = { Origin: 'https://elsewhere.example', ...('headers' in init ? init.headers : {}) };
      const answer = await site.app.request(path, { ...init, headers });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});
