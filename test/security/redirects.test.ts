/** Where the site sends browsers: to pages of its own, whatever an address was made to say. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';

/** Ways to write another site as if it were a page of this one. */
const ELSEWHERE: readonly string[] = [
  'https://elsewhere.example/',
  'http:elsewhere.example',
  'https:elsewhere.example',
  'https:/elsewhere.example',
  'https:\\\\elsewhere.example',
  'HTTPS://elsewhere.example',
  '//elsewhere.example',
  '///elsewhere.example',
  '////elsewhere.example',
  '/\\elsewhere.example',
  '\\/elsewhere.example',
  '\\\\elsewhere.example',
  '/\\/elsewhere.example',
  '/\t/elsewhere.example',
  '/\n/elsewhere.example',
  '/\r\n/elsewhere.example',
  '\t//elsewhere.example',
  ' //elsewhere.example',
  '\u0000//elsewhere.example',
  '\u00A0//elsewhere.example',
  '/.//elsewhere.example',
  '/..//elsewhere.example',
  '/x/..//elsewhere.example',
  '/%2e//elsewhere.example',
  '/%2e%2e//elsewhere.example',
  '/x/%2E%2e//elsewhere.example',
  '%2f%2felsewhere.example',
  '/%2felsewhere.example',
  '/%5celsewhere.example',
  '%09//elsewhere.example',
  '@elsewhere.example',
  '/@elsewhere.example',
  'localhost@elsewhere.example',
  'http://localhost@elsewhere.example',
  'http://localhost:80@elsewhere.example',
  'http://localhost.elsewhere.example',
  'http://localhost#@elsewhere.example',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '／／elsewhere.example',
  '/／elsewhere.example',
  '//elsewhere。example',
  '/analyses\r\nSet-Cookie: planted=1',
  '/analyses\r\n\r\n<script>alert(1)</script>',
  '/analyses\u2028x',
  `/${'a'.repeat(5_000)}`,
  '',
  'analyses',
  '?then=//elsewhere.example',
  '#//elsewhere.example',
];

const OWN = ['/', '/analyses/7', '/analyses?text=a%2Fb&page=2', '/analyses/7#reviews', '/search?text=%C3%A9'];

let site: AttackedSite;
let cookie = '';
beforeAll(async () => {
  site = await openAttackedSite();
  cookie = await site.enter('analyst');
});
afterAll(() => site.end());

/** Where a browser would be after this answer, seen from a page of ours. */
function landing(answer: Response): string {
  const location = answer.headers.get('Location') ?? '';
  return new URL(location, `${HOME}/sign-in`).origin;
}

describe(`the address to go on to, in ${ELSEWHERE.length} ways that lead elsewhere`, () => {
  it('is one of ours for who is signed in already', async () => {
    for (const then of ELSEWHERE) {
      const query = new URLSearchParams({ then });
      const answer = await site.get(`/sign-in?${query}`, { headers: { Cookie: cookie } });
      expect([then, answer.status, landing(answer)]).toEqual([then, 303, HOME]);
      expect(answer.headers.get('Set-Cookie')).toBeNull();
    }
  });

  it('is one of ours after signing in', async () => {
    const { email } = site.people.editor;
    for (const then of ELSEWHERE) {
      const answer = await site.send('/sign-in', { email, password: 'words that open a door', then });
      expect([then, answer.status, landing(answer)]).toEqual([then, 303, HOME]);
      expect(answer.headers.getSetCookie().join()).not.toContain('planted');
    }
  });

  it('is one of ours in every link and field of the page to sign in', async () => {
    for (const then of ELSEWHERE) {
      const html = await (await site.get(`/sign-in?${new URLSearchParams({ then })}`)).text();
      const places = [...html.matchAll(/(?:href|action|name="then" value)="([^"]*)"/g)].map(
        ([, place = '']) => new URL(place.replaceAll('&amp;', '&'), HOME).origin,
      );
      expect([then, new Set(places)]).toEqual([then, new Set([HOME])]);
    }
  });

  it('is one of ours after assigning a review', async () => {
    for (const then of ELSEWHERE) {
      const answer = await site.send(
        `/reviews/${site.review}/assignment`,
        { assignee: site.people.analyst.id, seen: '', then },
        { headers: { Origin: HOME, Cookie: cookie } },
      );
      if (answer.status === 303) expect([then, landing(answer)]).toEqual([then, HOME]);
    }
  });

  it('is not made of the path that somebody was refused at', async () => {
    for (const path of [
      '//elsewhere.example/account',
      '/account',
      '/%2f%2felsewhere.example',
      '/drafts?x=//elsewhere.example',
    ]) {
      const answer = await site.app.request(new Request(`${HOME}${path}`));
      expect([path, landing(answer)]).toEqual([path, HOME]);
    }
  });
});

it.each(OWN)('%s is a page to go on to', async (then) => {
  const answer = await site.get(`/sign-in?${new URLSearchParams({ then })}`, { headers: { Cookie: cookie } });
  expect(answer.headers.get('Location')).toBe(then);
});
