import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ExchangeAnswer } from '#domain/exchange.ts';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import { requestRun } from '#research/request-run.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import {
  BASE,
  COMPARISON,
  ends,
  endsInVersion,
  makeAnswer,
  makeQuestion,
  openRunStage,
  type RunStage,
} from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { completeExchange, insertExchange, insertReusedExchange } from './exchanges.ts';
import { syncReferenceData } from './reference-data.ts';
import { countRunCosts, listRunCosts, type RunCostFilter, sumRunCosts } from './run-costs.ts';
import { moveStep } from './run-steps.ts';
import { changeRun } from './runs.ts';

const NOW = '2026-11-20T10:00:00.000Z';
const LATER = '2026-11-20T10:00:07.500Z';

describeStore('what runs cost', (store) => {
  let stage: RunStage;
  beforeEach(async () => {
    await store().write((tx) => syncReferenceData(tx, TEST_REFERENCE));
    stage = openRunStage(store(), {
      steps: {
        'base-research': async () => {
          stage.pass(2_000);
          return ends('Completed', BASE)({} as never);
        },
        'comparison-analysis': ends('Completed', COMPARISON),
        'blended-synthesis': endsInVersion,
      },
    });
  });

  const list = (filter: RunCostFilter = {}, now = NOW) =>
    store().read((tx) => listRunCosts(tx, filter, { limit: 10, now }));
  const sum = (filter: RunCostFilter = {}) => store().read((tx) => sumRunCosts(tx, filter));

  async function exchange(run: number, answer: ExchangeAnswer | null, words: string): Promise<string> {
    const asker = { id: randomUUID(), run, step: 'base-research', attempt: 1 } as const;
    await store().write(async (tx) => {
      await insertExchange(tx, asker, makeQuestion(words), NOW);
      if (answer !== null) await completeExchange(tx, asker.id, answer, NOW);
    });
    return asker.id;
  }
  const fault = (kind: 'key-refused' | 'cut-off'): ExchangeAnswer => ({
    ...{ kind: 'fault', fault: kind, message: 'It did not work.', raw: null, status: null },
    ...{ retryAfterSeconds: null, inputTokens: null, outputTokens: null, costMicros: null },
  });

  it('are its time, its draft and nothing else for a run that asked nobody', async () => {
    const run = await stage.request();
    await stage.workAll();
    expect(await list()).toEqual([
      {
        ...{ number: run, jurisdiction: 'KP', topic: 'Test_Status', analyst: 'extractive', batch: null },
        ...{ state: 'Completed', isSent: true, analysis: 1, version: 1, reason: null },
        ...{ requestedBy: 'test', requestedAt: NOW, endedAt: '2026-11-20T10:00:02.000Z', seconds: 2 },
        ...{ asked: 0, reused: 0, inputTokens: 0, outputTokens: 0, costMicros: 0, services: [] },
      },
    ]);
  });

  it('count what was sent once, and what was known before as nothing', async () => {
    const first = await stage.request();
    const second = await stage.request();
    const known = await exchange(first, makeAnswer('{}', 60, 600), 'one');
    await exchange(first, makeAnswer('{}', 40, 400), 'two');
    const asker = { id: randomUUID(), run: second, step: 'base-research', attempt: 1 } as const;
    await store().write((tx) => insertReusedExchange(tx, asker, makeQuestion('one'), known, NOW));
    expect(
      (await list()).map(({ asked, reused, inputTokens, costMicros, services }) => [
        ...[asked, reused, inputTokens, costMicros, services],
      ]),
    ).toEqual([
      [0, 1, 0, 0, ['test:model']],
      [2, 0, 100, 1_000, ['test:model']],
    ]);
    expect(await sum()).toEqual({
      asked: 2,
      reused: 1,
      inputTokens: 100,
      outputTokens: 0,
      costMicros: 1_000,
    });
    expect(await sum({ number: second })).toMatchObject({ asked: 0, reused: 1, costMicros: 0 });
  });

  it.each([
    ['an answer without a price', makeAnswer('{}', 60, null), null],
    ['a question whose answer never came', null, null],
    ['an answer that was cut off', fault('cut-off'), null],
    ['a key that was refused, which nobody charges for', fault('key-refused'), 500],
  ])('are known or not, with %s', async (_what, answer, costMicros) => {
    const run = await stage.request();
    await exchange(run, makeAnswer('{}', 50, 500), 'priced');
    await exchange(run, answer, 'other');
    expect([(await list())[0]?.costMicros, (await sum()).costMicros]).toEqual([costMicros, costMicros]);
  });

  it('count the time of a step that still runs, and none of a run that has not begun', async () => {
    const run = await stage.request();
    expect((await list())[0]?.seconds).toBeNull();
    const claim = randomUUID();
    await store().write(async (tx) => {
      await moveStep(tx, { run, step: 'base-research', state: 'Running', attempt: 1, claim, at: NOW });
      await changeRun(tx, run, { state: 'Running', at: NOW });
      await tx
        .insertInto('run_attempt')
        .values({ run, step: 'base-research', attempt: 1, claim, worker: 'test', started_at: NOW })
        .execute();
    });
    expect((await list({}, LATER))[0]).toMatchObject({ state: 'Running', seconds: 7.5 });
  });

  describe('of some of them', () => {
    it('are found by state and number, newest first, with why they ended', async () => {
      const first = await stage.request();
      await stage.workAll();
      stage = openRunStage(store(), {
        steps: { ...stage.deps.steps, 'base-research': ends('Abstained', null, 'Too little was found.') },
      });
      const second = await stage.request();
      await stage.workAll();
      const third = await store().write((tx) =>
        requestRun(tx, stage.deps, {
          ...{ actor: 'test', jurisdiction: 'KP', topic: 'Test_Status', request: DEFAULT_REQUEST },
        }),
      );
      expect((await list()).map(({ number }) => number)).toEqual([third, second, first]);
      expect(await list({ state: 'Abstained' })).toMatchObject([
        { number: second, reason: 'Too little was found.', analysis: null, version: null },
      ]);
      expect(await list({ number: third })).toMatchObject([{ number: third, state: 'Ready' }]);
      const counts = await store().read(async (tx) => [
        await countRunCosts(tx, {}),
        await countRunCosts(tx, { state: 'Ready' }),
        await countRunCosts(tx, { batch: 1 }),
      ]);
      expect(counts).toEqual([3, 1, 0]);
    });
  });
});
