import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import { requestRun } from '#research/request-run.ts';
import type { StepWork } from '#research/step-work.ts';
import type { WorkDeps } from '#research/work-step.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { listRunAttempts, listRunResults } from '#store/run-steps.ts';
import { countRuns } from '#store/runs.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { BASE, ends, GOOD_STEPS, openRunStage } from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type JobQueue, openJobQueue } from './job-queue.ts';
import { RUN_STEP, requestForgottenSteps, requestStep, runStepHandler } from './run-step.ts';

describeStore('the job that works a step', (store) => {
  beforeEach(() => store().write((tx) => syncReferenceData(tx, TEST_REFERENCE)));

  /** A queue of a process, and the way to ask it for runs. */
  async function open(change: Partial<WorkDeps> = {}, atOnce = 1) {
    const errors: unknown[] = [];
    const deps: WorkDeps = {
      ...openRunStage(store()).deps,
      sendStep: (tx, run, step) => requestStep(tx, queue, run, step),
      onError: (error) => errors.push(error),
      ...change,
    };
    const queue: JobQueue = await openJobQueue(store(), [runStepHandler(store(), deps, atOnce)], {
      ...{ supervise: false, onError: (error) => errors.push(error) },
    });
    const request = () =>
      store().write((tx) =>
        requestRun(tx, deps, {
          ...{ actor: 'test', jurisdiction: 'KP', topic: 'Test_Status', request: DEFAULT_REQUEST },
        }),
      );
    return { queue, request, errors };
  }
  const completed = async () => (await store().read((tx) => countRuns(tx))).get('Completed') ?? 0;
  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const workersOf = async (runs: readonly number[]) => {
    const attempts = await store().read(async (tx) => {
      const all = [];
      for (const run of runs) all.push(...(await listRunAttempts(tx, run)));
      return all;
    });
    return [...new Set(attempts.map(({ worker }) => worker))].sort();
  };

  it('is left to workers by commands, unless they ask for it', async () => {
    const { queue, request } = await open();
    await request();
    expect(await queue.drain()).toBe(0);
    expect(await completed()).toBe(0);
    await queue.work(RUN_STEP);
    await until(async () => (await completed()) === 1);
    await queue.close();
  });

  it('is shared by two processes, and every step has one result', async () => {
    const slow: StepWork = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return async () => ({ state: 'Completed', reason: null, output: BASE, version: null });
    };
    const steps = { ...GOOD_STEPS, 'base-research': slow };
    const one = await open({ steps, worker: 'one' });
    const two = await open({ steps, worker: 'two' });
    const runs: number[] = [];
    for (let count = 0; count < 12; count += 1) runs.push(await one.request());
    await one.queue.work();
    await two.queue.work();
    await until(async () => (await completed()) === 12);
    expect(await workersOf(runs)).toEqual(['one', 'two']);
    for (const run of runs) {
      const results = await store().read((tx) => listRunResults(tx, run));
      expect(results.map(({ attempt, state }) => `${attempt} ${state}`)).toEqual(
        Array(3).fill('1 Completed'),
      );
    }
    await one.queue.close();
    await two.queue.close();
    expect([...one.errors, ...two.errors]).toEqual([]);
  });

  it('works as many steps at once as it may', async () => {
    let atWork = 0;
    let most = 0;
    const together = Promise.withResolvers<void>();
    const step: StepWork = async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      if (atWork === 3) together.resolve();
      await together.promise;
      atWork -= 1;
      return ends('Abstained')({} as never);
    };
    const { queue, request } = await open({ steps: { ...GOOD_STEPS, 'base-research': step } }, 3);
    for (let count = 0; count < 6; count += 1) await request();
    await queue.work();
    await together.promise;
    await until(async () => (await store().read((tx) => countRuns(tx))).get('Abstained') === 6);
    expect(most).toBe(3);
    await queue.close();
  });

  it('is given back when its process is asked to stop, without a fault, and done by the next', async () => {
    const begun = Promise.withResolvers<void>();
    const waits: StepWork = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        begun.resolve();
      });
    const first = await open({ steps: { ...GOOD_STEPS, 'base-research': waits }, worker: 'first' });
    const run = await first.request();
    await first.queue.work();
    await begun.promise;
    await first.queue.close();
    expect(first.errors).toEqual([]);
    expect((await store().read((tx) => countRuns(tx))).get('Ready')).toBe(1);
    const next = await open({ worker: 'next' });
    await next.queue.work();
    await until(async () => (await completed()) === 1);
    expect(await workersOf([run])).toEqual(['first', 'next']);
    await next.queue.close();
  });

  it('comes first when its run was begun', async () => {
    const worked: number[] = [];
    const noting =
      (work: StepWork): StepWork =>
      async (context) => {
        worked.push(context.run.number);
        return work(context);
      };
    const { queue, request } = await open({
      steps: {
        'base-research': noting(GOOD_STEPS['base-research']),
        'comparison-analysis': noting(GOOD_STEPS['comparison-analysis']),
        'blended-synthesis': noting(GOOD_STEPS['blended-synthesis']),
      },
    });
    const runs = [await request(), await request()];
    await queue.work();
    await until(async () => (await completed()) === 2);
    expect(worked).toEqual([runs[0], runs[0], runs[0], runs[1], runs[1], runs[1]]);
    await queue.close();
  });

  it('is sent again for steps that have none, and only for those', async () => {
    const { queue, request } = await open();
    await request();
    const forgotten = await request();
    expect(await requestForgottenSteps(store(), queue)).toBe(0);
    await store().pool.query(`delete from regatlas_jobs.job where singleton_key like '${forgotten}/%'`);
    expect(await requestForgottenSteps(store(), queue)).toBe(1);
    expect(await requestForgottenSteps(store(), queue)).toBe(0);
    await queue.work();
    await until(async () => (await completed()) === 2);
    await queue.close();
  });
});
