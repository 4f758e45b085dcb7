import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { describeStore } from '../../test/database/with-database.ts';
import { refuseServer } from './assert-server.ts';
import { assertPostgresUrl, connect } from './connect.ts';

const SECRET = 'k0rr3kt';

describe('an address that cannot be used', () => {
  it.each([
    'mysql://a:b@host/db',
    'host/db',
    'postgres://',
    `http://u:${SECRET}@h`,
    `postgres://u:${SECRET}@h:99999999/d`,
  ])('refuses %s without repeating it', (url) => {
    if (url === 'postgres://') return expect(assertPostgresUrl(url)).toBe(url);
    expect(() => assertPostgresUrl(url)).toThrow(
      expect.objectContaining({ code: 'setting-invalid', message: expect.not.stringContaining(SECRET) }),
    );
  });

  it('names host and database of a server that is not there, never the password', async () => {
    const attempt = connect({
      databaseUrl: `postgres://someone:${SECRET}@127.0.0.1:1/atlas`,
      dataDir: '',
      applicationName: 'regatlas test',
    });
    const error = await attempt.catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining('127.0.0.1:1/atlas'),
      remedy: expect.stringContaining('DATABASE_URL'),
    });
    expect(JSON.stringify([String(error), (error as { remedy: string }).remedy])).not.toContain(SECRET);
  });
});

describe('a server that will not do', () => {
  const good = { version: 150_004, encoding: 'UTF8', dates: 'ISO, MDY' };

  it.each([
    ['an old version', { ...good, version: 140_011 }, 'database-version'],
    ['another encoding', { ...good, encoding: 'SQL_ASCII' }, 'setting-invalid'],
    ['another style of dates', { ...good, dates: 'German, DMY' }, 'setting-invalid'],
  ])('is refused for %s', (_, facts, code) => {
    expect(refuseServer(facts, 'here')).toMatchObject({ code });
  });

  it('is not refused at the oldest version we keep to', () => {
    expect(refuseServer(good, 'here')).toBeUndefined();
  });
});

describeStore('transactions', (store) => {
  beforeEach(async () => {
    await store().pool.query('create table counter (id integer primary key, value integer not null)');
    await store().pool.query('insert into counter values (1, 0), (2, 0)');
  });

  it('refuses a write in a reading one', async () => {
    await expect(store().read((tx) => sql`update counter set value = 1`.execute(tx))).rejects.toMatchObject({
      code: '25006',
    });
  });

  it('reads one snapshot while others write', async () => {
    const read = sql<{ value: number }>`select value from counter where id = 1`;
    const seen = await store().read(async (tx) => {
      const before = await read.execute(tx);
      await store().write((other) => sql`update counter set value = 7 where id = 1`.execute(other));
      return [before, await read.execute(tx)].map((result) => result.rows[0]?.value);
    });
    expect(seen).toEqual([0, 0]);
  });

  it('rolls back what a failing one wrote, and passes its error on', async () => {
    const failure = new Error('no');
    const attempt = store().write(async (tx) => {
      await sql`update counter set value = 9`.execute(tx);
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    const { rows } = await store().pool.query('select max(value) as value from counter');
    expect(rows).toEqual([{ value: 0 }]);
  });

  it('tries a deadlocked one again', async () => {
    let met: () => void = () => {};
    const meeting = new Promise<void>((resolve) => {
      met = resolve;
    });
    let holding = 0;
    let runs = 0;
    const add = (first: number, second: number) =>
      store().write(async (tx) => {
        runs += 1;
        await sql`update counter set value = value + 1 where id = ${first}`.execute(tx);
        holding += 1;
        if (holding === 2) met();
        await meeting;
        await sql`update counter set value = value + 1 where id = ${second}`.execute(tx);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    const { rows } = await store().pool.query('select value from counter order by id');
    expect(rows).toEqual([{ value: 2 }, { value: 2 }]);
    expect(runs).toBeGreaterThan(2);
  });

  it('gives a unique violation back as it came', async () => {
    await expect(
      store().write((tx) => sql`insert into counter values (1, 1)`.execute(tx)),
    ).rejects.toMatchObject({
      code: '23505',
    });
  });

  it('leaves the limits of a writing one behind it', async () => {
    const limits = sql<{ lock: string }>`select current_setting('lock_timeout') as lock`;
    expect((await store().write((tx) => limits.execute(tx))).rows).toEqual([{ lock: '10s' }]);
    expect((await store().read((tx) => limits.execute(tx))).rows).toEqual([{ lock: '0' }]);
  });

  it('survives the loss of its connections', async () => {
    await store()
      .read(async (tx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
        await store().pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
        await expect(sql`select 1`.execute(tx)).rejects.toThrow();
      })
      .catch(() => {});
    expect((await store().pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('says so when a session is ended by the server', async () => {
    const attempt = store().write(async (tx) =>
      sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx),
    );
    await expect(attempt).rejects.toMatchObject({ code: 'database-unavailable', retryable: true });
  });
});

describeStore('values', (store) => {
  it('arrive as text where a Date would lose something', async () => {
    const { rows } = await store().pool.query(
      `select timestamptz '2025-06-26 15:10:00.123987+02' as instant, date '2024-02-29' as day,
              9007199254740993::bigint as big, '{"a":[1]}'::json as json,
              array[timestamptz '1999-12-31 23:59:59+00', null] as instants, array[date '2001-01-01'] as days`,
    );
    expect(rows[0]).toEqual({
      instant: '2025-06-26T13:10:00.123Z',
      day: '2024-02-29',
      big: '9007199254740993',
      json: { a: [1] },
      instants: ['1999-12-31T23:59:59.000Z', null],
      days: ['2001-01-01'],
    });
  });

  it('mean the same instant in every time zone of the session', async () => {
    const client = await store().pool.connect();
    try {
      for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
        await client.query(`set timezone to '${zone}'`);
        const { rows } = await client.query("select timestamptz '2025-01-01 00:00:00Z' as instant");
        expect(rows).toEqual([{ instant: '2025-01-01T00:00:00.000Z' }]);
      }
    } finally {
      client.release(true);
    }
  });
});
