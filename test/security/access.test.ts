/**
 * The table of access against the routes there are, and every rule against every role: who may not is refused and
 * leaves no trace, who may is never refused by the frame. Keys of programs are held to the lesser of owner and scope.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_SCOPES, type KeyScope, scopesFor } from '#accounts/key-scopes.ts';
import { type AccountRole, ROLES, type Role } from '#domain/person.ts';
import { ACCESS, type AccessRule, plainPattern } from '#http/access.ts';
import { ACCOUNTS, type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';
import { fillPattern } from './fill-pattern.ts';

const OTHER_METHODS = ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY', 'X'] as const;
const BY_SCOPE: Readonly<Record<KeyScope, Role>> = {
  read: 'reader',
  review: 'contributor',
  edit: 'analyst',
  publish: 'editor',
};
// How often a key and an address ask is counted.
const COUNTED = ['api_key', 'request_rate'] as const;

/** What somebody without an account may send: how one comes by an account, and how letters are ended. */
const OPEN_POSTS = [
  '/auth/passkey/verify-authentication',
  '/reset',
  '/reset/password',
  '/set-up',
  '/sign-in',
  '/sign-out',
  '/sign-up',
  '/unsubscribe/:token',
];

let site: AttackedSite;
beforeAll(async () => {
  site = await openAttackedSite();
});
afterAll(() => site.end());

const rank = (role: Role) => ROLES.indexOf(role);
const nameOf = ({ method, path }: AccessRule) => `${method} ${path}`;

async function ask(
  rule: AccessRule,
  role: Role,
  headers: Readonly<Record<string, string>>,
  method = rule.method as string,
) {
  const path = fillPattern(site, rule, site.people[role === 'reader' ? 'contributor' : role]);
  const isJson = path.startsWith('/auth/');
  const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
  const body = method === 'POST' ? (isJson ? '{"response":{"id":"x"}}' : '') : null;
  return site.app.request(path, {
    method,
    headers: { Origin: HOME, 'Content-Type': type, ...headers },
    body,
  });
}

/** What the frame said: a refusal for the role, or that the request went through to what the address does. */
function outcomeOf(answer: Response): 'signed-out' | 'forbidden' | 'passed' {
  if (answer.status === 401) return 'signed-out';
  if (answer.status === 403) return 'forbidden';
  const isSentToSignIn = (answer.headers.get('Location') ?? '').startsWith('/sign-in?then=');
  return answer.status === 303 && isSentToSignIn ? 'signed-out' : 'passed';
}

