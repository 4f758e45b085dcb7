/**
 * Workers that are killed at any moment, twenty times, while runs are queued: every run ends, none is lost, none has two
 * drafts, and no question that was answered is sent again. Two workers share the queue.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { countRuns } from '#store/runs.ts';
import { TEST_REFERENCE } from '../database/make-records.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../database/with-database.ts';
import { countEnded, queueRuns } from './queued-runs.ts';

const PROGRAM = join(import.meta.dirname, 'work-runs.ts');
const RUNS = 100;
const KILLS = 20;
const RUN = { jurisdiction: 'KP', topic: 'Test_Status', request: DEFAULT_REQUEST };
/** A job whose worker was lost is handed out again when it has given no sign for ten seconds. */
const LONGEST_MS = 360_000;

describe('workers that are killed', () => {
  let database: TestDatabase;
  let folder: string;
  let sentFile: string;
  const workers = new Map<string, ChildProcess>();

  beforeAll(async () => {
    database = await cloneDatabase(inject('servers').embedded);
    folder = mkdtempSync(join(tmpdir(), 'regatlas-runs-'));
    sentFile = join(folder, 'sent.txt');
    writeFileSync(sentFile, '');
    await database.store.write((tx) => syncReferenceData(tx, TEST_REFERENCE));
  });
  afterAll(async () => {
    for (const name of workers.keys()) await kill(name);
    await dropDatabase(inject('servers').embedded, database);
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(name: string): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, database.url, name, sentFile], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.set(name, child);
    await once(child.stdout, 'data');
  }
  async function kill(name: string): Promise<void> {
    const child = workers.get(name);
    workers.delete(name);
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'close');
    child.kill('SIGKILL');
    await ended;
  }
  const query = async <Row>(statement: string): Promise<Row[]> =>
    (await database.store.pool.query(statement)).rows as Row[];

  it(
    'lose no run and end none twice',
    async () => {
      await queueRuns(
        database.store,
        Array.from({ length: RUNS }, () => RUN),
      );
      await start('one');
      await start('two');
      for (let kills = 0; kills < KILLS; kills += 1) {
        const name = kills % 2 === 0 ? 'one' : 'two';
        await pause(Math.random() * 500);
        // Otherwise the kill tests nothing.
        expect(await countEnded(database.store)).toBeLessThan(RUNS);
        await kill(name);
        await start(name);
      }
      const end = Date.now() + LONGEST_MS / 2;
      while ((await countEnded(database.store)) < RUNS) {
        if (Date.now() > end) break;
        await pause(200);
      }
      expect([...(await database.store.read((tx) => countRuns(tx)))]).toEqual([['Completed', RUNS]]);
      await expectOneOfEach();
      await expectNothingPaidTwice();
    },
    LONGEST_MS,
  );

  async function expectOneOfEach(): Promise<void> {
    const results = await query<{ run: number; results: string; claims: number }>(
      `select run, string_agg(step || ' ' || attempt || ' ' || state, ', ' order by step) as results,
              (select count(*)::int from run_attempt a where a.run = r.run) as claims
         from run_result r group by run`,
    );
    expect(results).toHaveLength(RUNS);
    for (const one of results) {
      expect(one.results).toBe(
        'base-research 1 Completed, blended-synthesis 1 Completed, comparison-analysis 1 Completed',
      );
    }
    // Some were killed while they worked: otherwise this tests nothing.
    expect(results.filter(({ claims }) => claims > 3).length).toBeGreaterThan(0);
    const versions = await query('select 1 from analysis_version');
    expect(versions).toHaveLength(RUNS);
    const named = await query('select distinct version from run_state');
    expect(named).toHaveLength(RUNS);
    const shared = await query<{ worker: string }>('select distinct worker from run_attempt order by 1');
    expect(shared.map(({ worker }) => worker)).toEqual(['one', 'two']);
    expect(await database.store.read(listBrokenAuditEvents)).toEqual([]);
  }

  async function expectNothingPaidTwice(): Promise<void> {
    const sent = readFileSync(sentFile, 'utf8').trim().split('\n');
    const asked = await query<{ words: string; asked: number; answered: number; last: boolean }>(
      `select request ->> 'words' as words, count(*) filter (where reused is null)::int as asked,
              count(*) filter (where state = 'answered' and reused is null)::int as answered,
              max(asked_at) filter (where reused is null)
                = max(asked_at) filter (where state = 'answered' and reused is null) as last
         from run_exchange group by 1`,
    );
    expect(asked).toHaveLength(2 * RUNS);
    for (const { words, asked: times, answered, last } of asked) {
      // Answered once, after which it was not sent again; nothing was sent without being written down before.
      expect({ words, answered, last }).toEqual({ words, answered: 1, last: true });
      expect(sent.filter((line) => line === words).length).toBeLessThanOrEqual(times);
    }
  }
});
