import { beforeEach, expect, it } from 'vitest';
import { DEFAULT_REQUEST, NO_BUDGET, type RunBudget, type RunStep } from '#domain/run.ts';
import { type BatchAccount, loadBatchAccount } from '#research/present-batch.ts';
import { requestBatch } from '#research/request-batch.ts';
import { continueBatch } from '#research/start-waiting-runs.ts';
import type { StepWork } from '#research/step-work.ts';
import type { WorkDeps } from '#research/work-step.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { getBatch } from '#store/run-batches.ts';
import {
  BASE,
  GOOD_STEPS,
  makeAnswer,
  makeQuestion,
  openRunStage,
} from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { makeCodes, referenceWith } from '../../test/database/work-batch.ts';
import { type JobQueue, openJobQueue } from './job-queue.ts';
import { requestStep, runStepHandler } from './run-step.ts';

const CODES = makeCodes(10);

describeStore('a batch that two processes work', (store) => {
  beforeEach(() => store().write((tx) => syncReferenceData(tx, referenceWith(CODES))));

  async function open(worker: string, steps: Readonly<Record<RunStep, StepWork>>) {
    const errors: unknown[] = [];
    const deps: WorkDeps = {
      ...openRunStage(store()).deps,
      ...{ worker, steps },
      sendStep: (tx, run, step) => requestStep(tx, queue, run, step),
      onRunEnded: (tx, run) => continueBatch(tx, deps, run),
      onError: (error) => errors.push(error),
    };
    const queue: JobQueue = await openJobQueue(store(), [runStepHandler(store(), deps, 2)], {
      ...{ supervise: false, onError: (error) => errors.push(error) },
    });
    return { queue, deps, errors };
  }

  /** Asks for the batch and waits until nothing of it waits or is under way. */
  async function work(budget: Partial<RunBudget>, base: StepWork): Promise<BatchAccount> {
    const steps = { ...GOOD_STEPS, 'base-research': base };
    const one = await open('one', steps);
    const two = await open('two', steps);
    const number = await store().write((tx) =>
      requestBatch(tx, one.deps, {
        ...{ actor: 'test', topic: 'Test_Status', jurisdictions: CODES, concurrency: 3 },
        request: { ...DEFAULT_REQUEST, budget: { ...NO_BUDGET, ...budget } },
      }),
    );
    await Promise.all([one.queue.work(), two.queue.work()]);
    for (;;) {
      const account = await store().read(async (tx) =>
        loadBatchAccount(tx, await getBatch(tx, number), one.deps.clock().toISOString()),
      );
      if (account.runs.waiting + account.runs.underWay === 0) {
        await Promise.all([one.queue.close(), two.queue.close()]);
        expect([...one.errors, ...two.errors]).toEqual([]);
        return account;
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('comes to its end with every run worked, and never more at a time than it may', async () => {
    let atWork = 0;
    let most = 0;
    const together = Promise.withResolvers<void>();
    const base: StepWork = async () => {
      atWork += 1;
      most = Math.max(most, atWork);
      if (atWork === 3) together.resolve();
      await together.promise;
      atWork -= 1;
      return async () => ({ state: 'Completed', reason: null, output: BASE, version: null });
    };
    const { runs, stopped } = await work({}, base);
    expect(runs).toEqual({
      ...{ total: 10, completed: 10, withFindings: 0, abstained: 0, failed: 0, cancelled: 0 },
      ...{ waiting: 0, underWay: 0 },
    });
    expect(stopped).toBeNull();
    expect(most).toBe(3);
  });

  it('never spends more than its budget, whoever asks, and tells each run that it was left out', async () => {
    const base: StepWork = async ({ run, ask }) => {
      await ask(makeQuestion(`about ${run.jurisdiction}`), async () => makeAnswer('so it is', 60));
      return async () => ({ state: 'Completed', reason: null, output: BASE, version: null });
    };
    const { runs, spent, stopped } = await work({ tokens: 400 }, base);
    expect(spent.inputTokens + spent.reservedTokens).toBeLessThanOrEqual(400);
    expect(stopped?.reason).toBe('budget');
    // A run that could not ask failed; those that asked have a draft; nobody else began.
    expect(runs.completed).toBe(spent.questions);
    expect(runs.completed).toBeGreaterThan(0);
    expect(runs.failed).toBeGreaterThan(0);
    expect(runs.cancelled).toBeGreaterThan(0);
    expect(runs.completed + runs.failed + runs.cancelled).toBe(10);
  });
});
