/**
 * Things of other people by their id, and fields that no form has. Somebody's draft, session, key, passkey, notice and
 * letter settings are not there for anybody else, and nobody learns from an answer whether they exist.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTICE_KINDS } from '#domain/notice.ts';
import type { AccountRole } from '#domain/person.ts';
import { ACCESS } from '#http/access.ts';
import { type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';
import { fillPattern } from './fill-pattern.ts';

let site: AttackedSite;
let cookies: Readonly<Record<AccountRole, string>>;
beforeAll(async () => {
  site = await openAttackedSite();
  cookies = {
    contributor: await site.enter('contributor'),
    analyst: await site.enter('analyst'),
    editor: await site.enter('editor'),
    admin: await site.enter('admin'),
  };
});
afterAll(async () => {
  expect(site.faults).toEqual([]);
  await site.end();
});

const send = (role: AccountRole, path: string, fields: Readonly<Record<string, string>>) =>
  site.send(path, fields, { headers: { Origin: HOME, Cookie: cookies[role] } });
const rowsOf = async (query: string, ...values: string[]) =>
  (await site.store.pool.query(query, values)).rows;

/** What an answer tells, without the id that was asked for. */
async function told(answer: Response, id: string): Promise<string> {
  const place = answer.headers.get('Location') ?? '';
  return `${answer.status} ${place} ${await answer.text()}`.replaceAll(id, 'ID');
}

const DRAFTS = ACCESS.filter(({ path }) => path.startsWith('/drafts/:id'));

