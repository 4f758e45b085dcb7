import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { type AskService, BudgetSpent, type ExchangeAnswer } from '#domain/exchange.ts';
import { DEFAULT_REQUEST, NO_BUDGET, type RunBudget } from '#domain/run.ts';
import { findExchange, listExchanges, sumSpent } from '#store/exchanges.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { listRunLog } from '#store/run-log.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { makeAnswer, makeQuestion, openRunStage } from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { askService } from './ask-service.ts';
import { claimStep, type StepJob } from './claim-step.ts';
import { requestRun } from './request-run.ts';

type Fault = Extract<ExchangeAnswer, { kind: 'fault' }>;

const fault = (change: Partial<Fault>): Fault => ({
  ...{ kind: 'fault', fault: 'rate-limited', message: 'It wants fewer questions.', raw: '{}', status: 429 },
  ...{ retryAfterSeconds: null, inputTokens: null, outputTokens: null, costMicros: null },
  ...change,
});

describeStore('asking a service', (store) => {
  beforeEach(() => store().write((tx) => syncReferenceData(tx, TEST_REFERENCE)));

  /** A run whose first step is in the hands of a worker, with its way to services; `batch` names one it belongs to. */
  async function begin(budget: RunBudget = NO_BUDGET, batch?: number) {
    const waits: number[] = [];
    const pause = async (ms: number) => {
      waits.push(ms / 1_000);
    };
    const stage = openRunStage(store(), { pause });
    const run = await store().write((tx) =>
      requestRun(tx, stage.deps, {
        ...{ actor: 'test', jurisdiction: 'KP', topic: 'Test_Status' },
        request: { ...DEFAULT_REQUEST, budget },
        ...(batch === undefined ? {} : { batch }),
      }),
    );
    const job = stage.sent[0] as StepJob;
    /** Takes the step, from a worker before if there was one. */
    const claim = async (): Promise<AskService> => {
      const held = await store().write((tx) => claimStep(tx, stage.deps, job));
      if (held === undefined) throw new Error('the step cannot be taken');
      const signal = new AbortController().signal;
      return askService(store(), stage.deps, held, { signal, log: async () => undefined });
    };
    return { run, stage, waits, claim, ask: await claim() };
  }
  const exchanges = (run: number) => store().read((tx) => listExchanges(tx, run));
  const spent = (run: number) => store().read((tx) => sumSpent(tx, { run }));

  it('keeps what was sent and what came back', async () => {
    const { run, ask } = await begin();
    const answer = makeAnswer('{"broken": "\0"}');
    expect(await ask(makeQuestion('a'), async () => answer)).toEqual(answer);
    const [row] = await exchanges(run);
    expect(row).toMatchObject({
      state: 'answered',
      status: 200,
      inputTokens: 60,
      costMicros: 600,
      reused: null,
    });
    expect(await store().read((tx) => findExchange(tx, row?.id ?? ''))).toMatchObject({
      ...{ request: { words: 'a' }, raw: '{"broken": "\u{FFFD}"}' },
    });
    expect(await spent(run)).toMatchObject({ inputTokens: 60, reservedTokens: 0, questions: 1, reused: 0 });
  });

  it('is not done twice for one question, whoever asked it', async () => {
    const first = await begin();
    await first.ask(makeQuestion('a'), async () => makeAnswer('yes'));
    const second = await begin({ ...NO_BUDGET, tokens: 1 });
    const known = await second.ask(makeQuestion('a'), async () => {
      throw new Error('it was asked again');
    });
    expect(known).toMatchObject({ kind: 'answer', raw: 'yes' });
    expect(await spent(second.run)).toMatchObject({ inputTokens: 0, costMicros: 0, questions: 0, reused: 1 });
    const [row] = await exchanges(second.run);
    expect(await store().read((tx) => findExchange(tx, row?.id ?? ''))).toMatchObject({ raw: 'yes' });
  });

  it('is done anew for a search that is older than a day', async () => {
    const { ask, stage } = await begin();
    let asked = 0;
    const perform = async () => {
      asked += 1;
      return makeAnswer('found');
    };
    const question = { ...makeQuestion('a'), kind: 'search' as const };
    for (const hours of [0, 23, 2]) {
      stage.pass(hours * 3_600_000);
      await ask(question, perform);
    }
    expect(asked).toBe(2);
  });

  it('is not repeated after a crash for what was answered, and reckons with what was not', async () => {
    const { run, ask, claim } = await begin({ ...NO_BUDGET, tokens: 300 });
    let performed = 0;
    await ask(makeQuestion('a'), async () => {
      performed += 1;
      return makeAnswer('one');
    });
    // The worker is lost while it waits for the second answer.
    await expect(
      ask(makeQuestion('b'), async () => {
        performed += 1;
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    const again = await claim();
    await again(makeQuestion('a'), async () => {
      performed += 10;
      return makeAnswer('one');
    });
    expect(await spent(run)).toMatchObject({ inputTokens: 60, reservedTokens: 100, questions: 2, reused: 1 });
    await again(makeQuestion('b'), async () => {
      performed += 1;
      return makeAnswer('two');
    });
    expect(performed).toBe(3);
    // 60 + 60 were spent and 100 may have been: 100 more are not covered.
    await expect(again(makeQuestion('c'), async () => makeAnswer('three'))).rejects.toMatchObject({
      what: 'tokens',
    });
    expect((await exchanges(run)).map(({ state }) => state).sort()).toEqual([
      'answered',
      'answered',
      'answered',
      'asked',
    ]);
  });

  it.each([
    [{ ...NO_BUDGET, tokens: 99 }, 'tokens'],
    [{ ...NO_BUDGET, costMicros: 999 }, 'money'],
    [{ ...NO_BUDGET, seconds: 60 }, 'time'],
  ] as const)('is refused before anything is sent when %j does not cover it', async (budget, what) => {
    const { run, ask, stage } = await begin(budget);
    stage.pass(60_000);
    const refused = ask(makeQuestion('a'), async () => {
      throw new Error('it was sent');
    });
    await expect(refused).rejects.toBeInstanceOf(BudgetSpent);
    await expect(refused).rejects.toMatchObject({ what });
    expect(await exchanges(run)).toEqual([]);
  });

  it('asks again for what may pass, when the service says, each time written down', async () => {
    const { run, ask, waits } = await begin();
    const answers = [
      fault({ retryAfterSeconds: 7 }),
      fault({ fault: 'provider-failed', status: 503, inputTokens: 10, outputTokens: 0, costMicros: 100 }),
      makeAnswer('at last'),
    ];
    const answer = await ask(makeQuestion('a'), async () => answers.shift() ?? fault({}));
    expect(answer).toMatchObject({ raw: 'at last' });
    expect(waits).toEqual([7, 8]);
    expect((await exchanges(run)).map(({ state, fault }) => `${state} ${fault}`).sort()).toEqual([
      'answered null',
      'failed provider-failed',
      'failed rate-limited',
    ]);
    expect(await spent(run)).toMatchObject({
      inputTokens: 70,
      costMicros: 700,
      reservedTokens: 0,
      questions: 3,
    });
  });

  it.each([
    ['is of no use to repeat', [fault({ fault: 'key-refused', status: 401 })], 1, []],
    ['does not pass', [fault({}), fault({}), fault({})], 3, [2, 8]],
    ['wants a longer pause than there is', [fault({ retryAfterSeconds: 61 })], 1, []],
    [
      'wants a longer pause in the end',
      [fault({ retryAfterSeconds: 40 }), fault({ retryAfterSeconds: 30 })],
      2,
      [40],
    ],
  ])('gives the fault that %s', async (_, answers, asked, waited) => {
    const { run, ask, waits } = await begin();
    const left = [...answers];
    expect(await ask(makeQuestion('a'), async () => left.shift() ?? makeAnswer('more'))).toMatchObject({
      kind: 'fault',
    });
    expect(waits).toEqual(waited);
    expect(await exchanges(run)).toHaveLength(asked);
  });

  it('reckons with the most for a fault that may have been charged, and with nothing for one that was not', async () => {
    const { run, ask } = await begin();
    for (const name of ['invalid-answer', 'key-refused', 'refused', 'context-overflow'] as const) {
      await ask(makeQuestion(name), async () => fault({ fault: name }));
    }
    expect(await spent(run)).toMatchObject({ reservedTokens: 200, reservedCostMicros: 2_000 });
  });

  it('stops waiting when its run is cancelled', async () => {
    const stage = openRunStage(store());
    const run = await stage.request();
    const held = await store().write((tx) => claimStep(tx, stage.deps, stage.sent[0] as StepJob));
    if (held === undefined) throw new Error('the step cannot be taken');
    const controller = new AbortController();
    const log = async () => controller.abort(new Error('cancelled'));
    const ask = askService(store(), stage.deps, held, { signal: controller.signal, log });
    await expect(ask(makeQuestion('a'), async () => fault({}))).rejects.toThrow('cancelled');
    expect(await exchanges(run)).toHaveLength(1);
  });

  it('tells in the log that it waits', async () => {
    const stage = openRunStage(store(), {
      steps: {
        ...openRunStage(store()).deps.steps,
        'base-research': async ({ ask }) => {
          const answers = [fault({ retryAfterSeconds: 3 }), makeAnswer('yes')];
          await ask(makeQuestion('a'), async () => answers.shift() ?? fault({}));
          return async () => ({ state: 'Abstained', reason: null, output: null, version: null });
        },
      },
    });
    const run = await stage.request();
    await stage.workAll();
    const lines = await store().read((tx) => listRunLog(tx, run, 0));
    expect(lines[1]).toMatchObject({
      level: 'warning',
      message: 'test:model, answer a: It wants fewer questions. Asked again in 3 s.',
    });
  });

  const asked = fc.record({
    reserve: fc.integer({ min: 1, max: 100 }),
    /** Share of the reserve that it comes to; above 1 where nobody answers and the reserve counts. */
    used: fc.double({ min: 0, max: 1.3, noNaN: true }),
  });

  it('never overruns a budget, however many ask at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(asked, { minLength: 20, maxLength: 20 }),
        fc.integer({ min: 1, max: 1_500 }),
        async (questions, tokens) => {
          const { run, ask } = await begin({ ...NO_BUDGET, tokens });
          const peaks: number[] = [];
          const outcomes = await Promise.allSettled(
            questions.map(({ reserve, used }, index) =>
              ask(makeQuestion(`${run} ${index}`, { tokens: reserve, costMicros: null }), async () => {
                const now = await spent(run);
                peaks.push(now.inputTokens + now.reservedTokens);
                if (used > 1) throw new Error('nobody answers');
                return makeAnswer('yes', Math.floor(reserve * used), null);
              }),
            ),
          );
          const last = await spent(run);
          for (const total of [...peaks, last.inputTokens + last.reservedTokens]) {
            expect(total).toBeLessThanOrEqual(tokens);
          }
          const refused = outcomes.filter(
            (outcome) => outcome.status === 'rejected' && outcome.reason instanceof BudgetSpent,
          );
          expect(last.questions).toBe(questions.length - refused.length);
          // What is refused is refused for a reason: all of them fit only into a budget that is large enough.
          const most = questions.reduce((sum, { reserve }) => sum + reserve, 0);
          if (most <= tokens) expect(refused).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('shares the budget of a batch among its runs', async () => {
    const request = JSON.stringify({ ...DEFAULT_REQUEST, budget: { ...NO_BUDGET, tokens: 250 } });
    const { rows } = await store().pool.query<{ number: number }>(
      `insert into run_batch (topic, request, concurrency, requested_by, requested_at)
       values ('Test_Status', $1, 2, 'test', now()) returning number`,
      [request],
    );
    const batch = rows[0]?.number ?? 0;
    // What a run of the batch says of itself does not count.
    const runs = [
      await begin(NO_BUDGET, batch),
      await begin(NO_BUDGET, batch),
      await begin(NO_BUDGET, batch),
    ];
    const outcomes = await Promise.allSettled(
      runs.map(({ run, ask }) => ask(makeQuestion(`of ${run}`), async () => makeAnswer('yes', 100))),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(await store().read((tx) => sumSpent(tx, { batch }))).toMatchObject({
      inputTokens: 200,
      questions: 2,
    });
  });

  it('keeps no budget of money for a search whose price is not known, and sends nothing', async () => {
    const { run, ask } = await begin({ ...NO_BUDGET, costMicros: 1_000_000 });
    const reserve = { tokens: null, costMicros: null };
    const asked = ask({ ...makeQuestion('a'), kind: 'search', reserve }, async () => {
      throw new Error('it was asked');
    });
    await expect(asked).rejects.toMatchObject({
      code: 'setting-invalid',
      place: { field: 'REGATLAS_SEARCH_PRICE' },
    });
    expect(await exchanges(run)).toEqual([]);
  });

  it('reckons with what was kept back while only a part of the tokens is known', async () => {
    const { run, ask } = await begin();
    await ask(makeQuestion('a'), async () => ({ ...makeAnswer('yes'), outputTokens: null }));
    expect((await spent(run)).reservedTokens).toBeGreaterThan(0);
  });

  it('keeps no budget of money for a model whose price is not known, and sends nothing', async () => {
    const { run, ask } = await begin({ ...NO_BUDGET, costMicros: 1_000_000 });
    const question = { ...makeQuestion('a'), reserve: { tokens: 100, costMicros: null } };
    const asked = ask(question, async () => {
      throw new Error('it was asked');
    });
    await expect(asked).rejects.toMatchObject({
      code: 'setting-invalid',
      place: { field: 'REGATLAS_MODEL_PRICE' },
    });
    expect(await exchanges(run)).toEqual([]);
  });
});
