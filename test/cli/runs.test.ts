/** `runs`, `batch` and `research --no-wait`: what was asked for, where it stands, and how it is taken back. */
import { describe, expect, it } from 'vitest';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

type ShownRun = {
  number: number;
  jurisdiction: string;
  state: string;
  isSent: boolean;
  batch: number | null;
  draft: object | null;
};
type Listed = { total: number; runs: ShownRun[]; totals: object; batch?: ShownBatch };
type ShownBatch = { number: number; runs: Record<string, number>; stopped: { reason: string } | null };

const database = useDatabase('test');
const run = (...args: string[]) => runRegatlas(args, { env: database.env() });
const json = async <T>(...args: string[]) => readJson<T>(await run(...args, '--json'));

const NOTHING = { asked: 0, reused: 0, inputTokens: 0, outputTokens: 0, costMicros: 0 };

describe('research --no-wait', () => {
  it('queues a run with all that is asked of it, and says where to look', async () => {
    const asked = await run(
      ...['research', 'North Korea', 'CBDC_Status', '--no-wait', '--repairs', '0', '--web'],
      ...['--url', 'https://one.example/a', '--url', 'https://two.example/b'],
      ...['--sitemap', 'https://one.example/sitemap.xml'],
      ...['--max-tokens', '20000', '--max-cost', '0.5', '--max-seconds', '600'],
    );
    expect(asked).toMatchObject({ code: 0, stderr: '' });
    expect(asked.stdout).toBe('Run 1 is queued. `npx regatlas runs 1` tells how it stands.\n');
    const shown = await json<{ run: object; steps: object[] }>('runs', '1');
    expect(shown.run).toMatchObject({
      ...{ number: 1, jurisdiction: 'KP', topic: 'CBDC_Status', analyst: 'extractive', batch: null },
      ...{
        state: 'Ready',
        isSent: true,
        requestedBy: 'command line',
        draft: null,
        seconds: null,
        ...NOTHING,
      },
      request: {
        ...{ analyst: 'extractive', web: true, repairs: 0 },
        ...{ urls: ['https://one.example/a', 'https://two.example/b'] },
        ...{ sitemaps: ['https://one.example/sitemap.xml'] },
        budget: { tokens: 20_000, costMicros: 500_000, seconds: 600 },
      },
    });
    expect(shown.steps).toMatchObject([
      { step: 'base-research', state: 'Ready', attempt: 0 },
      { step: 'comparison-analysis', state: 'Blocked' },
      { step: 'blended-synthesis', state: 'Blocked' },
    ]);
    expect((await run('runs', '1')).stdout).toContain(
      'extractive analyst; stored sources, the web, 2 given, 1 sitemap; 0 repairs; at most 20,000 tokens, $0.50, 10 min 0 s',
    );
  });

  it.each([
    [['Nowhereland', 'CBDC_Status'], /jurisdiction: No jurisdiction is called “Nowhereland”/],
    [['KP', 'CBDC_State'], /topic: No topic has the key “CBDC_State”.*Did you mean CBDC_Status\?/],
    [['KP', 'CBDC_Status', '--analyst', 'model'], /REGATLAS_MODEL: No language model is set/],
    [['KP', 'CBDC_Status', '--url', 'file:///etc/passwd'], /--url: /],
  ])('refuses %j and stores nothing', async (args, says) => {
    const refused = await run('research', ...args, '--no-wait');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(says);
    expect(await database.query('select number from run')).toEqual([]);
  });
});