describe(`somebody’s draft, at ${DRAFTS.length} addresses`, () => {
  it('is not there for an analyst, exactly like one that does not exist', async () => {
    const before = await site.digest();
    for (const { method, path } of DRAFTS) {
      const answers: string[] = [];
      for (const id of [site.people.editor.draft ?? '', randomUUID()]) {
        const address = path.replace(':id', id);
        const init = { headers: { Origin: HOME, Cookie: cookies.analyst } };
        const fields = {
          revision: '1',
          do: 'version',
          from: 'text',
          text: 'x',
          note: 'x',
          source: '1',
          words: 'x',
        };
        const answer =
          method === 'GET' ? await site.get(address, init) : await site.send(address, fields, init);
        answers.push(await told(answer, id));
        // The way back from a preview says nothing and reads nothing.
        if (path !== '/drafts/:id/preview/report')
          expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
      expect(answers[0]).toBe(answers[1]);
    }
    expect(await site.digest()).toEqual(before);
  });

  it('is for reading only to an editor', async () => {
    const id = site.people.analyst.draft ?? '';
    const before = await site.digest(['audit_event']);
    for (const { method, path } of DRAFTS.filter((rule) => rule.method === 'POST')) {
      // Showing words stores nothing, and a source that is added belongs to everybody.
      if (path.endsWith('/preview') || path.endsWith('/sources')) continue;
      const answer = await send('editor', path.replace(':id', id), {
        revision: '1',
        do: 'version',
        note: 'x',
      });
      expect([method, path, answer.status < 300, answer.status]).toEqual([method, path, false, 404]);
    }
    expect(await site.digest(['audit_event'])).toEqual(before);
  });
});

describe('what belongs to an account', () => {
  const FORMS = [
    ['/account/sessions/end', 'session', 'select id from session where person = $1'],
    ['/account/keys/end', 'key', 'select id from api_key where person = $1'],
    ['/account/passkeys/remove', 'passkey', 'select id from passkey where person = $1'],
  ] as const;

  beforeAll(async () => {
    const { admin } = site.people;
    await site.accounts.createKey(admin, { name: 'k', scope: 'publish', days: '7' });
    await site.store.pool.query(
      `insert into passkey (id, person, name, public_key, credential_id, counter, device_type, backed_up, created_at)
       values (gen_random_uuid(), $1, 'k', 'p', 'c', 0, 'singleDevice', false, now())`,
      [admin.id],
    );
  });

  it.each(FORMS)('is not ended by others: %s', async (path, field, query) => {
    const owned = await rowsOf(query, site.people.admin.id);
    expect(owned.length).toBeGreaterThan(0);
    const answers = new Set<string>();
    for (const id of [owned[0].id as string, randomUUID()]) {
      for (const role of ['contributor', 'editor'] as const)
        answers.add(`${role} ${await told(await send(role, path, { [field]: id }), id)}`);
    }
    expect(answers.size).toBe(2);
    expect(await rowsOf(query, site.people.admin.id)).toEqual(owned);
  });

  it('is in nobody else’s export, page or list of notices', async () => {
    const secret = [site.people.admin.email, site.people.admin.draft ?? ''];
    for (const path of [
      '/account',
      '/account/data.json',
      '/notices',
      '/account/notices',
      '/drafts',
      '/reviews',
    ]) {
      const text = await (await site.get(path, { headers: { Cookie: cookies.analyst } })).text();
      expect([path, secret.filter((word) => text.includes(word))]).toEqual([path, []]);
    }
  });

  it('is on no page of others, least of all their address: administrators alone see it', async () => {
    await send('editor', `/reviews/${site.review}/comments`, { kind: 'comment', text: 'Look at it again.' });
    await send('editor', '/watches', { kind: 'analysis', key: '7', watch: 'yes' });
    const { rows } = await site.store.pool.query<{ token: string }>(
      'select token from session union all select key from api_key union all select password from credential',
    );
    const secrets = rows.map(({ token }) => token);
    const wrong: string[] = [];
    let looked = 0;
    for (const who of ['reader', 'contributor', 'analyst', 'editor'] as const) {
      const others = Object.values(site.people).filter((person) => person.role !== who);
      for (const rule of ACCESS.filter(({ method }) => method === 'GET')) {
        const path = fillPattern(site, rule, site.people[who === 'reader' ? 'contributor' : who]);
        const answer = await site.get(path, { headers: { Cookie: who === 'reader' ? '' : cookies[who] } });
        const text = await answer.text();
        const found = [...others.map(({ email }) => email), ...secrets].filter((word) => text.includes(word));
        if (found.length > 0) wrong.push(`${who} ${path}: ${found.join()}`);
        looked += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(looked).toBeGreaterThan(150);
  });

  it('is not marked as read by others', async () => {
    await site.store.pool.query(
      `insert into notice (person, event, analysis, version, kind, because, delivery, at)
         select $1, max(id), 7, 1, 'published', 'watch', 'never', now() from audit_event`,
      [site.people.admin.id],
    );
    const [notice] = await rowsOf('select id from notice');
    for (const fields of [
      { only: String(notice.id) },
      { upTo: '999999999' },
      { only: String(notice.id), person: site.people.admin.id },
    ])
      await send('contributor', '/notices/read', fields as Record<string, string>);
    expect(await rowsOf('select read_at from notice')).toEqual([{ read_at: null }]);
  });

  it('is not turned off by a letter to somebody else', async () => {
    const [person = '', signature = ''] = site.unsubscribe('contributor').split('.');
    for (const token of [
      `${site.people.admin.id}.${signature}`,
      `${person}.`,
      `${person}.${'A'.repeat(43)}`,
      `.${signature}`,
      person,
    ])
      expect((await site.get(`/unsubscribe/${token}`)).status).toBe(404);
  });
});

describe('a review', () => {
  it('is decided, withdrawn, assigned and applied only by those who may', async () => {
    const before = await site.digest();
    for (const [form, fields] of [
      ['outcome', { outcome: 'withdrawn', reason: 'Mine, surely.' }],
      ['outcome', { outcome: 'accepted', reason: 'I say so.' }],
      ['outcome', { outcome: 'rejected', reason: 'I say so.' }],
      ['assignment', { assignee: site.people.contributor.id, seen: '' }],
      ['apply', { note: 'x' }],
    ] as const) {
      const answer = await send(
        'contributor',
        `/reviews/${site.review}/${form}`,
        fields as Record<string, string>,
      );
      expect([form, fields, answer.status]).toEqual([form, fields, 403]);
    }
    expect(await site.digest()).toEqual(before);
  });
});

/** What an attacker would like a form to take. `ID` stands for somebody else. */
const EXTRA: Readonly<Record<string, string>> = Object.fromEntries([
  ...[
    'id',
    'person',
    'person_id',
    'personId',
    'userId',
    'user',
    'owner',
    'author',
    'actor',
    'assigned_by',
    'referenceId',
  ].map((name) => [name, 'ID']),
  ...['role', 'person_role', 'personRole', 'user[role]', 'roles'].map((name) => [name, 'admin']),
  ...['email_verified', 'emailVerified', 'approved', 'is_admin', 'isAdmin', 'verified', 'trusted'].map(
    (name) => [name, 'true'],
  ),
  ...['disabled_at', 'disabledAt', 'anonymised_at', 'submitted_at', 'created_at', 'at'].map((name) => [
    name,
    '2001-01-01T00:00:00.000Z',
  ]),
  ...['origin', 'engine'].map((name) => [name, 'system']),
  ...['stage', 'status_of_version'].map((name) => [name, 'Live']),
  ...['permissions', 'scopes'].map((name) => [name, '{"regatlas":["publish"]}']),
  ['token', 'x'],
  ['expires_at', '2999-01-01T00:00:00.000Z'],
  ['remaining', '1000000'],
  ['__proto__', '{"role":"admin"}'],
  ['__proto__[role]', 'admin'],
  ['constructor[prototype][role]', 'admin'],
  ['constructor', 'admin'],
]);

describe(`${Object.keys(EXTRA).length} fields that no form has`, () => {
  const GOOD: readonly (readonly [role: AccountRole, path: string, fields: () => Record<string, string>])[] =
    [
      ['contributor', '/account/name', () => ({ name: 'A new name' })],
      [
        'contributor',
        '/account/notices',
        () => Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, 'daily'])),
      ],
      ['contributor', '/account/keys', () => ({ name: 'k', scope: 'review', days: '7' })],
      ['contributor', '/watches', () => ({ kind: 'topic', key: 'Test_Status', watch: 'yes' })],
      [
        'contributor',
        '/analyses/7/reviews',
        () => ({ version: site.version, kind: 'Challenge', severity: 'minor', text: 'Not so.' }),
      ],
      ['contributor', '/reviews/REVIEW/comments', () => ({ kind: 'comment', text: 'I think so too.' })],
      ['analyst', '/drafts', () => ({ jurisdiction: 'KP', topic: 'Test_Status' })],
      ['analyst', '/analyses/7/edit', () => ({})],
      ['analyst', '/drafts/DRAFT', () => ({ revision: '1' })],
    ];

  it.each(GOOD)('change nothing for %s at %s', async (role, path, fields) => {
    const victim = site.people.admin;
    const mentions = async () => {
      const names = Object.keys(await site.digest());
      const parts = names.map(
        (name) =>
          `select '${name} ' || t::text as row from "${name}" t where strpos(t::text, '${victim.id}') > 0`,
      );
      return rowsOf(`${parts.join(' union all ')} order by 1`);
    };
    const before = await mentions();
    const address = path.replace('REVIEW', site.review).replace('DRAFT', site.people[role].draft ?? '');
    const extra = Object.fromEntries(
      Object.entries(EXTRA).map(([name, value]) => [name, value === 'ID' ? victim.id : value]),
    );
    const answer = await send(role, address, { ...extra, ...fields() });
    expect(answer.status).toBeLessThan(400);
    expect(await mentions()).toEqual(before);
    const [self] = await rowsOf(
      'select role, email, email_verified, disabled_at from person where id = $1',
      site.people[role].id,
    );
    expect(self).toEqual({ role, email: site.people[role].email, email_verified: false, disabled_at: null });
    expect((Object.prototype as { role?: unknown }).role).toBeUndefined();
  });

  it('make nobody an administrator who signs up, and verify no address', async () => {
    await site.send('/sign-up', { ...EXTRA, name: 'Eve', email: 'eve@example.org' });
    expect(await rowsOf("select role, email_verified from person where email = 'eve@example.org'")).toEqual([
      { role: 'contributor', email_verified: false },
    ]);
  });

  it('leave a review by its author, as a minor Challenge of the stage it has', async () => {
    const rows = await rowsOf(
      "select person, person_role, origin, severity, author from review where text = 'Not so.'",
    );
    const { id } = site.people.contributor;
    expect(rows).toEqual([
      {
        person: id,
        person_role: 'contributor',
        origin: 'submitted',
        severity: 'minor',
        author: `person:${id}`,
      },
    ]);
    expect(
      await rowsOf("select distinct person from api_key where permissions not like '%publish%'"),
    ).toEqual([{ person: id }]);
  });
});

it('ids that look like ids and are none are not found, and nothing breaks', async () => {
  const ids = [
    '-'.repeat(36),
    'a'.repeat(36),
    '0'.repeat(36),
    '00000000-0000-0000-0000-000000000000',
    `${'0'.repeat(35)}-`,
  ];
  const wrong: string[] = [];
  for (const rule of ACCESS.filter(({ path }) => path.includes(':id'))) {
    for (const id of ids) {
      const address = fillPattern(site, { path: rule.path.replace(':id', id) }, site.people.admin);
      const init = { headers: { Origin: HOME, Cookie: cookies.admin } };
      const answer =
        rule.method === 'GET'
          ? await site.get(address, init)
          : await site.send(address, { access: 'close', role: 'admin' }, init);
      const isLead = rule.path === '/drafts/:id/preview/report';
      if (answer.status !== 404 && answer.status !== 422 && !isLead)
        wrong.push(`${rule.method} ${address}: ${answer.status}`);
    }
  }
  expect(wrong).toEqual([]);
});
