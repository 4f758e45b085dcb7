/**
 * Secrets of the operator and of people, driven through everything that could let them out: signing in, links, keys, a
 * mail server that refuses, a provider and a model that do not answer, faults. None of them is in the log, in what
 * commands print, on pages, in the trail, or in a table that could do without.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, type RunningRegatlas, runRegatlas, startRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const fresh = (name: string) => `${name}-${randomBytes(12).toString('hex')}`;

/** What the operator set. */
const SET = {
  smtp: fresh('smtp'),
  oidc: fresh('oidc'),
  model: fresh('model'),
  cookies: fresh('a-long-secret-for-cookies'),
  database: fresh('database'),
  search: fresh('search'),
};
/** What people type. */
const TYPED = { right: fresh('right words'), wrong: fresh('wrong words'), next: fresh('next words') };
/** What the program made: tokens of links, cookies, keys. */
const made: Record<string, string> = {};

const { env, query } = useDatabase('file');
let smtp: Server;
let server: RunningRegatlas;
let address = '';
let cookie = '';
let settings: Record<string, string> = {};
const bodies: string[] = [];

beforeAll(async () => {
  smtp = await startRefusingMailServer();
  const port = (smtp.address() as { port: number }).port;
  settings = {
    DATABASE_URL: env().DATABASE_URL.replace(/:\/\/([^@/:]*)(?::[^@/]*)?@/, `://$1:${SET.database}@`),
    REGATLAS_SMTP_URL: `smtp://mailer:${SET.smtp}@127.0.0.1:${port}`,
    REGATLAS_MAIL_FROM: 'regatlas@example.org',
    REGATLAS_OIDC_ISSUER: 'http://127.0.0.1:1',
    REGATLAS_OIDC_CLIENT_ID: 'regatlas',
    REGATLAS_OIDC_CLIENT_SECRET: SET.oidc,
    REGATLAS_SECRET: SET.cookies,
    REGATLAS_VOTERS: 'model',
    REGATLAS_MODEL: 'openai-compatible:none@http://127.0.0.1:1/v1',
    REGATLAS_MODEL_KEY: SET.model,
    REGATLAS_MODEL_TIMEOUT_MS: '500',
    REGATLAS_SEARCH: 'brave@http://127.0.0.1:1',
    REGATLAS_SEARCH_KEY: SET.search,
    REGATLAS_EXAMPLE: 'load',
  };
  const words = ['user', 'add', '--email', 'ada@example.org', '--name', 'Ada', '--role', 'admin', '--json'];
  const added = await runRegatlas(words, { env: settings });
  made.invitation = tokenIn(added.stdout);
  server = startRegatlas(['serve'], { env: settings });
  address = await addressOf(server);
  await drive();
}, 300_000);
afterAll(async () => {
  server.kill('SIGTERM');
  await server.ended;
  smtp.close();
});

/** Says that it takes names and passwords, and refuses every one of them with what it was sent. */
function startRefusingMailServer(): Promise<Server> {
  const answer = (socket: Socket, line: string) => {
    if (/^EHLO/i.test(line)) socket.write('250-here\r\n250 AUTH PLAIN LOGIN\r\n');
    else if (/^AUTH/i.test(line)) socket.write(`535 5.7.8 refused: ${line}\r\n`);
    else socket.write('250 ok\r\n');
  };
  const made = createServer((socket) => {
    socket.write('220 here\r\n');
    socket.on('error', () => undefined);
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      for (const line of chunk.split('\r\n')) if (line !== '') answer(socket, line);
    });
  });
  return new Promise((done) => made.listen(0, '127.0.0.1', () => done(made)));
}

function tokenIn(text: string): string {
  return /token=([\w-]{43})/.exec(text)?.[1] ?? '';
}

async function send(
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(address + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: address, Cookie: cookie, ...headers },
    body: new URLSearchParams(fields),
  });
  return { answer, text: await answer.text() };
}

async function get(path: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(address + path, { redirect: 'manual', headers: { Cookie: cookie, ...headers } });
  return answer.text();
}

/** Everything that has to do with a secret, once. */
async function drive(): Promise<void> {
  const email = 'ada@example.org';
  const { right, wrong, next } = TYPED;
  const chosen = await send('/reset/password', {
    token: made.invitation ?? '',
    password: right,
    again: right,
  });
  expect(chosen.answer.status).toBe(303);
  bodies.push(
    (await send('/reset/password', { token: made.invitation ?? '', password: right, again: right })).text,
  );
  bodies.push((await send('/sign-in', { email, password: wrong })).text);
  bodies.push((await send('/sign-in', { email: 'nobody@example.org', password: right })).text);
  const entered = await send('/sign-in', { email, password: right });
  [cookie = ''] = (entered.answer.headers.getSetCookie()[0] ?? '').split(';');
  made.cookie = decodeURIComponent(cookie.split('=')[1] ?? '');
  const key = await send('/account/keys', { name: 'export', scope: 'publish', days: '7' });
  made.key = /rga_[\w-]{20,}/.exec(key.text)?.[0] ?? '';
  bodies.push(await get('/drafts', { Authorization: `Bearer ${made.key}`, Cookie: '' }));
  bodies.push(await get('/drafts', { Authorization: `Bearer ${made.key}x`, Cookie: '' }));
  await send('/reset', { email });
  const added = await send('/admin/people', { name: 'Ben', email: 'ben@example.org', role: 'analyst' });
  made.invited = tokenIn(added.text);
  const reset = await send('/admin/people', { name: 'Ben', email: 'ben@example.org', role: 'analyst' });
  bodies.push(reset.text);
  bodies.push((await send('/account/password', { current: wrong, password: next, again: next })).text);
  bodies.push((await send('/account/password', { current: right, password: next, again: wrong })).text);
  expect(
    (await send('/account/password', { current: right, password: next, again: next })).answer.status,
  ).toBe(303);
  bodies.push(await get('/sign-in/single'), await get('/auth/callback/oidc?code=x&state=y'));
  await breakPages();
  await server.waitFor(/outbox|mail|letter/i);
}

