/**
 * Input made to do harm: pieces of SQL in every parameter and field, bodies that are too large, too many or too deep,
 * and names that this server does not go by. Nothing breaks, and nothing changes but what a form may change.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS, type AccessRule } from '#http/access.ts';
import { type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';
import { fillPattern } from './fill-pattern.ts';

const SQL: readonly string[] = [
  "'",
  '"',
  "' or '1'='1",
  "' or 1=1--",
  "1' or '1'='1' /*",
  "'; drop table version; --",
  "'); drop table version; --",
  '1; delete from review',
  "' union select password from credential--",
  "' union all select null,null,null--",
  "' and (select count(*) from person)>0--",
  "'||pg_sleep(5)||'",
  '1); select pg_sleep(5); --',
  "'; copy (select 1) to program 'id'; --",
  '\\',
  "\\'",
  "%' or 'x' like '%",
  '%_%\\%',
  '$1',
  'a$1b',
  '$$; drop table version; $$',
  "E'\\\\x27'",
  "a'::int",
  '{"$ne":null}',
  "';select set_config('role','postgres',false);--",
  '*" OR rowid>0 --',
  '"a" NEAR/0 b*',
  'text:* AND title:*',
  '\u02BC or 1=1',
  '\uFF07 or 1=1',
];

/** Every parameter that a page reads, and every field that a form has. */
const PARAMETERS = [
  ...['text', 'jurisdiction', 'topic', 'status', 'confidence', 'stage', 'evidence', 'due', 'sort', 'page'],
  ...[
    'tier',
    'after',
    'before',
    'at',
    'near',
    'severity',
    'view',
    'cites',
    'kind',
    'state',
    'origin',
    'relation',
  ],
  ...[
    'modality',
    'actor',
    'action',
    'subject',
    'since',
    'until',
    'then',
    'token',
    'error',
    'done',
    'for',
    'source',
    'more',
    'aside',
  ],
] as const;
const FIELDS = [
  ...[
    'name',
    'email',
    'password',
    'again',
    'current',
    'then',
    'role',
    'access',
    'token',
    'session',
    'key',
    'passkey',
    'scope',
    'days',
  ],
  ...[
    'kind',
    'watch',
    'from',
    'only',
    'upTo',
    'page',
    'content',
    'action',
    'reason',
    'overridden',
    'version',
    'severity',
    'target',
  ],
  ...[
    'text',
    'proposedText',
    'links',
    'source1',
    'words1',
    'outcome',
    'assignee',
    'seen',
    'note',
    'jurisdiction',
    'topic',
    'revision',
  ],
  ...[
    'do',
    'format',
    'source',
    'words',
    'for',
    'start',
    'behind',
    'ref',
    'url',
    'title',
    'publisher',
    'tier',
    'status',
    'meant',
    'cause',
  ],
] as const;

/** Tables that asking alone may change, and drafts. */
const CHANGEABLE = [
  'attempt',
  'audit_event',
  'request_rate',
  'session',
  'sign_in_challenge',
  'working_copy_text',
  'working_copy',
  'api_key',
];

/** Tables that forms with words of their own may change as well. */
const BY_FORM = [
  ...CHANGEABLE,
  ...[
    'person',
    'review',
    'review_comment',
    'review_state',
    'outbox_message',
    'one_time_link',
    'notice_setting',
    'watch',
  ],
  // What waits is cancelled, and what has ended is asked for again.
  ...['run_state', 'run_step', 'run_batch_stop'],
];

let site: AttackedSite;
let cookie = '';
beforeAll(async () => {
  site = await openAttackedSite({ allowedHosts: ['localhost', 'regatlas.test'] });
  cookie = await site.enter('admin');
});
afterAll(() => site.end());

const GETS = ACCESS.filter(({ method, path }) => method === 'GET' && !path.startsWith('/auth/'));
const POSTS = ACCESS.filter(
  ({ method, path }) => method === 'POST' && !path.startsWith('/auth/') && path !== '/sign-out',
);

const sendAs = async (
  rule: AccessRule,
  body: BodyInit,
  headers: Readonly<Record<string, string>> = {},
  signedIn = cookie,
) =>
  site.app.request(fillPattern(site, rule, site.people.admin), {
    method: 'POST',
    headers: { Origin: HOME, Cookie: signedIn, ...headers },
    body,
  });

