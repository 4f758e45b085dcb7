import { beforeEach, expect, it } from 'vitest';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { ends, GOOD_STEPS, openRunStage } from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { syncReferenceData } from './reference-data.ts';
import { findStepOutput } from './run-steps.ts';
import { countRuns, findRun, listRuns } from './runs.ts';

describeStore('the list of runs', (store) => {
  let numbers: number[] = [];
  beforeEach(async () => {
    await store().write((tx) => syncReferenceData(tx, TEST_REFERENCE));
    let count = 0;
    const stage = openRunStage(store(), {
      steps: {
        ...GOOD_STEPS,
        'base-research': async (context) => {
          count += 1;
          return count === 2 ? ends('Abstained')(context) : GOOD_STEPS['base-research'](context);
        },
      },
    });
    numbers = [await stage.request(), await stage.request(), await stage.request({ repairs: 0 })];
    await stage.workAll();
  });
  const list = async (filter: Parameters<typeof listRuns>[1]) =>
    (await store().read((tx) => listRuns(tx, filter))).map(({ number }) => number);

  it('has the newest first, page by page', async () => {
    const [first, second, third] = numbers;
    expect(await list({})).toEqual([third, second, first]);
    expect(await list({ limit: 1 })).toEqual([third]);
    expect(await list({ before: third ?? 0, limit: 1 })).toEqual([second]);
  });

  it('is narrowed by what is asked for', async () => {
    const [first, second, third] = numbers;
    expect(await list({ states: ['Completed'] })).toEqual([third, first]);
    expect(await list({ states: ['Abstained', 'Failed'], jurisdiction: 'KP' })).toEqual([second]);
    expect(await list({ topic: 'Other' })).toEqual([]);
    expect(await list({ batch: 1 })).toEqual([]);
    expect([...(await store().read((tx) => countRuns(tx)))].sort()).toEqual([
      ['Abstained', 1],
      ['Completed', 2],
    ]);
  });

  it('tells what was asked for and what became of it', async () => {
    const run = await store().read((tx) => findRun(tx, numbers[2] ?? 0));
    expect(run).toMatchObject({
      ...{ request: { analyst: 'extractive', repairs: 0 }, requestedBy: 'test', batch: null, isSent: true },
      version: { number: 1 },
    });
  });

  it.each([0, -1, 1.5, 2 ** 31, Number.NaN, 999])('has no run %s', async (number) => {
    expect(await store().read((tx) => findRun(tx, number))).toBeUndefined();
  });

  it('has no output of a step that did not complete', async () => {
    const [first, second] = numbers;
    const output = (run = 0) => store().read((tx) => findStepOutput(tx, run, 'base-research'));
    expect(await output(first)).toMatchObject({ abstained: null });
    expect(await output(second)).toBeUndefined();
  });
});
