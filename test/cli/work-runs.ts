/**
 * A worker of its own for tests that kill it: works runs whose first step asks a service that answers after a moment. Each
 * question that is really sent is a line in a file. Arguments: database address, name, file.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { openJobQueue } from '#jobs/job-queue.ts';
import { requestStep, runStepHandler } from '#jobs/run-step.ts';
import { realPause } from '#research/ask-service.ts';
import type { WorkDeps } from '#research/work-step.ts';
import { connect } from '#store/connect.ts';
import { BASE, GOOD_STEPS, makeAnswer, makeQuestion } from '../database/scripted-runs.ts';

const [, , databaseUrl = '', worker = '', sentFile = ''] = process.argv;
const ANSWERS_AFTER_MS = 150;

const store = await connect({ databaseUrl, dataDir: '', applicationName: `regatlas worker ${worker}` });
const deps: WorkDeps = {
  ...{ clock: () => new Date(), newId: () => randomUUID(), worker, pause: realPause, lookEveryMs: 1_000 },
  sendStep: (tx, run, step) => requestStep(tx, queue, run, step),
  onRunEnded: async () => undefined,
  onError: (error) => process.stderr.write(`${error}\n`),
  steps: {
    ...GOOD_STEPS,
    'base-research': async ({ ask, run }) => {
      for (const words of [`first of ${run.number}`, `second of ${run.number}`]) {
        await ask(makeQuestion(words), async () => {
          appendFileSync(sentFile, `${words}\n`);
          await pause(ANSWERS_AFTER_MS);
          return makeAnswer('yes');
        });
      }
      return async () => ({ state: 'Completed', reason: null, output: BASE, version: null });
    },
  },
};
const queue = await openJobQueue(store, [runStepHandler(store, deps, 1)], {
  ...{ supervise: true, onError: (error: unknown) => process.stderr.write(`${error}\n`) },
});
await queue.work();
process.stdout.write('ready\n');
