import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, clearFolder, makeFolder, postmasterOf, SMALL } from '../../../test/database/embedded-folder.ts';
import { holdEmbedded } from '../../../test/database/embedded-holder.ts';
import { isProcessAlive } from './postmaster-pid.ts';
import { startEmbedded } from './start-embedded.ts';

let dir = '';
let dataDir = '';

beforeEach(async () => {
  dir = await makeFolder();
  dataDir = join(dir, 'data');
});

afterEach(() => clearFolder(dir, [dataDir, join(dir, 'other')]));

const start = () => startEmbedded({ ...SMALL, dataDir });

describe('one process', () => {
  it('makes a new database, answers, and stops it on release', async () => {
    const postgres = await start();
    const rows = await ask(
      postgres.connection,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
              current_setting('jit') as jit, current_setting('io_method') as io, 'Ä' < 'b' as by_code_point`,
    );
    expect(rows).toEqual([{ encoding: 'UTF8', listens: '', jit: 'off', io: 'sync', by_code_point: false }]);
    await postgres.release();
    await postgres.release();
    expect(await postmasterOf(dataDir)).toBeUndefined();
  });

  it('lets nobody else into the folders it makes', async () => {
    await using _postgres = await start();
    for (const name of ['', 'postgres', 'socket']) {
      expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0);
    }
  });

  it('keeps what was saved from one start to the next', async () => {
    const first = await start();
    await ask(first.connection, 'create table t as select 42 as answer');
    await first.release();
    await using second = await start();
    expect(await ask(second.connection, 'select answer from t')).toEqual([{ answer: 42 }]);
  });

  it('puts the socket of a deep folder somewhere short, reserved for itself', async () => {
    dataDir = join(dir, 'deep'.repeat(20), 'folder'.repeat(10));
    const postgres = await start();
    const { host } = postgres.connection;
    expect(host.startsWith(dataDir)).toBe(false);
    expect((await stat(host)).mode & 0o077).toBe(0);
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await postgres.release();
    await rm(host, { recursive: true });
  });

  it('serves a folder whose name would split a setting', async () => {
    dataDir = join(dir, 'a, "b" c');
    await using postgres = await start();
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('clears what a killed initdb left and makes a whole database', async () => {
    const draft = join(dataDir, 'postgres-init-999999999-00aa');
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, 'PG_VERSION'), '18\n');
    await using postgres = await start();
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres-init'))).toEqual([]);
  });
});

describe('several processes on one folder', () => {
  it('share one server, which the last one to leave stops', async () => {
    const first = await holdEmbedded(dataDir);
    const postmaster = await postmasterOf(dataDir);
    const second = await start();
    expect(await postmasterOf(dataDir)).toBe(postmaster);
    await first.leave();
    expect(await ask(second.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.release();
    expect(await postmasterOf(dataDir)).toBeUndefined();
  });

  it('agree on one server when they all start it at once', async () => {
    const holders = await Promise.all([1, 2, 3].map(() => holdEmbedded(dataDir)));
    expect(holders.map((holder) => holder.answer)).toEqual(['ready', 'ready', 'ready']);
    await Promise.all(holders.map((holder) => holder.leave()));
    expect(await postmasterOf(dataDir)).toBeUndefined();
  });

  it('never fail when one comes while the last one goes', async () => {
    await (await start()).release();
    for (let round = 0; round < 5; round += 1) {
      const leaving = await start();
      const [, coming] = await Promise.all([leaving.release(), start()]);
      expect(await ask(coming.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      await coming.release();
    }
    expect(await postmasterOf(dataDir)).toBeUndefined();
  });

  it('adopt the server of one that was killed', async () => {
    const killed = await holdEmbedded(dataDir);
    const postmaster = await postmasterOf(dataDir);
    await killed.kill();
    const heir = await start();
    expect(await postmasterOf(dataDir)).toBe(postmaster);
    await heir.release();
    expect(await postmasterOf(dataDir)).toBeUndefined();
  });
});

describe('after a server was killed', () => {
  const killServer = async () => {
    const pid = await postmasterOf(dataDir);
    if (pid === undefined) throw new Error('no server to kill');
    process.kill(pid, 'SIGKILL');
  };

  it('every committed row is there again', async () => {
    const holder = await holdEmbedded(dataDir);
    const before = await start();
    await ask(before.connection, 'create table t as select g as n from generate_series(1, 1000) g');
    await Promise.all([holder.kill(), killServer()]);
    await before.release();
    await using after = await start();
    expect(await ask(after.connection, 'select count(*)::int as n from t')).toEqual([{ n: 1000 }]);
  });

  it('a process that still uses it brings it back by itself', async () => {
    await using postgres = await start();
    await ask(postgres.connection, 'create table t as select 1 as n');
    const killed = await postmasterOf(dataDir);
    await killServer();
    const answer = async (): Promise<unknown> => {
      for (let attempt = 0; ; attempt += 1) {
        try {
          return await ask(postgres.connection, 'select n from t');
        } catch (error) {
          if (attempt === 100) throw error;
          await pause(100);
        }
      }
    };
    expect(await answer()).toEqual([{ n: 1 }]);
    expect(await postmasterOf(dataDir)).not.toBe(killed);
  });
});

describe('a folder that cannot be used', () => {
  it('is refused when another major version made it, with what to do', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '16\n');
    await expect(start()).rejects.toMatchObject({
      code: 'database-version',
      message: expect.stringContaining('PostgreSQL 16'),
      remedy: expect.stringContaining('REGATLAS_DATA_DIR'),
    });
    expect(await readdir(join(dataDir, 'postgres'))).toEqual(['PG_VERSION']);
  });

  it('is refused when the cluster folder holds something else', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'letter.txt'), 'dear');
    await expect(start()).rejects.toMatchObject({ code: 'database-unavailable' });
  });

  it('is refused when it is a file', async () => {
    await writeFile(dataDir, '');
    await expect(start()).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining(dataDir),
    });
  });

  it('is refused when it is a copy of one in use', async () => {
    await using _original = await start();
    const copy = join(dir, 'copy');
    execFileSync('cp', ['-a', dataDir, copy]);
    await expect(startEmbedded({ ...SMALL, dataDir: copy })).rejects.toMatchObject({
      code: 'folder-in-use',
      message: expect.stringContaining(join(dataDir, 'postgres')),
    });
  });

  it('is refused with the reason in the log when the server does not start', async () => {
    await (await start()).release();
    await expect(startEmbedded({ ...SMALL, dataDir, settings: { work_mem: 'much' } })).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('work_mem'),
      remedy: expect.stringContaining('postgres.log'),
    });
  });

  it('is refused after a while when a stranger has the number in its lock, and keeps the lock', async () => {
    await (await start()).release();
    const holder = await holdEmbedded(join(dir, 'other'));
    const stranger = await postmasterOf(join(dir, 'other'));
    expect(isProcessAlive(stranger!)).toBe(true);
    const lines = [stranger, join(dataDir, 'postgres'), 1, 5432, join(dataDir, 'socket'), '', '', 'ready'];
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${lines.join('\n')}\n`);
    await expect(start()).rejects.toMatchObject({
      code: 'folder-in-use',
      message: expect.stringContaining(String(stranger)),
    });
    expect(await postmasterOf(dataDir)).toBe(stranger);
    await holder.leave();
    await using postgres = await start();
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
