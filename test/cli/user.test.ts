/** `regatlas user`: people by whoever holds the server, and an installation where nobody signs up. */
import { afterEach, describe, expect, it } from 'vitest';
import { addressOf, type RunningRegatlas, readJson, runRegatlas, startRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const database = useDatabase('test');
const running: RunningRegatlas[] = [];

afterEach(async () => {
  for (const server of running.splice(0)) {
    server.kill('SIGKILL');
    await server.ended;
  }
});

const user = (...args: string[]) => runRegatlas(['user', ...args], { env: database.env() });
const ANA = ['--email', 'ana@example.org', '--name', 'Ana Sol'] as const;

async function serve(
  env: Record<string, string> = {},
): Promise<{ server: RunningRegatlas; address: string }> {
  const server = startRegatlas(['serve'], { env: { ...database.env(), REGATLAS_EXAMPLE: 'skip', ...env } });
  running.push(server);
  return { server, address: await addressOf(server) };
}

function send(address: string, path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(address + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: address },
    body: new URLSearchParams(fields),
  });
}

describe('regatlas user', () => {
  it('adds somebody and prints the one link that lets them in', async () => {
    const added = await user('add', ...ANA, '--role', 'editor', '--json');
    expect(added.code).toBe(0);
    const { person, link, path } = readJson<{
      person: { id: string; role: string };
      link: string;
      path: string;
    }>(added);
    expect(link).toBe(`http://127.0.0.1:0${path}`);
    expect(person.role).toBe('editor');
    const listed = await user('list', '--json');
    expect(readJson(listed)).toMatchObject({
      people: [{ id: person.id, email: 'ana@example.org', role: 'editor', hasCredential: false }],
    });
    expect(listed.stdout).not.toContain(path);
  });

  it.each([
    [['add', '--name', 'Ana'], 2, /--email/],
    [['add', ...ANA, '--role', 'owner'], 2, /role: must be one of contributor, analyst, editor, admin/],
    [['add', '--email', 'ana', '--name', 'Ana'], 2, /e-mail: must be an address/],
    [['role', 'nobody@example.org', 'editor'], 2, /There is no such person/],
    [['reset', 'nobody@example.org'], 2, /There is no such person/],
    [['list', 'everybody'], 2, /too many arguments/i],
  ] as const)('%j ends with %i and says why', async (args, code, words) => {
    const result = await user(...args);
    expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(words)]);
  });

  it('keeps the last administrator, by whatever way', async () => {
    await user('add', ...ANA, '--role', 'admin');
    for (const args of [
      ['role', 'ana@example.org', 'editor'],
      ['disable', 'ana@example.org'],
    ]) {
      expect((await user(...args)).stderr).toContain('This is the last administrator.');
    }
    const events = await database.query<{ action: string }>('select action from audit_event order by id');
    expect(events.map((event) => event.action)).toContain('person.added');
    expect(events.map((event) => event.action)).not.toContain('person.disabled');
  });

  it('prints a new link in place of the one before', async () => {
    const first = readJson<{ path: string }>(await user('add', ...ANA, '--json')).path;
    const second = readJson<{ path: string }>(await user('reset', 'Ana@Example.org', '--json')).path;
    const { address } = await serve();
    expect((await fetch(address + first)).status).toBe(404);
    expect((await fetch(address + second)).status).toBe(200);
  });
});

describe('serve', () => {
  it('prints a set-up link while there is no administrator, and no more afterwards', async () => {
    const { server, address } = await serve();
    const [link] = await server.waitFor(/http:\/\/\S+\/set-up\?token=[\w-]{43}/);
    const token = new URL(link).searchParams.get('token') ?? '';
    const password = 'a lamp under the stairs';
    const fields = { token, name: 'Boss', email: 'boss@example.org', password, again: password };
    const done = await send(address, '/set-up', fields);
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/account']);
    const cookie = done.headers.get('Set-Cookie') ?? '';
    const second = await send(address, '/set-up', { ...fields, email: 'eve@example.org' });
    expect(second.status).toBe(404);
    // What was typed, and what lets in, is nowhere in what the server says.
    const said = server.stderr().replace(link, '') + server.stdout();
    for (const secret of [password, token, cookie.split(/[=.]/)[2] ?? '?'])
      expect(said).not.toContain(secret);
    server.kill('SIGTERM');
    await server.ended;
    const again = await serve();
    expect(again.server.stderr()).not.toContain('set-up');
  });

  it('takes no sign-up where reviews are closed, and lets people in all the same', async () => {
    const { path } = readJson<{ path: string }>(await user('add', ...ANA, '--json'));
    const { address } = await serve({ REGATLAS_REVIEWS: 'closed' });
    expect((await fetch(`${address}/sign-up`)).status).toBe(404);
    const asked = await send(address, '/sign-up', { name: 'Eve', email: 'eve@example.org' });
    expect(asked.status).toBe(404);
    expect(await (await fetch(`${address}/sign-in`)).text()).not.toContain('/sign-up');
    const token = path.split('=')[1] ?? '';
    const password = 'a lamp under the stairs';
    expect((await send(address, '/reset/password', { token, password, again: password })).status).toBe(303);
  });

  it('opens no address of the accounts library but the few it needs', async () => {
    const { address } = await serve();
    for (const path of [
      '/auth/sign-up/email',
      '/auth/update-user',
      '/auth/api-key/create',
      '/auth/get-session',
    ]) {
      expect((await fetch(address + path)).status).toBe(404);
      expect((await send(address, path, { role: 'admin' })).status).toBe(405);
    }
  });

  it('signs cookies with the secret it is given', async () => {
    const { path } = readJson<{ path: string }>(await user('add', ...ANA, '--json'));
    const secret = 'the-same-thirty-two-characters-on-each-node';
    const [first, second, other] = [
      await serve({ REGATLAS_SECRET: secret }),
      await serve({ REGATLAS_SECRET: secret }),
      await serve({ REGATLAS_SECRET: `another-${secret}` }),
    ];
    const token = path.split('=')[1] ?? '';
    const password = 'a lamp under the stairs';
    const entered = await send(first.address, '/reset/password', { token, password, again: password });
    const Cookie = entered.headers.get('Set-Cookie')?.split(';')[0] ?? '';
    const statusAt = async ({ address }: { address: string }) =>
      (await fetch(`${address}/account`, { headers: { Cookie }, redirect: 'manual' })).status;
    expect([await statusAt(first), await statusAt(second), await statusAt(other)]).toEqual([200, 200, 303]);
  });
});
