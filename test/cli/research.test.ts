/** `research` and `batch` worked to their end by the command itself: drafts, abstentions, failures, and being stopped. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Scripted, startModelServer } from '../llm/model-server.ts';
import { makeFiles } from './make-files.ts';
import { readJson, runRegatlas, startRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const KEY = 'sk-test-0123456789abcdef';
const ACT = `Virtual Assets Act of Kenya

Act No. 11 of 2020

Article 1. This Act governs crypto-assets and those who provide services in them in Kenya.

Article 2. The Financial Services Authority of Kenya supervises providers of crypto-asset services.

Article 3. Nobody may operate a crypto-asset exchange in Kenya without a licence issued by the Financial Services Authority.

Article 4. Whoever operates an exchange without a licence is liable to a fine of up to 110,000 shillings.

Article 5. This Act enters into force on 1 July 2020.
`;

type Draft = { analysis: number; version: number } | null;
type Researched = {
  run: { number: number; state: string; draft: Draft; seconds: number; asked: number };
  page: { status: string; stage: string; evidenceState: string } | null;
};

const database = useDatabase('test');
const run = (args: readonly string[], env: Record<string, string> = {}) =>
  runRegatlas(args, { env: { ...database.env(), ...env } });

async function addAct(): Promise<void> {
  const cwd = makeFiles({ 'act.txt': ACT });
  const args = [
    'source',
    'add',
    'act.txt',
    '--tier',
    'law',
    '--title',
    'Virtual Assets Act',
    '--published',
    '2020-03-02',
  ];
  expect(await runRegatlas(args, { env: database.env(), cwd })).toMatchObject({ code: 0 });
}

async function modelThat(scripted: Scripted): Promise<Record<string, string>> {
  const server = await startModelServer(() => scripted);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { REGATLAS_MODEL: `google:drafter@${server.address}/v1beta`, REGATLAS_MODEL_KEY: KEY };
}

describe('research', () => {
  it('ends in a draft with what happened on the way, and in the same version when it is asked again', async () => {
    await addAct();
    const first = await run(['research', 'Kenya', 'Exchange_Licensing']);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/^Draft: #1 version 1, run 1, KE × Exchange_Licensing/);
    expect(first.stdout).toContain('\nStatus: Licence-Required (verified), confidence ');
    expect(first.stdout).toMatch(
      /\nWorked: [\d.]+ s of work; 0 questions asked, 0 known from before; 0 tokens in, 0 out; cost \$0\.00\n$/,
    );
    for (const step of ['base-research', 'comparison-analysis', 'blended-synthesis']) {
      expect(first.stderr).toContain(`${step}: Begun.`);
    }
    const again = await run(['research', 'KE', 'Exchange_Licensing', '--json']);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(readJson<Researched>(again)).toMatchObject({
      run: { number: 2, draft: { analysis: 1, version: 1 }, asked: 0, seconds: expect.any(Number) },
      page: { status: 'Licence-Required', stage: 'Draft', evidenceState: 'verified' },
    });
    const shown = await run(['runs', '1']);
    expect(shown.stdout).toMatch(/\nblended-synthesis +Completed( with findings)? +1 +[\d.]+ s/);
    const repeated = await run(['runs', 'rerun', '1', '--from', 'comparison-analysis', '--json']);
    expect(repeated.code).toBe(0);
    const whole = readJson<{ attempts: { step: string; attempt: number }[] }>(
      await run(['runs', '1', '--json']),
    );
    expect(whole.attempts.map(({ step, attempt }) => `${step} ${attempt}`)).toEqual([
      'base-research 1',
      'comparison-analysis 1',
      'comparison-analysis 2',
      'blended-synthesis 1',
      'blended-synthesis 2',
    ]);
  });

  it('says that it abstained, with a code of its own, and makes no version', async () => {
    const abstained = await run(['research', 'KE', 'Exchange_Licensing']);
    expect(abstained.code).toBe(4);
    expect(abstained.stdout).toMatch(/^Abstained: run 1, KE × Exchange_Licensing\. \S/);
    expect(await database.query('select id from analysis_version')).toEqual([]);
  });

  it('says that it failed, with a code of its own and without the key', async () => {
    await addAct();
    const body = JSON.stringify({
      error: { message: `Bad key ${KEY}`, code: 401, status: 'UNAUTHENTICATED' },
    });
    const env = await modelThat({ kind: 'status', status: 401, body });
    const failed = await run(['research', 'KE', 'Exchange_Licensing', '--analyst', 'model'], env);
    expect(failed.code).toBe(5);
    expect(failed.stdout).toMatch(/^Failed: run 1, KE × Exchange_Licensing\. .*key/);
    const shown = await run(['runs', '1'], env);
    expect(shown.stdout).toContain('key-refused');
    expect(JSON.stringify([failed, shown])).not.toContain(KEY);
    const cost = readJson<{ totals: object }>(await run(['runs', '--json'], env));
    expect(cost.totals).toMatchObject({ asked: 1, costMicros: 0 });
  });

  it('leaves the run to others when it is stopped', async () => {
    await addAct();
    const env = { ...database.env(), ...(await modelThat({ kind: 'hang' })) };
    const command = startRegatlas(['research', 'KE', 'Exchange_Licensing', '--analyst', 'model'], { env });
    await command.waitFor(/base-research: Drafting/);
    command.kill('SIGINT');
    const stopped = await command.ended;
    expect(stopped.code).toBe(3);
    expect(stopped.stdout).toMatch(/^Run 1 is queued\./);
    const [state] = await database.query<{ state: string }>('select state from run_state');
    expect(state).toEqual({ state: 'Ready' });
  });
});

describe('batch', () => {
  it('counts as completed only what ended in a draft', async () => {
    await addAct();
    const worked = await run(['batch', 'Exchange_Licensing', 'KE', 'IS', 'PE', '--concurrency', '1']);
    expect(worked.code).toBe(4);
    expect(worked.stdout).toContain('Completed   1 of 3 runs (a verified draft exists)');
    expect(worked.stdout).toContain('Otherwise   2 abstained, 0 failed, 0 cancelled');
    expect(worked.stderr).toMatch(/Draft: #1 version 1, run 1, KE × Exchange_Licensing/);
    expect(worked.stderr).toMatch(/Abstained: run 3, PE × Exchange_Licensing/);
  });
});
