import { beforeEach, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { BudgetSpent } from '#domain/exchange.ts';
import { DEFAULT_REQUEST, RUN_STEPS, type RunStep } from '#domain/run.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { listRunLog } from '#store/run-log.ts';
import { listRunAttempts, listRunResults } from '#store/run-steps.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import {
  appendDraft,
  BASE,
  ends,
  GOOD_STEPS,
  openRunStage,
  type RunStage,
} from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { cancelRun } from './cancel-run.ts';
import { MOVED_ON } from './end-step.ts';
import { requestRun } from './request-run.ts';
import { rerunStep } from './rerun-step.ts';
import type { StepWork } from './step-work.ts';
import type { WorkDeps } from './work-step.ts';

/** A step that waits until it is told to go on, and listens to its signal meanwhile. */
function heldStep() {
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const work: StepWork = async ({ signal }) => {
    begun.resolve();
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    await Promise.race([go.promise, stopped]);
    return async () => ({ state: 'Completed', reason: null, output: BASE, version: null });
  };
  return { begun: begun.promise, go: go.resolve, work };
}

describeStore('a run', (store) => {
  beforeEach(() => store().write((tx) => syncReferenceData(tx, TEST_REFERENCE)));

  const open = (change: Partial<WorkDeps> = {}) => openRunStage(store(), change);
  const withStep = (step: RunStep, work: StepWork) => open({ steps: { ...GOOD_STEPS, [step]: work } });
  const results = (run: number) => store().read((tx) => listRunResults(tx, run));
  const cancel = (stage: RunStage, run: number) =>
    store().write((tx) => cancelRun(tx, stage.deps, { actor: 'person', run }));
  const rerun = (stage: RunStage, run: number, step: RunStep) =>
    store().write((tx) => rerunStep(tx, stage.deps, { actor: 'person', run, step }));

  it('goes through its three steps to a draft', async () => {
    const stage = open();
    const run = await stage.request();
    expect(await stage.look(run)).toMatchObject({ state: 'Ready', steps: ['Ready', 'Blocked', 'Blocked'] });
    await stage.workAll();
    const done = await stage.look(run);
    expect(done).toMatchObject({ state: 'Completed', steps: ['Completed', 'Completed', 'Completed'] });
    expect(done.version).toMatchObject({ number: 1 });
    expect(done.endedAt).not.toBeNull();
    expect(stage.ended).toEqual([run]);
    expect((await results(run)).map(({ step, attempt }) => `${step} ${attempt}`)).toEqual(
      RUN_STEPS.map((step) => `${step} 1`),
    );
  });

  it('hands each step what the ones before it gave', async () => {
    const seen: unknown[] = [];
    const watching =
      (work: StepWork): StepWork =>
      async (context) => {
        seen.push([context.base?.analyst.rules ?? null, context.comparison?.sides ?? null]);
        return work(context);
      };
    const stage = open({
      steps: {
        'base-research': watching(GOOD_STEPS['base-research']),
        'comparison-analysis': watching(GOOD_STEPS['comparison-analysis']),
        'blended-synthesis': watching(GOOD_STEPS['blended-synthesis']),
      },
    });
    await stage.request();
    await stage.workAll();
    expect(seen).toEqual([
      [null, null],
      ['test/1', null],
      ['test/1', []],
    ]);
  });

  it.each([
    [{ jurisdiction: 'XX' }, 'unknown-jurisdiction', 'jurisdiction'],
    [{ topic: 'Other' }, 'unknown-topic', 'topic'],
    [{ request: { ...DEFAULT_REQUEST, repairs: 9 } }, 'invalid-input', 'repairs'],
    [{ request: { ...DEFAULT_REQUEST, urls: ['file:///etc/passwd'] } }, 'invalid-input', 'urls.0'],
  ])('is refused for %j', async (change, code, field) => {
    const stage = open();
    const order = { actor: 'test', jurisdiction: 'KP', topic: 'Test_Status', request: DEFAULT_REQUEST };
    await expect(
      store().write((tx) => requestRun(tx, stage.deps, { ...order, ...change })),
    ).rejects.toMatchObject({ code, place: { field } });
    expect(stage.sent).toEqual([]);
  });

  it('that abstains makes no version, and its later steps wait for nothing', async () => {
    const stage = withStep('base-research', ends('Abstained', BASE, 'No source states a status.'));
    const run = await stage.request();
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({
      state: 'Abstained',
      steps: ['Abstained', 'Blocked', 'Blocked'],
      version: null,
    });
    expect(stage.ended).toEqual([run]);
  });

  it.each([
    [
      new AppError('fetch-failed', 'The server does not answer.', { remedy: 'Try again later.' }),
      'The server does not answer. Try again later.',
      0,
    ],
    [new BudgetSpent('money'), 'The budget of money is used up.', 0],
    [
      new TypeError('undefined is not the secret sk-123'),
      expect.stringMatching(/^A defect kept [^0-9]*$/),
      1,
    ],
  ])('keeps why a step failed: %s', async (error, reason, reported) => {
    const stage = withStep('comparison-analysis', async () => {
      throw error;
    });
    const run = await stage.request();
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({
      state: 'Failed',
      steps: ['Completed', 'Failed', 'Blocked'],
    });
    expect((await results(run)).at(-1)).toMatchObject({ state: 'Failed', reason, output: null });
    expect(stage.errors).toHaveLength(reported);
  });

  it('does not count as completed when its last step gives no draft', async () => {
    const stage = withStep('blended-synthesis', ends('Completed', {}));
    const run = await stage.request();
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({ state: 'Failed', version: null });
    expect(stage.errors).toHaveLength(1);
  });

  it('stores nothing of an end that fails halfway', async () => {
    const stage = withStep('blended-synthesis', async () => async (tx) => {
      await appendDraft(tx, 'Half.');
      throw new AppError('invalid-input', 'It cannot be stored.');
    });
    const run = await stage.request();
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({ state: 'Failed', version: null });
    const { rows } = await store().pool.query('select 1 from analysis_version');
    expect(rows).toEqual([]);
  });

  it('is compared again when its page moved on, three times at most', async () => {
    let tries = 0;
    const stage = withStep('blended-synthesis', async (context) => {
      tries += 1;
      if (tries >= 3) return GOOD_STEPS['blended-synthesis'](context);
      return async () => {
        throw new AppError('conflict', 'The page moved on.');
      };
    });
    const run = await stage.request();
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({ state: 'Completed' });
    expect((await results(run)).map(({ step, state }) => `${step} ${state}`)).toEqual([
      'base-research Completed',
      ...['1', '2', '3'].map(() => 'comparison-analysis Completed'),
      'blended-synthesis Failed',
      'blended-synthesis Failed',
      'blended-synthesis Completed',
    ]);
    tries = -10;
    const other = await stage.request();
    await stage.workAll();
    expect(await stage.look(other)).toMatchObject({ state: 'Failed', version: null });
    expect((await results(other)).filter(({ reason }) => reason === MOVED_ON)).toHaveLength(3);
    expect(stage.ended).toEqual([run, other]);
  });

  it('that waits is cancelled at once, and nothing of it is worked', async () => {
    const stage = open();
    const run = await stage.request();
    expect(await cancel(stage, run)).toBe('ended');
    expect(await stage.look(run)).toMatchObject({
      state: 'Cancelled',
      steps: ['Cancelled', 'Blocked', 'Blocked'],
      cancelledBy: 'person',
    });
    await stage.workAll();
    expect(await results(run)).toEqual([]);
    expect(stage.ended).toEqual([run]);
    await expect(cancel(stage, run)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that is being worked stops when it is cancelled', async () => {
    const step = heldStep();
    const stage = withStep('base-research', step.work);
    const run = await stage.request();
    const working = stage.workAll();
    await step.begun;
    expect(await cancel(stage, run)).toBe('stopping');
    await working;
    expect(await stage.look(run)).toMatchObject({
      state: 'Cancelled',
      steps: ['Cancelled', 'Blocked', 'Blocked'],
    });
    expect(await results(run)).toMatchObject([{ state: 'Cancelled', output: null }]);
    expect(stage.errors).toEqual([]);
  });

  it('stores no draft once it was cancelled, however far it had come', async () => {
    const stage = withStep('blended-synthesis', async ({ run }) => {
      await cancel(stage, run.number);
      return async (tx) => ({
        ...{ state: 'Completed', reason: null, output: {} },
        version: await appendDraft(tx, 'Too late.'),
      });
    });
    const run = await stage.request();
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({ state: 'Cancelled', version: null });
    const { rows } = await store().pool.query('select 1 from analysis_version');
    expect(rows).toEqual([]);
  });

  it('is begun again from any step whose input is there, keeping what was', async () => {
    let fails = true;
    const stage = withStep('comparison-analysis', (context) => {
      if (fails) throw new AppError('fetch-failed', 'Not now.');
      return GOOD_STEPS['comparison-analysis'](context);
    });
    const run = await stage.request();
    await stage.workAll();
    await expect(rerun(stage, run, 'blended-synthesis')).rejects.toMatchObject({ code: 'conflict' });
    fails = false;
    expect(await rerun(stage, run, 'comparison-analysis')).toBe(2);
    await expect(rerun(stage, run, 'comparison-analysis')).rejects.toMatchObject({ code: 'conflict' });
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({ state: 'Completed' });
    expect((await results(run)).map(({ step, attempt, state }) => `${step} ${attempt} ${state}`)).toEqual([
      'base-research 1 Completed',
      'comparison-analysis 1 Failed',
      'comparison-analysis 2 Completed',
      'blended-synthesis 1 Completed',
    ]);
  });

  it('that was cancelled can be begun again, and has no draft until it makes one', async () => {
    const stage = open();
    const run = await stage.request();
    await stage.workAll();
    await rerun(stage, run, 'base-research');
    expect(await stage.look(run)).toMatchObject({
      state: 'Ready',
      steps: ['Ready', 'Blocked', 'Blocked'],
      ...{ version: null, endedAt: null },
    });
    await cancel(stage, run);
    await stage.workAll();
    await rerun(stage, run, 'base-research');
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({ state: 'Completed', cancelledAt: null });
  });

  it('that two workers take at once has one result', async () => {
    const first = heldStep();
    let works = 0;
    const stage = withStep('base-research', (context) => {
      works += 1;
      return works === 1 ? first.work(context) : GOOD_STEPS['base-research'](context);
    });
    const run = await stage.request();
    const [job] = stage.sent.splice(0);
    if (job === undefined) throw new Error('nothing was sent');
    const lost = stage.work(job);
    await first.begun;
    await stage.work(job);
    first.go();
    await lost;
    expect(works).toBe(2);
    expect(await results(run)).toHaveLength(1);
    const attempts = await store().read((tx) => listRunAttempts(tx, run));
    expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 1]);
    expect(stage.sent).toHaveLength(1);
    // Handed out once more, such as after its worker was lost between storing the result and saying so.
    await stage.work(job);
    expect(await results(run)).toHaveLength(1);
    await stage.workAll();
    expect(await stage.look(run)).toMatchObject({ state: 'Completed' });
  });

  it('that several workers take in the same moment has one result of each step', async () => {
    const stage = open();
    const run = await stage.request();
    for (let job = stage.sent.shift(); job !== undefined; job = stage.sent.shift()) {
      const same = job;
      await Promise.all([1, 2, 3].map(() => stage.work(same)));
    }
    expect(await stage.look(run)).toMatchObject({ state: 'Completed' });
    expect((await results(run)).map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
    const { rows } = await store().pool.query('select 1 from analysis_version');
    expect(rows).toHaveLength(1);
    expect(stage.ended).toEqual([run]);
  });

  it('is left to be begun again when the process is asked to stop', async () => {
    const step = heldStep();
    let isFirst = true;
    const stage = withStep('base-research', (context) => {
      if (!isFirst) return GOOD_STEPS['base-research'](context);
      isFirst = false;
      return step.work(context);
    });
    const run = await stage.request();
    const [job] = stage.sent.splice(0);
    if (job === undefined) throw new Error('nothing was sent');
    const stopping = new AbortController();
    const working = stage.work(job, stopping.signal);
    await step.begun;
    stopping.abort();
    await expect(working).rejects.toMatchObject({ name: 'StepStopped' });
    expect(await stage.look(run)).toMatchObject({ state: 'Ready', steps: ['Ready', 'Blocked', 'Blocked'] });
    expect(await results(run)).toEqual([]);
    await stage.work(job);
    expect(await results(run)).toMatchObject([{ attempt: 1, state: 'Completed' }]);
  });

  it('stops when the time of its budget is used up', async () => {
    const step = heldStep();
    const stage = withStep('base-research', step.work);
    const run = await stage.request({ budget: { tokens: null, costMicros: null, seconds: 60 } });
    const working = stage.workAll();
    await step.begun;
    stage.pass(60_000);
    await working;
    expect(await results(run)).toMatchObject([{ state: 'Failed', reason: 'The budget of time is used up.' }]);
  });

  it('is given up when it loses its worker again and again', async () => {
    const stage = withStep('base-research', async () => {
      throw new AppError('database-unavailable', 'It does not answer.');
    });
    const run = await stage.request();
    const [job] = stage.sent.splice(0);
    if (job === undefined) throw new Error('nothing was sent');
    for (let lost = 0; lost < 25; lost += 1) await expect(stage.work(job)).rejects.toThrow('does not answer');
    await stage.work(job);
    expect(await results(run)).toMatchObject([
      { state: 'Failed', reason: expect.stringContaining('never ended') },
    ]);
  });

  it('tells in its log what it does', async () => {
    const stage = withStep('base-research', async ({ log }) => {
      await log('Read 3 sources\0.');
      await log('   ');
      return async () => ({ state: 'Abstained', reason: 'Too little.', output: null, version: null });
    });
    const run = await stage.request();
    await stage.workAll();
    const lines = await store().read((tx) => listRunLog(tx, run, 0));
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'info Begun.',
      'info Read 3 sources\u{FFFD}.',
      'warning Abstained: Too little.',
    ]);
    expect(await store().read((tx) => listRunLog(tx, run, lines[1]?.id ?? 0))).toHaveLength(1);
  });
});
