/** `serve` as its operator knows it: start, stop, restart, a second one, commands beside it, and what may be in its way. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearFolder, makeFolder, postmasterOf } from '../database/embedded-folder.ts';
import { openDoor } from './cut-connection.ts';
import { makeFiles, pageText } from './make-files.ts';
import { addressOf, type RunningRegatlas, readJson, runRegatlas, startRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

type Refusal = { refused: { code: string; place: object } };

const running: RunningRegatlas[] = [];
const serve = (env: Record<string, string>, ...flags: string[]) => {
  const server = startRegatlas(['serve', ...flags], { env });
  running.push(server);
  return server;
};

afterEach(async () => {
  for (const server of running.splice(0)) {
    server.kill('SIGKILL');
    await server.ended;
  }
});

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

describe('with an embedded database', () => {
  let folder: string;
  let env: { REGATLAS_DATA_DIR: string };

  beforeEach(async () => {
    folder = await makeFolder();
    env = { REGATLAS_DATA_DIR: join(folder, 'data') };
  });

  afterEach(async () => {
    await clearFolder(folder, [env.REGATLAS_DATA_DIR]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops at %s with all that belongs to it, and has everything at the next start',
    async (signal) => {
      const first = serve(env);
      const address = await addressOf(first);
      expect(await statusOf(`${address}/analyses/1`)).toBe(200);
      await first.waitFor(/Ctrl-C/);
      expect(first.stderr()).toContain(`${address}/analyses/1`);
      expect(first.stderr()).toContain('npx regatlas import FILE');
      expect(first.stderr()).toContain('npx regatlas source add FILE');
      const pages = makeFiles({ 'page.txt': pageText({ id: 4711 }) });
      const beside = await runRegatlas(['import', 'page.txt'], { env, cwd: pages });
      expect(beside.code).toBe(0);
      expect(await statusOf(`${address}/analyses/4711`)).toBe(200);
      first.kill(signal);
      expect(await first.ended).toMatchObject({ code: 0, stdout: '' });
      expect(await postmasterOf(env.REGATLAS_DATA_DIR)).toBeUndefined();
      const second = serve(env, '--json');
      const again = await addressOf(second);
      expect(await statusOf(`${again}/analyses/4711`)).toBe(200);
      expect(await statusOf(`${again}/analyses/1`)).toBe(200);
      second.kill(signal);
      const end = await second.ended;
      expect(end.code).toBe(0);
      expect(readJson(end)).toMatchObject({ address: again, exampleLoaded: false });
      expect(await postmasterOf(env.REGATLAS_DATA_DIR)).toBeUndefined();
    },
  );

  it('lets no second server on the same folder, and survives being killed', async () => {
    const first = serve(env);
    const address = await addressOf(first);
    const second = await runRegatlas(['serve', '--json'], { env });
    expect(second.code).toBe(3);
    expect(second.stderr).toContain(
      `The data folder ${env.REGATLAS_DATA_DIR} is already served by process ${first.pid}.`,
    );
    expect(second.stderr).toContain('set REGATLAS_DATA_DIR and PORT for a second one');
    expect(readJson<Refusal>(second).refused.code).toBe('folder-in-use');
    expect(await statusOf(`${address}/analyses/1`)).toBe(200);
    first.kill('SIGKILL');
    await first.ended;
    const third = serve(env);
    expect(await statusOf(`${await addressOf(third)}/analyses/1`)).toBe(200);
    third.kill('SIGTERM');
    expect((await third.ended).code).toBe(0);
    expect(await postmasterOf(env.REGATLAS_DATA_DIR)).toBeUndefined();
  });
});

describe('with a database server', () => {
  const database = useDatabase('test');

  it('says which port is taken, and leaves no process behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    try {
      await new Promise((done) => other.once('listening', done));
      const { port } = other.address() as { port: number };
      const env = { ...database.env(), PORT: String(port) };
      const result = await runRegatlas(['serve', '--json'], { env });
      expect(result.code).toBe(3);
      expect(result.stderr).toContain(
        `regatlas: PORT: Port ${port} on 127.0.0.1 is taken by another program.`,
      );
      expect(result.stderr).toContain('PORT=3001');
      expect(readJson<Refusal>(result).refused).toMatchObject({
        code: 'port-taken',
        place: { field: 'PORT' },
      });
    } finally {
      other.close();
    }
  });

  it('says so when the address is none of this machine', async () => {
    const result = await runRegatlas(['serve'], { env: { ...database.env(), HOST: '203.0.113.9' } });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/regatlas: HOST: Cannot listen on 203\.0\.113\.9/);
  });

  it('answers 503 with a clear page while the database is down, and works again when it is back', async () => {
    const door = await openDoor(database.env().DATABASE_URL);
    const server = serve({ DATABASE_URL: door.url });
    const address = await addressOf(server);
    expect(await statusOf(`${address}/analyses/1`)).toBe(200);
    await door.shut();
    await waitForStatus(`${address}/analyses/1`, 503);
    const down = await fetch(`${address}/analyses`);
    expect(down.status).toBe(503);
    expect(down.headers.get('retry-after')).toBe('5');
    const page = await down.text();
    expect(page).toContain('The database does not answer');
    expect(page).toContain('Everything stored is kept');
    expect(page).not.toMatch(/127\.0\.0\.1:\d+\/|regatlas_test|DATABASE_URL|postgres/);
    const asked = await fetch(`${address}/analyses/1.json`, { headers: { Accept: 'application/json' } });
    expect(asked.status).toBe(503);
    expect(asked.headers.get('content-type')).toBe('application/problem+json');
    expect(await asked.json()).toMatchObject({
      type: 'urn:regatlas:problem:database-unavailable',
      status: 503,
    });
    expect(server.stderr()).toMatch(/^error: The database at 127\.0\.0\.1:\d+\S* does not answer\./m);
    await door.open();
    await waitForStatus(`${address}/analyses/1`, 200);
    server.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    await door.shut();
  });

  it.each([
    ['show', ['show', '1']],
    ['import', ['import', 'package.json']],
    ['serve', ['serve']],
    ['worker', ['worker']],
    ['migrate', ['migrate']],
  ])('%s says that the database cannot be reached, without its password', async (_name, args) => {
    const env = { DATABASE_URL: 'postgres://ana:topsecret@127.0.0.1:1/atlas' };
    const result = await runRegatlas([...args, '--json'], { env });
    expect(result.code).toBe(3);
    expect(result.stderr).toContain('regatlas: The database at 127.0.0.1:1/atlas does not answer.');
    expect(readJson<Refusal>(result).refused.code).toBe('database-unavailable');
    expect(`${result.stdout}${result.stderr}`).not.toContain('topsecret');
  });
});

async function waitForStatus(url: string, status: number): Promise<void> {
  while ((await statusOf(url)) !== status) await pause(50);
}
