/**
 * The built worker, killed at any moment, twenty times, while runs without a model are queued: every run ends, none is
 * lost, none has two results, and each draft is there whole. Then two workers share what waits.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { countRuns } from '#store/runs.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../database/with-database.ts';
import { countEnded, queueRuns, type WantedRun } from './queued-runs.ts';
import { ROOT, type RunningRegatlas, runRegatlas, startRegatlas } from './run-regatlas.ts';

const KILLS = 20;
const LONGEST_MS = 420_000;
const FILES = [
  ['decree-7-2024.md', 'law'],
  ['central-bank-notice-12.md', 'regulator'],
  ['news-courier-ban-holds.md', 'news'],
  ['news-south-korea-exchanges.md', 'news'],
] as const;
/** Of the first something is known, of most others nothing, which is a result as well. */
const CELLS = ['KP', 'KR', 'JP', 'FR', 'BR', 'NG', 'IN', 'MX'].flatMap((jurisdiction) =>
  ['Retail_Trading_Status', 'CBDC_Status', 'Mining_Status'].map((topic) => ({ jurisdiction, topic })),
);

describe('a worker', () => {
  let database: TestDatabase;
  const workers: RunningRegatlas[] = [];

  beforeAll(async () => {
    database = await cloneDatabase(inject('servers').embedded);
    for (const [file, tier] of FILES) {
      const path = join(ROOT, 'test', 'fixtures', 'research', file);
      const added = await runRegatlas(['source', 'add', path, '--tier', tier], { env: env() });
      expect(added).toMatchObject({ code: 0 });
    }
  });
  afterAll(async () => {
    for (const worker of workers.splice(0)) await kill(worker);
    await dropDatabase(inject('servers').embedded, database);
  });

  const env = () => ({ DATABASE_URL: database.url });
  const want = (times: number): WantedRun[] =>
    Array.from({ length: times }, () => CELLS.map((cell) => ({ ...cell, request: DEFAULT_REQUEST }))).flat();
  const query = async <Row>(statement: string): Promise<Row[]> =>
    (await database.store.pool.query(statement)).rows as Row[];

  async function start(): Promise<RunningRegatlas> {
    const worker = startRegatlas(['worker'], { env: env() });
    workers.push(worker);
    await worker.waitFor(/The worker is ready/);
    return worker;
  }
  async function kill(worker: RunningRegatlas): Promise<void> {
    worker.kill('SIGKILL');
    await worker.ended;
  }
  async function untilEnded(count: number): Promise<void> {
    const end = Date.now() + LONGEST_MS / 2;
    while ((await countEnded(database.store)) < count && Date.now() < end) await pause(200);
    expect(await countEnded(database.store)).toBe(count);
  }

  it(
    'that is killed again and again loses no run and ends none twice',
    async () => {
      const runs = await queueRuns(database.store, want(15));
      for (let kills = 0; kills < KILLS; kills += 1) {
        const worker = await start();
        await pause(Math.random() * 250);
        expect(await countEnded(database.store)).toBeLessThan(runs.length);
        await kill(worker);
      }
      await start();
      await untilEnded(runs.length);
      await expectWhole(runs.length);
      // Some were killed while they worked: otherwise this tests nothing.
      const again = await query('select from run_attempt group by run, step, attempt having count(*) > 1');
      expect(again.length).toBeGreaterThan(0);
    },
    LONGEST_MS,
  );

  it(
    'shares what waits with another one',
    async () => {
      await start();
      const before = await countEnded(database.store);
      const runs = await queueRuns(database.store, want(2));
      await untilEnded(before + runs.length);
      const shared = await query<{ worker: string }>(
        `select distinct worker from run_attempt where run >= ${runs[0]}`,
      );
      expect(shared).toHaveLength(2);
      await expectWhole(before + runs.length);
    },
    LONGEST_MS,
  );

  async function expectWhole(count: number): Promise<void> {
    const states = await database.store.read((tx) => countRuns(tx));
    expect([...states.keys()].filter((state) => !/^(?:Completed|Abstained)/.test(state))).toEqual([]);
    // Some make a draft and some have nothing to make it of.
    expect(states.get('Abstained') ?? 0).toBeGreaterThan(0);
    const runs = await query<{ number: number; signs: string }>(
      `select r.number, concat_ws(' ',
                s.state like 'Completed%' = (s.version is not null),
                (select count(*) from run_step t where t.run = r.number and t.state in ('Ready', 'Running')),
                (select count(*) - count(distinct (step, attempt)) from run_result x where x.run = r.number),
                (select count(*) from run_result x where x.run = r.number and x.step = 'blended-synthesis'
                    and x.state like 'Completed%') = (s.version is not null)::int,
                (select count(*) from version_cause c where c.run = r.number) <= 1) as signs
         from run r join run_state s on s.run = r.number`,
    );
    expect(runs).toHaveLength(count);
    expect([...new Set(runs.map(({ signs }) => signs))]).toEqual(['t 0 0 t t']);
    // A version names the run that made it, and is whole: verified, in a stage, in the trail.
    const versions = await query<{ signs: string }>(
      `select concat_ws(' ', v.origin, s.stage, s.verification is not null,
                (select count(*) from version_cause c where c.version = v.id and c.kind = 'run'),
                (select count(*) from run_state t where t.version = v.id) > 0) as signs
         from analysis_version v join version_state s on s.version = v.id`,
    );
    expect([...new Set(versions.map(({ signs }) => signs))]).toEqual(['run Draft t 1 t']);
    expect(await database.store.read(listBrokenAuditEvents)).toEqual([]);
  }
});