describe(`the table of access, ${ACCESS.length} rules × ${ROLES.length} roles = ${ACCESS.length * ROLES.length}`, () => {
  it(`has one rule for each of the ${ACCESS.length} routes, and no other`, () => {
    const routes = site.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${plainPattern(path)}`);
    const rules = ACCESS.map(nameOf);
    expect(new Set(rules).size).toBe(rules.length);
    expect([...new Set(routes)].sort()).toEqual([...rules].sort());
  });

  it('opens to readers without an account only what is written here, and nothing below addresses of others', () => {
    const openPosts = ACCESS.filter(({ method, least }) => method === 'POST' && least === 'reader').map(
      ({ path }) => path,
    );
    expect(openPosts.sort()).toEqual(OPEN_POSTS);
    const floors: readonly (readonly [RegExp, Role])[] = [
      [/^\/admin\//, 'admin'],
      [/^\/(?:drafts|runs|batches)(?:$|\/)|\/edit$|\/stage$/, 'analyst'],
      [/^\/account(?:$|\/)|^\/notices|^\/watches|^\/reviews$/, 'contributor'],
    ];
    for (const [pattern, least] of floors) {
      const rules = ACCESS.filter(({ path }) => pattern.test(path));
      expect(rules.length).toBeGreaterThan(0);
      expect(rules.filter((rule) => rank(rule.least) < rank(least)).map(nameOf)).toEqual([]);
    }
  });

  it('is asked before anything but files: whatever stands before the routes stands before all of them', () => {
    const all = site.app.routes.filter(({ method }) => method === 'ALL').map(({ path }) => path);
    expect([...new Set(all)].sort()).toEqual(['/*', '/assets/*']);
  });

  describe.each(ROLES)('for %s', (role) => {
    const [open, closed] = [
      ACCESS.filter(({ least }) => rank(least) <= rank(role)),
      ACCESS.filter(({ least }) => rank(least) > rank(role)),
    ];

    it(`refuses ${closed.length} of ${ACCESS.length} rules and leaves no trace`, async () => {
      const cookie = await site.enter(role);
      const before = await site.digest();
      const wrong: string[] = [];
      for (const rule of closed) {
        for (const accept of ['text/html', 'application/json']) {
          const answer = await ask(rule, role, { Cookie: cookie, Accept: accept });
          const wanted = role === 'reader' ? 'signed-out' : 'forbidden';
          if (outcomeOf(answer) !== wanted) wrong.push(`${nameOf(rule)} ${accept}: ${answer.status}`);
        }
      }
      expect(wrong).toEqual([]);
      expect(await site.digest()).toEqual(before);
    });

    it(`lets ${open.length} of ${ACCESS.length} rules through, by GET, HEAD and POST as they say`, async () => {
      const wrong: string[] = [];
      let cookie = await site.enter(role);
      for (const rule of open) {
        const answer = await ask(rule, role, { Cookie: cookie });
        if (!isThrough(rule, answer)) wrong.push(`${nameOf(rule)}: ${answer.status}`);
        if (rule.path === '/sign-out') cookie = await site.enter(role);
        if (rule.method === 'POST' || isLibrarysOwn(rule)) continue;
        const head = await ask(rule, role, { Cookie: cookie }, 'HEAD');
        const isSame = head.status === answer.status && (await head.text()) === '';
        if (!isSame) wrong.push(`HEAD ${rule.path}: ${head.status}`);
      }
      expect(wrong).toEqual([]);
      expect(site.faults).toEqual([]);
    });
  });

  it(`takes none of ${OTHER_METHODS.length} other methods on ${ACCESS.length} rules, also not for an admin, and writes nothing`, async () => {
    const cookie = await site.enter('admin');
    const before = await site.digest(COUNTED);
    const wrong: string[] = [];
    for (const rule of ACCESS) {
      for (const method of OTHER_METHODS) {
        const answer = await ask(rule, 'admin', { Cookie: cookie }, method);
        if (answer.status !== 405) wrong.push(`${method} ${rule.path}: ${answer.status}`);
      }
      const overridden = {
        'X-HTTP-Method-Override': 'POST',
        'X-HTTP-Method': 'POST',
        'X-Method-Override': 'POST',
      };
      if (!isLibrarysOwn(rule)) await ask({ ...rule, method: 'GET' }, 'reader', overridden);
    }
    expect(wrong).toEqual([]);
    expect(await site.digest(COUNTED)).toEqual(before);
  });

  it.each(ACCOUNTS)('holds the keys of %s to the lesser of scope and role', async (owner) => {
    for (const scope of scopesFor(owner)) await holdKey(owner, scope);
    expect(scopesFor(owner)).toEqual(KEY_SCOPES.filter((scope) => rank(BY_SCOPE[scope]) <= rank(owner)));
  });

  it('lets no key do more after its owner has lost the role', async () => {
    const { editor } = site.people;
    const key = await site.accounts.createKey(editor, { name: 'k', scope: 'publish', days: '7' });
    const rule = ACCESS.find(({ path, method }) => path === '/drafts' && method === 'GET');
    if (rule === undefined) throw new Error('there is no list of drafts');
    const headers = { Authorization: `Bearer ${key}` };
    expect((await ask(rule, 'editor', headers)).status).toBe(200);
    const setRole = (role: string) =>
      site.store.pool.query('update person set role = $2 where id = $1', [editor.id, role]);
    await setRole('contributor');
    expect((await ask(rule, 'editor', headers)).status).toBe(403);
    await setRole('editor');
  });
});

/** Not refused by the frame, and no fault. */
function isThrough(rule: AccessRule, answer: Response): boolean {
  return answer.status < 500 && (outcomeOf(answer) === 'passed' || isLibrarysOwn(rule));
}

/** Whom the library, and not the frame, may refuse: it looks at the session and the origin again. */
function isLibrarysOwn({ path }: AccessRule): boolean {
  return path.startsWith('/auth/');
}

/** Own accounts are for browsers: keys are refused there whatever they may do elsewhere. */
function isForBrowsers({ path, least }: AccessRule): boolean {
  const isOwn = /^\/account(?:$|\/(?!notices))/.test(path) || path.startsWith('/auth/');
  return isOwn && least !== 'reader';
}

async function holdKey(owner: AccountRole, scope: KeyScope): Promise<void> {
  const key = await site.accounts.createKey(site.people[owner], { name: 'k', scope, days: '7' });
  const role = BY_SCOPE[scope];
  const headers = { Authorization: `Bearer ${key}`, Cookie: await site.enter('admin') };
  const before = await site.digest(COUNTED);
  const wrong: string[] = [];
  const refused = ACCESS.filter((rule) => rank(rule.least) > rank(role) || isForBrowsers(rule));
  for (const rule of refused) {
    const answer = await ask(rule, owner, headers);
    if (outcomeOf(answer) === 'passed') wrong.push(`${owner} ${scope} ${nameOf(rule)}: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
  expect(await site.digest(COUNTED)).toEqual(before);
  for (const rule of ACCESS.filter((one) => !refused.includes(one) && one.method === 'GET')) {
    const answer = await ask(rule, owner, headers);
    if (outcomeOf(answer) !== 'passed' && !isLibrarysOwn(rule))
      wrong.push(`${owner} ${scope} ${nameOf(rule)}: ${answer.status}`);
  }
  expect(wrong).toEqual([]);
}