/** Pages of which the database cannot give what they need, with everything that could be let out in their address. */
async function breakPages(): Promise<void> {
  await query('alter table session rename column token to gone');
  bodies.push(
    await get(`/account?token=${made.invited}`),
    (await send('/account/keys', { name: TYPED.next })).text,
  );
  await query('alter table session rename column gone to token');
  await query('alter table one_time_link rename column token_hash to gone');
  bodies.push(
    (await send('/reset/password', { token: made.invited ?? '', password: TYPED.next, again: TYPED.next }))
      .text,
  );
  await query('alter table one_time_link rename column gone to token_hash');
  await query('alter table credential rename column password to gone');
  bodies.push(
    (await send('/sign-in', { email: 'ada@example.org', password: TYPED.next }, { Cookie: '' })).text,
  );
  await query('alter table credential rename column gone to password');
}

/** Names of the secrets that are in the text. */
function namesIn(text: string): string[] {
  const all = { ...SET, ...TYPED, ...made };
  return Object.entries(all).flatMap(([name, value]) => {
    const spellings = [
      value,
      encodeURIComponent(value),
      Buffer.from(value).toString('base64').replace(/=+$/, ''),
    ];
    const login = Buffer.from(`\0mailer\0${SET.smtp}`).toString('base64');
    return [...spellings, login].some((spelling) => text.includes(spelling)) ? [name] : [];
  });
}

const COUNT = Object.keys(SET).length + Object.keys(TYPED).length + 4;

describe(`${COUNT} secrets`, () => {
  it('were all there, and made the faults that are looked through', async () => {
    const failures = await query<{ failure: string }>(
      'select distinct failure from outbox_message where failure is not null',
    );
    expect(failures).toEqual([{ failure: 'the mail server refused our name and password' }]);
    expect(Object.entries(made).filter(([, value]) => value.length < 40)).toEqual([]);
    expect(Object.keys(made).sort()).toEqual(['cookie', 'invitation', 'invited', 'key']);
    expect(server.stderr().match(/error:/g)?.length ?? 0).toBeGreaterThanOrEqual(4);
  });

  it('are not in the log', () => {
    expect(namesIn(server.stderr() + server.stdout())).toEqual([]);
    expect(server.stderr()).not.toMatch(/token=|set-up\?/);
  });

  it('are not in what commands print, also of settings that cannot be right', async () => {
    for (const args of [
      ['config'],
      ['config', '--json'],
      ['doctor'],
      ['audit', 'list'],
      ['audit', 'list', '--json'],
      ['user', 'list'],
    ]) {
      const { stdout, stderr } = await runRegatlas(args, { env: settings });
      expect([args, namesIn(stdout + stderr)]).toEqual([args, []]);
    }
    for (const name of [
      'DATABASE_URL',
      'REGATLAS_SMTP_URL',
      'REGATLAS_MODEL',
      'REGATLAS_MODEL_KEY',
      'REGATLAS_SEARCH',
      'REGATLAS_SEARCH_KEY',
      'REGATLAS_SECRET',
      'REGATLAS_OIDC_CLIENT_SECRET',
    ]) {
      const bad = { ...settings, [name]: `not usable\u0001${SET.smtp}${'x'.repeat(600)}` };
      const { code, stdout, stderr } = await runRegatlas(['config'], { env: bad });
      expect([name, namesIn(stdout + stderr)]).toEqual([name, []]);
      if (name !== 'REGATLAS_MODEL_KEY') expect([name, code === 0]).toEqual([name, false]);
    }
  });

  it('are not on pages of errors and refusals', () => {
    expect(bodies.length).toBeGreaterThan(10);
    // A form that comes back keeps the token of its own link, in its field and nowhere else.
    const shown = bodies.map((body) => body.replaceAll(/name="token" value="[^"]*"/g, ''));
    expect(shown.flatMap(namesIn)).toEqual([]);
    expect(shown.join()).not.toMatch(/node_modules|dist\/server|select "|127\.0\.0\.1:1\b/);
  });

  it('are not in the trail, and not on its page', async () => {
    expect(namesIn(await get('/admin/audit'))).toEqual([]);
    const rows = await query<{ row: string }>('select e::text as row from audit_event e');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.flatMap(({ row }) => namesIn(row))).toEqual([]);
  });

  it('are not shown again on pages of the account', async () => {
    for (const path of ['/account', '/account/data', '/account/data.json', '/admin/people'])
      expect([path, namesIn(await get(path))]).toEqual([path, []]);
  });

  it('are in no table but the outbox, which holds the links that its letters are for', async () => {
    const tables = await query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await query<{ row: string }>(`select t::text as row from ${name} t`);
      for (const { row } of rows) found.push(...namesIn(row).map((secret) => `${name}: ${secret}`));
    }
    expect([...new Set(found)]).toEqual(['public.outbox_message: invited']);
  });
});
