/**
 * What every answer carries, whatever kind it is: a content policy without a way for scripts written into a page, no
 * frames, no guessing of types, no address told to other sites; and what no page holds: inline scripts, styles, handlers.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS } from '#http/access.ts';
import { type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';
import { fillPattern } from './fill-pattern.ts';

let site: AttackedSite;
let folder = '';
let cookie = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regatlas-assets-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets', 'main.js'), '// nothing');
  site = await openAttackedSite({ assetsDir: folder });
  cookie = await site.enter('admin');
});
afterAll(async () => {
  await site.end();
  await rm(folder, { recursive: true, force: true });
});

const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
};

/** What an answer lacks, in words; empty when it has everything. */
function lacksOf(answer: Response): string[] {
  const { headers } = answer;
  const policy = new Map(
    (headers.get('Content-Security-Policy') ?? '').split(';').map((part) => {
      const [name = '', ...words] = part.trim().split(/\s+/);
      return [name, words.join(' ')];
    }),
  );
  const lacks = Object.entries(POLICY)
    .filter(([name, words]) => policy.get(name) !== words)
    .map(([name]) => name);
  if (/unsafe|\*|https?:/.test([...policy.values()].join(' '))) lacks.push('a policy without holes');
  if (headers.get('X-Content-Type-Options') !== 'nosniff') lacks.push('nosniff');
  if (headers.get('X-Frame-Options') !== 'DENY') lacks.push('no frames');
  if (
    !/^(?:no-referrer|same-origin|strict-origin-when-cross-origin)$/.test(
      headers.get('Referrer-Policy') ?? '',
    )
  )
    lacks.push('a referrer policy');
  if (headers.get('Cross-Origin-Opener-Policy') !== 'same-origin') lacks.push('an opener policy');
  if (headers.get('Cross-Origin-Resource-Policy') !== 'same-origin') lacks.push('a resource policy');
  for (const name of ['Server', 'X-Powered-By']) if (headers.has(name)) lacks.push(`no ${name}`);
  return lacks;
}