describe(`${SQL.length} pieces of SQL`, () => {
  it(`in ${PARAMETERS.length} parameters of ${GETS.length} pages at once: read as words, and nothing is written`, async () => {
    const before = await site.digest(CHANGEABLE);
    const wrong: string[] = [];
    for (const rule of GETS) {
      const path = fillPattern(site, rule, site.people.admin);
      for (const piece of SQL) {
        const query = new URLSearchParams(PARAMETERS.map((name) => [name, piece]));
        const answer = await site.get(`${path}?${query}`, { headers: { Cookie: cookie } });
        if (answer.status >= 500) wrong.push(`${path} ${piece}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await site.digest(CHANGEABLE)).toEqual(before);
  });

  it(`in ${PARAMETERS.length} parameters of ${GETS.length} pages, one by one`, async () => {
    const wrong: string[] = [];
    for (const rule of GETS) {
      const path = fillPattern(site, rule, site.people.admin);
      for (const [at, name] of PARAMETERS.entries()) {
        const query = new URLSearchParams({ [name]: SQL[at % SQL.length] ?? '' });
        const answer = await site.get(`${path}?${query}`, { headers: { Cookie: cookie } });
        if (answer.status >= 500) wrong.push(`${path}?${query}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it(`in the parts of ${GETS.length} addresses: nothing is there`, async () => {
    const wrong: string[] = [];
    for (const rule of GETS.filter(({ path }) => path.includes(':'))) {
      for (const piece of SQL) {
        const path = rule.path.replace(/:[a-zA-Z0-9]+/g, encodeURIComponent(piece));
        const answer = await site.get(path, { headers: { Cookie: cookie } });
        if (answer.status !== 404) wrong.push(`${path}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it(`in ${FIELDS.length} fields of ${POSTS.length} forms: kept as words where a form takes words, and refused elsewhere`, async () => {
    const before = await site.digest(BY_FORM);
    const wrong: string[] = [];
    for (const rule of POSTS) {
      for (const piece of SQL) {
        const answer = await sendAs(rule, new URLSearchParams(FIELDS.map((name) => [name, piece])));
        if (answer.status >= 500) wrong.push(`${rule.path} ${piece}: ${answer.status}`);
      }
      // What else a form wants to be right before it looks at words.
      const kept = {
        kind: 'Challenge',
        severity: 'minor',
        version: site.version,
        content: site.version,
        revision: '1',
        action: 'return',
      };
      for (const piece of SQL) {
        const fields = { ...Object.fromEntries(FIELDS.map((name) => [name, piece])), ...kept };
        const answer = await sendAs(rule, new URLSearchParams(fields));
        if (answer.status >= 500) wrong.push(`${rule.path} ${piece}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await site.digest(BY_FORM)).toEqual(before);
    const { rows } = await site.store.pool.query('select role from person order by role');
    expect(rows.map(({ role }) => role)).toEqual(['admin', 'analyst', 'contributor', 'editor']);
  });

  it('broke nothing, as everything above was answered', () => {
    expect(site.faults.map(String)).toEqual([]);
  });
});

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const MEBIBYTE = 1024 * 1024;

/** Sent in pieces without saying how much is to come; counts what was taken of it. */
function streamed(bytes: number): { body: ReadableStream<Uint8Array>; taken: () => number } {
  let taken = 0;
  const piece = new Uint8Array(64 * 1024).fill(97);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken >= bytes) return controller.close();
      taken += piece.length;
      controller.enqueue(piece);
    },
  });
  return { body, taken: () => taken };
}

describe('bodies', () => {
  it(`that are too large are refused by ${POSTS.length} addresses, whether they say so or not`, async () => {
    const wrong: string[] = [];
    for (const rule of POSTS) {
      const said = await sendAs(rule, 'x', { ...FORM, 'Content-Length': String(32 * MEBIBYTE) });
      const { body, taken } = streamed(32 * MEBIBYTE);
      const path = fillPattern(site, rule, site.people.admin);
      const headers = { Origin: HOME, Cookie: cookie, ...FORM };
      const unsaid = await site.app.request(
        new Request(`${HOME}${path}`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit),
      );
      if (said.status !== 413 || unsaid.status !== 413)
        wrong.push(`${path}: ${said.status} ${unsaid.status}`);
      if (taken() > 25 * MEBIBYTE) wrong.push(`${path} took ${taken()} bytes`);
    }
    expect(wrong).toEqual([]);
  });

  it('of somebody who may not send them are not read at all', async () => {
    for (const rule of POSTS.filter(({ least }) => least !== 'reader')) {
      const { body, taken } = streamed(32 * MEBIBYTE);
      const path = fillPattern(site, rule, site.people.admin);
      const request = new Request(`${HOME}${path}`, {
        method: 'POST',
        headers: { Origin: HOME, ...FORM },
        body,
        duplex: 'half',
      } as RequestInit);
      expect([path, (await site.app.request(request)).status]).toEqual([path, 401]);
      expect(taken()).toBeLessThanOrEqual(128 * 1024);
    }
  });

  it.each([
    ['thirty thousand fields', FORM, `${'a&'.repeat(30_000)}a`],
    ['one field thirty thousand times', FORM, 'name=x&'.repeat(9_000)],
    [
      'fields of a prototype',
      FORM,
      '__proto__=1&constructor=1&__proto__[x]=1&constructor.prototype.x=1&hasOwnProperty=1&toString=1',
    ],
    ['half of a pair', FORM, 'name=%ED%A0%80&text=%ED%A0%80&email=%ED%A0%80'],
    ['bytes that are no text', FORM, new Uint8Array([0xff, 0xfe, 0x00, 0x3d, 0xc0, 0x80])],
    [
      'characters that end a text',
      FORM,
      'name=a%00b&text=a%00b&email=a%00b@example.org&password=%00&token=%00&session=%00&key=%00',
    ],
    ['broken escapes', FORM, 'name=%&text=%zz&email=%u0041&=&&&=x'],
    [
      'a thousand parts',
      { 'Content-Type': 'multipart/form-data; boundary=b' },
      `${'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n'.repeat(1_000)}--b--`,
    ],
    [
      'a part that is a file',
      { 'Content-Type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="name"; filename="../../etc/passwd"\r\n\r\nx\r\n--b--',
    ],
    [
      'parts that do not end',
      { 'Content-Type': 'multipart/form-data; boundary=b' },
      '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\n',
    ],
    ['a boundary of its own', { 'Content-Type': 'multipart/form-data; boundary="' }, 'x'],
    ['no body', FORM, ''],
  ] as const)('of %s break nothing', async (_name, headers, body) => {
    for (const rule of POSTS) {
      const answer = await sendAs(rule, body as BodyInit, headers);
      expect([rule.path, answer.status < 500]).toEqual([rule.path, true]);
    }
    expect((Object.prototype as { x?: unknown }).x).toBeUndefined();
    expect(site.faults.map(String)).toEqual([]);
  });

  it.each([
    ['deep lists', '['.repeat(60_000)],
    ['deep objects', '{"response":'.repeat(5_000)],
    ['a prototype', '{"__proto__":{"x":1},"response":{"__proto__":{"x":1},"id":"x"}}'],
    ['another type', '{"response":[1,2,3]}'],
    ['nothing', 'null'],
    ['a number too large', '{"response":1e999999}'],
    ['no JSON', '{'],
    ['nothing at all', ''],
  ])('of JSON with %s break nothing at the accounts library', async (_name, body) => {
    for (const rule of ACCESS.filter(({ method, path }) => method === 'POST' && path.startsWith('/auth/'))) {
      const answer = await sendAs(rule, body, { 'Content-Type': 'application/json' });
      expect([rule.path, answer.status >= 400 && answer.status < 500]).toEqual([rule.path, true]);
    }
    expect((Object.prototype as { x?: unknown }).x).toBeUndefined();
    expect(site.faults.map(String)).toEqual([]);
  });
});

const DEEP = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const stairs = (step: string) => Array.from({ length: 2_000 }, (_, at) => `${step.repeat(at)}- x`).join('\n');

describe('texts that are nested deeply', () => {
  it.each([
    ['lists in plain text', { textFormat: 'plain', 'section.notes': stairs(' ') }],
    ['lists in Markdown', { textFormat: 'markdown', 'section.notes': stairs('  ') }],
    ['quotes in Markdown', { textFormat: 'markdown', 'section.notes': `${'>'.repeat(20_000)} x` }],
    ['brackets in Markdown', { textFormat: 'markdown', 'section.notes': '!['.repeat(20_000) }],
    ['headings of an outline', { 'outline.text': stairs('  ') }],
    ['a row as it was', { 'law.rows': 'sent', 'law.0.was': DEEP, 'law.0.name': 'x' }],
    [
      'a member of a row as it was',
      { 'source.rows': 'sent', 'source.0.was': `{"quote":${DEEP}}`, 'source.0.ref': '1' },
    ],
    ['a prototype of a row', { 'law.rows': 'sent', 'law.0.was': '{"__proto__":{"x":1}}', 'law.0.name': 'x' }],
  ] as [string, Record<string, string>][])('are kept or refused, and shown: %s', async (_name, fields) => {
    const init = { headers: { Origin: HOME, Cookie: cookie } };
    const begun = await site.send('/drafts', { jurisdiction: 'KP', topic: 'Test_Status' }, init);
    const draft = begun.headers.get('Location') ?? '';
    const revision =
      /name="revision" value="(\d+)"/.exec(await (await site.get(draft, init)).text())?.[1] ?? '';
    const answer = await site.send(draft, { revision, do: 'check', ...fields }, init);
    expect([303, 422]).toContain(answer.status);
    for (const path of [draft, `${draft}/preview`])
      expect([path, (await site.get(path, init)).status]).toEqual([path, 200]);
    const words = { text: fields['section.notes'] ?? DEEP, format: fields.textFormat ?? 'plain' };
    expect((await site.send(`${draft}/preview`, words, init)).status).toBe(200);
    expect(site.faults.map(String)).toEqual([]);
  });

  it.each(['json', 'md', 'txt'])(
    'are refused or become a draft when they come as a file: .%s',
    async (ending) => {
      for (const text of [
        DEEP,
        '['.repeat(500_000),
        `{"schema":"regatlas.analysis/1","versions":${'[{"content":'.repeat(50_000)}`,
        stairs(' '),
        '>'.repeat(100_000),
      ]) {
        const form = new FormData();
        form.set('from', 'file');
        form.set('file', new File([text], `x.${ending}`));
        const headers = { Origin: HOME, Cookie: cookie };
        const answer = await site.app.request('/drafts', { method: 'POST', headers, body: form });
        expect([303, 422]).toContain(answer.status);
      }
      expect(site.faults.map(String)).toEqual([]);
    },
  );
});

describe('a name that this server does not go by', () => {
  it.each([
    'elsewhere.example',
    'localhost.elsewhere.example',
    'localhost@elsewhere.example',
    'localhost:80@elsewhere.example',
    'elsewhere.example#localhost',
    'elsewhere.example:80/localhost',
    '',
  ])('“%s” gets nothing', async (host) => {
    for (const path of ['/', '/sign-in', '/analyses/7.json']) {
      const answer = await site.get(path, { headers: { Host: host } });
      expect([path, answer.status]).toEqual([path, 421]);
    }
  });

  it('is in no letter, whatever the headers say: links begin with the address that the operator set', async () => {
    const headers = {
      Origin: HOME,
      'X-Forwarded-Host': 'elsewhere.example',
      'X-Forwarded-Proto': 'https',
      'X-Forwarded-Server': 'elsewhere.example',
      'X-Original-Host': 'elsewhere.example',
      'X-Host': 'elsewhere.example',
      Forwarded: 'host=elsewhere.example;proto=https',
      Referer: 'https://elsewhere.example/',
    };
    await site.send('/reset', { email: site.people.editor.email }, { headers });
    await site.send('/sign-up', { name: 'Eve', email: 'eve@example.org' }, { headers });
    const asAdmin = { headers: { ...headers, Cookie: cookie } };
    await site.send('/admin/people', { name: 'Ann', email: 'ann@example.org', role: 'analyst' }, asAdmin);
    await site.send(`/admin/people/${site.people.analyst.id}/reset`, {}, asAdmin);
    const { rows } = await site.store.pool.query<{ body: string }>('select body from outbox_message');
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const { body } of rows) {
      const links = body.match(/https?:\/\/\S+/g) ?? [];
      expect(links.length).toBeGreaterThan(0);
      for (const link of links) expect(new URL(link).origin).toBe('http://regatlas.test');
    }
  });
});