describe('runs', () => {
  it('lists runs newest first with their sum, by state and by number', async () => {
    expect((await run('runs')).stdout).toMatch(/^No run matches\./);
    for (const code of ['KP', 'KE', 'IS']) await run('research', code, 'CBDC_Status', '--no-wait');
    expect((await run('runs', 'cancel', '2')).stdout).toBe('Run 2 is cancelled.\n');
    const all = await json<Listed>('runs');
    expect(all.runs.map(({ number, state }) => [number, state])).toEqual([
      [3, 'Ready'],
      [2, 'Cancelled'],
      [1, 'Ready'],
    ]);
    expect(all).toMatchObject({ total: 3, totals: NOTHING });
    const cancelled = await json<Listed>('runs', '--state', 'cancelled');
    expect(cancelled.runs.map(({ number }) => number)).toEqual([2]);
    const newest = await json<Listed>('runs', '--most', '1');
    expect([newest.total, newest.runs.map(({ number }) => number)]).toEqual([3, [3]]);
    const lines = (await run('runs')).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(
      /^Run {2}Page +Analyst +State +Draft +Time +Asked +Reused +Tokens in +Out +Cost$/,
    );
    expect(lines[2]).toMatch(/^ +2 {2}KE × CBDC_Status +extractive +Cancelled +— +— +0 +0 +0 +0 +\$0\.00$/);
    expect(lines[4]).toMatch(/^ +3 runs/);
  });

  it('says what became of a run that was cancelled', async () => {
    await run('research', 'KP', 'CBDC_Status', '--no-wait');
    await run('runs', 'cancel', '1');
    expect((await run('runs', '1')).stdout).toMatch(
      /^Cancelled: run 1, KP × CBDC_Status\. The run was cancelled before this began\.\n/,
    );
    const again = await run('runs', 'cancel', '1');
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toMatch(/^regatlas: Run 1 has ended already: Cancelled\./);
  });

  it('begins a run again from a step that has what it takes', async () => {
    await run('research', 'KP', 'CBDC_Status', '--no-wait');
    await run('runs', 'cancel', '1');
    const later = await run('runs', 'rerun', '1', '--from', 'blended-synthesis', '--no-wait');
    expect(later.code).toBe(2);
    expect(later.stderr).toMatch(/What blended-synthesis of run 1 takes is not there\./);
    expect(await run('runs', 'rerun', '1', '--no-wait')).toMatchObject({ code: 0 });
    expect((await json<{ run: ShownRun }>('runs', '1')).run.state).toBe('Ready');
  });

  it.each([
    [['runs', '7'], /There is no run 7\./],
    [['runs', '--batch', '7'], /There is no batch 7\./],
    [['runs', '--state', 'lost'], /--state: “lost” is no state of a run\. Use one of Blocked, Ready/],
    [['runs', 'cancel', '7'], /There is no run 7\./],
    [
      ['runs', 'rerun', '7', '--from', 'drafting'],
      /--from: “drafting” is no step of a run\. Use one of base-research/,
    ],
  ])('refuses %j', async (args, says) => {
    const refused = await run(...args);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(says);
  });
});

describe('batch', () => {
  it('queues so many runs and lets the others wait', async () => {
    const asked = await run(
      ...['batch', 'CBDC_Status', 'KP', 'Kenya', 'IS', 'KE', 'PE', '--concurrency', '2', '--no-wait'],
    );
    expect(asked).toMatchObject({ code: 0 });
    expect(asked.stdout).toContain('Completed   0 of 4 runs (a verified draft exists)');
    expect(asked.stdout).toContain('To come     2 under way, 2 waiting');
    const listed = await json<Listed>('runs', '--batch', '1');
    expect(listed.runs.map(({ jurisdiction, isSent }) => [jurisdiction, isSent])).toEqual([
      ['PE', false],
      ['IS', false],
      ['KE', true],
      ['KP', true],
    ]);
    expect(listed.batch?.runs).toMatchObject({ total: 4, underWay: 2, waiting: 2 });
    expect((await run('runs', '--batch', '1')).stdout).toMatch(/PE × CBDC_Status +extractive +Waiting/);
  });

  it('takes every jurisdiction there is', async () => {
    await run('batch', 'CBDC_Status', '--all', '--no-wait');
    const known = await database.query('select code from jurisdiction');
    const listed = await json<Listed>('runs', '--batch', '1', '--most', '1');
    expect(listed.total).toBe(known.length);
    expect(listed.batch?.runs).toMatchObject({ underWay: 4, waiting: known.length - 4 });
  });

  it('is cancelled whole', async () => {
    await run('batch', 'CBDC_Status', 'KP', 'KE', 'IS', '--concurrency', '1', '--no-wait');
    expect((await run('batch', 'cancel', '1')).stdout).toBe('Cancelled 3 runs of batch 1.\n');
    const { batches } = await json<{ batches: ShownBatch[] }>('batch', 'list');
    expect(batches).toMatchObject([
      {
        number: 1,
        runs: { total: 3, cancelled: 3, completed: 0, waiting: 0 },
        stopped: { reason: 'cancelled' },
      },
    ]);
    expect((await run('batch', 'cancel', '1')).stderr).toMatch(/Every run of the batch has come to its end/);
    expect((await run('batch', 'list')).stdout).toContain('by command line. The batch was cancelled.');
  });

  it.each([
    [['CBDC_Status'], /jurisdiction: No jurisdiction is named\./],
    [['CBDC_Status', 'KP', '--all'], /jurisdiction: --all stands with names\./],
    [['CBDC_Status', 'KP', '--concurrency', '0'], /--concurrency: “0” is no whole number from 1 to 100/],
    [['cancel', '3'], /There is no batch 3\./],
  ])('refuses %j and stores nothing', async (args, says) => {
    const refused = await run('batch', ...args);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(says);
    expect(await database.query('select number from run_batch')).toEqual([]);
  });
});