describe('every answer', () => {
  it.each([
    ['a page', 200, '/', {}],
    ['a page for one person', 200, '/account', { headers: { Cookie: 'own' } }],
    [
      'a page for one person, from the cache of a browser',
      200,
      '/analyses/7',
      { headers: { Cookie: 'own', 'If-None-Match': '"x"' } },
    ],
    ['a redirect', 303, '/analyses/7/reviews', {}],
    ['a redirect to sign in', 303, '/account', {}],
    ['what is not there', 404, '/nowhere', {}],
    ['what is not there, as JSON', 404, '/nowhere', { headers: { Accept: 'application/json' } }],
    ['a refused role', 403, '/admin/people', { headers: { Cookie: 'editor' } }],
    [
      'a refused form',
      422,
      '/sign-in',
      {
        method: 'POST',
        headers: { Origin: HOME, 'Content-Type': 'application/x-www-form-urlencoded' },
        body: '',
      },
    ],
    [
      'a form from elsewhere',
      403,
      '/sign-in',
      { method: 'POST', headers: { Origin: 'https://elsewhere.example' } },
    ],
    ['another method', 405, '/', { method: 'DELETE' }],
    [
      'a body that is too large',
      413,
      '/sign-in',
      { method: 'POST', headers: { Origin: HOME, 'Content-Length': '9999999' }, body: 'x'.repeat(9_999_999) },
    ],
    ['an export', 200, '/analyses/7.json', {}],
    ['an export of what is not there', 404, '/analyses/8.json', {}],
    ['one’s own data', 200, '/account/data.json', { headers: { Cookie: 'own' } }],
    ['stored bytes', 200, '/snapshots/SNAPSHOT', {}],
    ['a file', 200, '/assets/main.js', {}],
    ['a file that is not there', 404, '/assets/other.js', {}],
    ['a file outside of its folder', 404, '/assets/%2e%2e%2f%2e%2e%2fetc/passwd', {}],
    ['an answer of the accounts library', 200, '/auth/passkey/generate-authenticate-options', {}],
    [
      'a refusal of the accounts library',
      400,
      '/auth/passkey/verify-authentication',
      { method: 'POST', headers: { Origin: HOME, 'Content-Type': 'application/json' }, body: '{}' },
    ],
  ] as [string, number, string, RequestInit & { headers?: Record<string, string> }][])(
    'has all its headers: %s (%i)',
    async (_name, status, path, init) => {
      const headers: Record<string, string> = { ...init.headers };
      if (headers.Cookie === 'own') headers.Cookie = cookie;
      if (headers.Cookie === 'editor') headers.Cookie = await site.enter('editor');
      const answer = await site.get(path.replace('SNAPSHOT', site.snapshot), { ...init, headers });
      expect([answer.status, lacksOf(answer)]).toEqual([status, []]);
    },
  );

  it('has all its headers when something went wrong, and says nothing of what', async () => {
    const broken = await openAttackedSite();
    try {
      await broken.store.pool.query('alter table source rename column title to secret_words');
      for (const accept of ['text/html', 'application/json']) {
        const answer = await broken.get('/sources', { headers: { Accept: accept } });
        expect([answer.status, lacksOf(answer)]).toEqual([500, []]);
        const text = await answer.text();
        expect(text).toMatch(/[Ss]omething went wrong/);
        expect(text).not.toMatch(/column|secret_words|\bat [\w.]+ \(|node_modules|src\/|select |password/);
      }
      expect(broken.faults).toHaveLength(2);
    } finally {
      await broken.end();
    }
  });

  it('about one person is kept by nobody between', async () => {
    for (const rule of ACCESS.filter(({ method }) => method === 'GET')) {
      const answer = await site.get(fillPattern(site, rule, site.people.admin), {
        headers: { Cookie: cookie },
      });
      if (!(answer.headers.get('Content-Type') ?? '').startsWith('text/html')) continue;
      expect(answer.headers.get('Cache-Control') ?? rule.path).toMatch(/no-store/);
    }
    expect((await site.get('/', { headers: { Cookie: cookie } })).headers.get('Cache-Control')).toBe(
      'private, no-store',
    );
  });
});

const START = [
  '/',
  '/sign-up',
  '/reset',
  '/nowhere',
  '/drafts',
  '/admin/people',
  '/admin/audit',
  '/admin/outbox',
  '/account/data',
  '/analyses/7',
];

it('no page holds a script, a style or a handler of its own: all that an administrator can reach', async () => {
  await site.send(
    '/admin/people',
    { name: 'New', email: 'new@example.org', role: 'editor' },
    { headers: { Origin: HOME, Cookie: cookie } },
  );
  const seen = new Set<string>();
  const wrong: string[] = [];
  const open = [...START, `/unsubscribe/${site.unsubscribe('analyst')}`];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path) || seen.size > 400) continue;
    seen.add(path);
    const answer = await site.get(path, { headers: { Cookie: cookie } });
    const there = answer.headers.get('Location');
    if (there !== null) open.push(there);
    if (!(answer.headers.get('Content-Type') ?? '').startsWith('text/html')) continue;
    const { document } = parseHTML(await answer.text());
    for (const fault of inlineOf(document)) wrong.push(`${path}: ${fault}`);
    open.push(...linksOf(document));
  }
  expect(wrong).toEqual([]);
  expect(seen.size).toBeGreaterThan(40);
});

function inlineOf(document: Document): string[] {
  const wrong: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.tagName.toLowerCase();
    const isOwnScript = name === 'script' && (element.getAttribute('src') ?? '').startsWith('/assets/');
    if ((name === 'script' && !isOwnScript) || ['style', 'iframe', 'object', 'embed', 'base'].includes(name))
      wrong.push(`<${name}>`);
    for (const { name: attribute, value } of element.attributes) {
      if (attribute === 'style' || attribute.startsWith('on')) wrong.push(`${name} ${attribute}`);
      if (
        /^(?:href|src|action|formaction)$/.test(attribute) &&
        /^\s*(?:javascript|data|vbscript):/i.test(value)
      )
        wrong.push(`${name} ${attribute}=${value}`);
    }
    const isElsewhere = /^https?:/.test(element.getAttribute('href') ?? '') && name === 'a';
    if (
      isElsewhere &&
      !/\bnoopener\b/.test(element.getAttribute('rel') ?? '') &&
      element.hasAttribute('target')
    )
      wrong.push(`${name} without noopener`);
  }
  return wrong;
}

function linksOf(document: Document): string[] {
  return [...document.querySelectorAll('a[href]')]
    .map((link) => URL.parse(link.getAttribute('href') ?? '', `${HOME}/`))
    .filter((url) => url?.origin === HOME)
    .map((url) => `${url?.pathname}${url?.search}`);
}
