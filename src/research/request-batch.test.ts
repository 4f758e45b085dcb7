import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { BudgetSpent } from '#domain/exchange.ts';
import { DEFAULT_REQUEST, NO_BUDGET, type RunBudget } from '#domain/run.ts';
import type { WriteTx } from '#store/connect.ts';
import { completeExchange, insertExchange } from '#store/exchanges.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { countUnderWay, findBatchStop, getBatch, takeWaiting } from '#store/run-batches.ts';
import { listRunSteps } from '#store/run-steps.ts';
import { findRun, listRuns } from '#store/runs.ts';
import { AT, addReviewed } from '../../test/database/add-reviewed.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { batchDeps, beginRun, endRun, makeCodes, referenceWith } from '../../test/database/work-batch.ts';
import { cancelBatch } from './cancel-batch.ts';
import { cancelRun } from './cancel-run.ts';
import { loadBatchAccount } from './present-batch.ts';
import { requestBatch } from './request-batch.ts';
import type { RunDeps } from './request-run.ts';

const CODES = makeCodes(12);

describeStore('a batch of runs', (store) => {
  let sent: number[];
  let now: string;
  let deps: RunDeps;
  let versionId: string;
  beforeEach(async () => {
    sent = [];
    now = AT;
    deps = batchDeps(sent, () => now);
    ({ versionId } = await addReviewed(store()));
    await store().write((tx) => syncReferenceData(tx, referenceWith(CODES)));
  });

  const ask = (
    change: {
      jurisdictions?: string[];
      concurrency?: number;
      budget?: Partial<RunBudget>;
      topic?: string;
    } = {},
  ) =>
    store().write((tx) =>
      requestBatch(tx, deps, {
        actor: 'test',
        topic: change.topic ?? 'Test_Status',
        jurisdictions: change.jurisdictions ?? CODES,
        request: { ...DEFAULT_REQUEST, budget: { ...NO_BUDGET, ...change.budget } },
        concurrency: change.concurrency ?? 3,
      }),
    );
  const account = (batch: number) =>
    store().read(async (tx) => loadBatchAccount(tx, await getBatch(tx, batch), now));
  const trail = async (subject: string) =>
    (
      await store().pool.query(
        'select actor, action, detail from audit_event where subject = $1 order by id',
        [subject],
      )
    ).rows;

  /** A question of the run that came to so much; without an answer it stays at what was kept back. */
  async function spend(run: number, spent: { tokens?: number; costMicros?: number; reserved?: number }) {
    const asker = { id: randomUUID(), run, step: 'base-research', attempt: 1 } as const;
    const question = {
      ...({ kind: 'model', service: 'test:one', purpose: 'draft', request: {} } as const),
      requestHash: 'a'.repeat(64),
      reserve: { tokens: spent.reserved ?? null, costMicros: null },
    };
    await store().write(async (tx) => {
      await insertExchange(tx, asker, question, AT);
      if (spent.reserved !== undefined) return;
      const answer = {
        ...({ kind: 'answer', raw: '{}', status: 200, outputTokens: 0 } as const),
        ...{ inputTokens: spent.tokens ?? 0, costMicros: spent.costMicros ?? 0 },
      };
      await completeExchange(tx, asker.id, answer, AT);
    });
  }

  it('has all its runs from the start, and begins as many as may be worked at once', async () => {
    const batch = await ask();
    const runs = (await store().read((tx) => listRuns(tx, { batch }))).toReversed();
    expect(runs.map(({ jurisdiction, isSent }) => [jurisdiction, isSent])).toEqual(
      CODES.map((code, index) => [code, index < 3]),
    );
    expect(sent).toEqual(runs.slice(0, 3).map(({ number }) => number));
    expect((await account(batch)).runs).toEqual({
      ...{ total: 12, completed: 0, withFindings: 0, abstained: 0, failed: 0, cancelled: 0 },
      ...{ waiting: 9, underWay: 3 },
    });
    expect(await trail(`batch:${batch}`)).toEqual([
      {
        ...{ actor: 'test', action: 'batch.requested' },
        detail: { topic: 'Test_Status', analyst: 'extractive', runs: 12, concurrency: 3 },
      },
    ]);
  });

  it('names each jurisdiction once', async () => {
    const batch = await ask({ jurisdictions: ['XAA', 'XAB', 'XAA'] });
    const runs = await store().read((tx) => listRuns(tx, { batch }));
    expect(runs.map(({ jurisdiction }) => jurisdiction)).toEqual(['XAB', 'XAA']);
  });

  it.each([
    ['without a jurisdiction', { jurisdictions: [] }, 'invalid-input', 'jurisdictions'],
    ['with none at a time', { concurrency: 0 }, 'invalid-input', 'concurrency'],
    ['with too many at a time', { concurrency: 101 }, 'invalid-input', 'concurrency'],
    ['with half a run at a time', { concurrency: 1.5 }, 'invalid-input', 'concurrency'],
    [
      'of a jurisdiction that is not there',
      { jurisdictions: ['KP', 'QQ'] },
      'unknown-jurisdiction',
      'jurisdiction',
    ],
  ])('%s is refused whole', async (_what, change, code, field) => {
    await expect(ask(change)).rejects.toMatchObject({ code, place: { field } });
    const { rows } = await store().pool.query(
      'select number from run union all select number from run_batch',
    );
    expect(rows).toEqual([]);
  });

  it('begins the next run when those that hold its place end at the same time', async () => {
    const batch = await ask({ jurisdictions: CODES.slice(0, 3), concurrency: 1 });
    const [first = 0, again = 0, waiting = 0] = (await store().read((tx) => listRuns(tx, { batch })))
      .map(({ number }) => number)
      .toReversed();
    // A run that was asked for again runs beside the one whose turn it is.
    await store().pool.query('update run_state set is_sent = true where run = $1', [again]);
    const hasEnded = Promise.withResolvers<void>();
    const both = {
      ...deps,
      onRunEnded: async (tx: WriteTx, run: number) => {
        if (run === first) hasEnded.resolve();
        else await hasEnded.promise;
        await deps.onRunEnded(tx, run);
        for (let turns = 0; turns < 50; turns += 1) await turn();
      },
    };
    const failed = { state: 'Failed', reason: 'The disk is full.' } as const;
    await Promise.all([endRun(store(), both, again, failed), endRun(store(), both, first, failed)]);
    expect(sent).toContain(waiting);
  });

  it('begins the next run when one ends, however it ended', async () => {
    const batch = await ask({ jurisdictions: CODES.slice(0, 5), concurrency: 1 });
    await endRun(store(), deps, sent[0]!, { state: 'Failed', reason: 'The disk is full.' });
    await endRun(store(), deps, sent[1]!, { state: 'Abstained', reason: 'Too little was found.' });
    await endRun(store(), deps, sent[2]!, { state: 'Completed with findings', version: versionId });
    expect(sent).toEqual([...new Set(sent)]);
    await store().write((tx) => cancelRun(tx, deps, { actor: 'test', run: sent[3]! }));
    expect(sent).toHaveLength(5);
    await endRun(store(), deps, sent[4]!, { state: 'Completed', version: versionId });
    const { runs, endedAt, stopped } = await account(batch);
    expect(runs).toEqual({
      ...{ total: 5, completed: 2, withFindings: 1, abstained: 1, failed: 1, cancelled: 1 },
      ...{ waiting: 0, underWay: 0 },
    });
    expect([endedAt, stopped]).toEqual([AT, null]);
  });

  it('passes over a waiting run that was cancelled by itself', async () => {
    const batch = await ask({ jurisdictions: CODES.slice(0, 3), concurrency: 1 });
    const runs = (await store().read((tx) => listRuns(tx, { batch })))
      .map(({ number }) => number)
      .toReversed();
    await store().write((tx) => cancelRun(tx, deps, { actor: 'test', run: runs[1]! }));
    expect(sent).toEqual([runs[0]]);
    await endRun(store(), deps, runs[0]!, { state: 'Abstained' });
    expect(sent).toEqual([runs[0], runs[2]]);
  });

  it('begins each run once and never too many when several end at the same moment', async () => {
    const batch = await ask({ concurrency: 4 });
    let ended = 0;
    const most: number[] = [];
    const work = async () => {
      while (ended < CODES.length) {
        const run = sent[ended];
        if (run === undefined) {
          await turn();
          continue;
        }
        ended += 1;
        await endRun(store(), deps, run, { state: 'Abstained' });
        most.push(await store().read((tx) => countUnderWay(tx, batch)));
      }
    };
    await Promise.all([work(), work(), work()]);
    // A transaction that lost a race is tried again, and sends again what its first try did not come to send.
    expect([...new Set(sent)].toSorted((a, b) => a - b)).toHaveLength(CODES.length);
    expect(Math.max(...most)).toBeLessThanOrEqual(4);
    expect((await account(batch)).runs).toMatchObject({ abstained: CODES.length, waiting: 0, underWay: 0 });
  });

  it('gives two that ask at the same time different runs, without one waiting for the other', async () => {
    const batch = await ask();
    const take = (tx: WriteTx) => takeWaiting(tx, { batch, room: 2, at: AT });
    const [first, second] = await store().write(async (tx) => [await take(tx), await store().write(take)]);
    expect(new Set([...first, ...second]).size).toBe(4);
  });

  describe('with a budget', () => {
    it.each([
      ['tokens', { tokens: 100 }, { tokens: 100 }],
      ['tokens', { tokens: 100 }, { reserved: 100 }],
      ['money', { costMicros: 5_000 }, { costMicros: 5_001 }],
    ])(
      'stops when its %s are used up, and says so on every run that will not begin',
      async (bound, budget, spent) => {
        const batch = await ask({ budget });
        await spend(sent[0]!, spent);
        await endRun(store(), deps, sent[0]!, { state: 'Completed', version: versionId });
        expect(sent).toHaveLength(3);
        const { runs, stopped } = await account(batch);
        expect(runs).toMatchObject({ completed: 1, underWay: 2, waiting: 0, cancelled: 9 });
        expect(stopped).toEqual({
          ...{ reason: 'budget', words: 'The budget of the batch is used up.' },
          ...{ actor: 'budget of the batch', stoppedAt: AT },
        });
        const [last] = await store().read((tx) => listRuns(tx, { batch, limit: 1 }));
        expect(last).toMatchObject({ state: 'Cancelled', cancelledBy: 'budget of the batch', endedAt: AT });
        const steps = await store().read((tx) => listRunSteps(tx, last!.number));
        expect(steps.map(({ state, reason }) => [state, reason])).toEqual([
          ['Cancelled', 'The budget of the batch is used up.'],
          ['Blocked', null],
          ['Blocked', null],
        ]);
        expect((await trail(`batch:${batch}`)).at(-1)).toEqual({
          ...{ actor: 'budget of the batch', action: 'batch.stopped', detail: { bound, cancelled: 9 } },
        });
        await endRun(store(), deps, sent[1]!, { state: 'Abstained' });
        expect(sent).toHaveLength(3);
        expect((await trail(`batch:${batch}`)).map(({ action }) => action)).toEqual([
          'batch.requested',
          'batch.stopped',
        ]);
      },
    );

    it('goes on while something is left of it', async () => {
      await ask({ budget: { tokens: 100, costMicros: 5_000, seconds: 60 } });
      await spend(sent[0]!, { tokens: 99, costMicros: 4_999 });
      await endRun(store(), deps, sent[0]!, { state: 'Completed', version: versionId });
      expect(sent).toHaveLength(4);
    });

    it('stops when a run could not ask what it needed, though something is left', async () => {
      const batch = await ask({ budget: { tokens: 100 } });
      await spend(sent[0]!, { tokens: 60 });
      const { message } = new BudgetSpent('tokens');
      await endRun(store(), deps, sent[0]!, { state: 'Failed', reason: `T${message.slice(1)}.` });
      const { runs, stopped } = await account(batch);
      expect(runs).toMatchObject({ completed: 0, failed: 1, cancelled: 9, underWay: 2 });
      expect(stopped?.reason).toBe('budget');
    });

    it('counts time from the first step of any of its runs', async () => {
      const batch = await ask({ budget: { seconds: 60 } });
      await beginRun(store(), sent[0]!);
      await beginRun(store(), sent[1]!, '2026-03-04T05:07:00.000Z');
      now = '2026-03-04T05:07:06.999Z';
      await endRun(store(), deps, sent[1]!, { state: 'Abstained' });
      expect(sent).toHaveLength(4);
      now = '2026-03-04T05:07:07.000Z';
      await endRun(store(), deps, sent[0]!, { state: 'Abstained' });
      expect(await account(batch)).toMatchObject({
        runs: { cancelled: 8, underWay: 2, abstained: 2 },
        stopped: { reason: 'budget' },
        ...{ begunAt: AT, endedAt: null, seconds: 60 },
      });
    });
  });

  describe('that is cancelled', () => {
    const cancel = (batch: number) => store().write((tx) => cancelBatch(tx, deps, { actor: 'test', batch }));

    it('ends what waits at once and stops what is worked', async () => {
      const batch = await ask();
      await beginRun(store(), sent[0]!);
      await endRun(store(), deps, sent[1]!, { state: 'Completed', version: versionId });
      expect(await cancel(batch)).toBe(11);
      expect(sent).toHaveLength(4);
      const { runs, stopped } = await account(batch);
      expect(runs).toMatchObject({ completed: 1, cancelled: 10, underWay: 1, waiting: 0 });
      expect(stopped).toMatchObject({ reason: 'cancelled', actor: 'test' });
      expect(await store().read((tx) => findRun(tx, sent[0]!))).toMatchObject({
        ...{ state: 'Running', cancelledBy: 'test' },
      });
      expect((await trail(`batch:${batch}`)).at(-1)).toEqual({
        ...{ actor: 'test', action: 'batch.cancelled', detail: { waiting: 8, running: 3 } },
      });
      // Asked again while one still runs, and once none does.
      expect(await cancel(batch)).toBe(1);
      await endRun(store(), deps, sent[0]!, { state: 'Cancelled' });
      await expect(cancel(batch)).rejects.toMatchObject({ code: 'conflict' });
      expect(await trail(`batch:${batch}`)).toHaveLength(2);
    });

    it('stays stopped by its budget when that came first', async () => {
      const batch = await ask({ budget: { tokens: 10 } });
      await spend(sent[0]!, { tokens: 10 });
      await endRun(store(), deps, sent[0]!, { state: 'Abstained' });
      expect(await cancel(batch)).toBe(2);
      expect((await store().read((tx) => findBatchStop(tx, batch)))?.reason).toBe('budget');
    });

    it('must be there', async () => {
      await expect(cancel(9)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
