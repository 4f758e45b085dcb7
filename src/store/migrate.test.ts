import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeStore } from '../../test/database/with-database.ts';
import { migrate, nextMigration, readMigrations } from './migrate.ts';

let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'regatlas-migrations-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function files(contents: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(contents)) await writeFile(join(dir, name), text);
  return dir;
}

describe('reading the files', () => {
  it('hashes line ends of either kind alike', async () => {
    await files({ '0001-first.sql': 'select 1;\r\nselect 2;\r\n' });
    const [windows] = await readMigrations(dir);
    await files({ '0001-first.sql': 'select 1;\nselect 2;\n' });
    const [unix] = await readMigrations(dir);
    expect(windows).toEqual(unix);
  });

  it.each([
    ['a gap', ['0001-a.sql', '0003-b.sql']],
    ['a number taken twice', ['0001-a.sql', '0001-b.sql']],
    ['a name without a number', ['first.sql']],
  ])('refuses %s', async (_, names) => {
    await files(Object.fromEntries(names.map((name) => [name, 'select 1'])));
    await expect(readMigrations(dir)).rejects.toThrow(/should be number/);
  });
});

describe('choosing the next file', () => {
  const first = { version: 1, name: '0001-a', sha256: 'aa', sql: '' };
  const second = { version: 2, name: '0002-b', sha256: 'bb', sql: '' };

  it('takes the first that is not applied', () => {
    expect(nextMigration([first, second], [])).toBe(first);
    expect(nextMigration([first, second], [first])).toBe(second);
    expect(nextMigration([first, second], [first, second])).toBeUndefined();
  });

  it.each([
    ['a changed file', [{ ...first, sha256: 'cc' }], /changed/],
    ['a newer database', [first, second, { version: 3, name: '0003-c', sha256: 'dd' }], /newer/],
  ])('refuses %s with a remedy', (_, applied, message) => {
    expect(() => nextMigration([first, second], applied)).toThrow(message);
    expect(() => nextMigration([first, second], applied)).toThrow(
      expect.objectContaining({ code: 'database-version', remedy: expect.any(String) }),
    );
  });
});

describeStore('migrating', (store) => {
  beforeEach(async () => {
    await store().pool.query('drop schema public cascade; create schema public');
  });

  it('applies each file once, in order', async () => {
    await files({
      '0001-a.sql': 'create table a (id integer);\ncreate table b (id integer);',
      '0002-b.sql': 'alter table b add column name text;',
    });
    expect(await migrate(store(), dir)).toEqual({ applied: ['0001-a', '0002-b'] });
    expect(await migrate(store(), dir)).toEqual({ applied: [] });
    await store().pool.query('select id, name from b');
  });

  it('applies each file once when four processes migrate together', async () => {
    await files({
      '0001-a.sql': 'create table a (id integer);',
      '0002-b.sql': 'create table b (id integer);',
    });
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(store(), dir)));
    expect(runs.flatMap((run) => run.applied).sort()).toEqual(['0001-a', '0002-b']);
  });

  it('leaves nothing of a file that fails and names file and line', async () => {
    await files({
      '0001-a.sql': 'create table a (id integer);',
      '0002-b.sql': 'create table b (id integer);\nnonsense;',
    });
    await expect(migrate(store(), dir)).rejects.toThrow(/0002-b line 2/);
    const { rows } = await store().pool.query("select to_regclass('a') as a, to_regclass('b') as b");
    expect(rows).toEqual([{ a: 'a', b: null }]);
    await files({ '0002-b.sql': 'create table b (id integer);' });
    expect(await migrate(store(), dir)).toEqual({ applied: ['0002-b'] });
  });
});
