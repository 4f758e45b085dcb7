/** Runs whose steps are scripted by a test: everything but the steps' own work is that of the program. */
import { randomUUID } from 'node:crypto';
import { contentHash } from '#domain/canonical-json.ts';
import type { ExchangeAnswer, ExchangeQuestion } from '#domain/exchange.ts';
import { DEFAULT_REQUEST, type RunRequest, type RunStep } from '#domain/run.ts';
import type { BaseResearchOutput, ComparisonOutput } from '#domain/step-output.ts';
import type { StepJob } from '#research/claim-step.ts';
import { requestRun } from '#research/request-run.ts';
import type { EndedStep, StepWork } from '#research/step-work.ts';
import { type WorkDeps, workStep } from '#research/work-step.ts';
import { insertAnalysis } from '#store/analyses.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { listRunSteps } from '#store/run-steps.ts';
import { findRun, type RunRecord } from '#store/runs.ts';
import { appendVersion } from '#store/versions.ts';
import { makeContent } from './make-records.ts';

/** What step 1 gives at the least. */
export const BASE: BaseResearchOutput = {
  brief: { jurisdiction: 'KP', topic: 'Test_Status', queries: [], sources: [], passages: [], leftOut: [] },
  analyst: { kind: 'extractive', rules: 'test/1', model: null },
  ...{ page: null, content: null, check: null, origins: [], repairs: [], findings: [], abstained: null },
};

/** What step 2 gives at the least. */
export const COMPARISON: ComparisonOutput = { sides: [], points: [], basedOn: null, findings: [] };

/** Ends a step so. */
export const ends =
  (state: EndedStep['state'], output: unknown = null, reason: string | null = null): StepWork =>
  async () =>
  async () => ({ state, output, reason, version: null });

/** Ends the last step with a version of its own. */
export const endsInVersion: StepWork = async ({ run }) => {
  return async (tx) => ({
    ...{ state: 'Completed', reason: null, output: { run: run.number } },
    version: await appendDraft(tx, `Testing is allowed, says run ${run.number}.`),
  });
};

/** Three steps that end well at once. */
export const GOOD_STEPS: Readonly<Record<RunStep, StepWork>> = {
  'base-research': ends('Completed', BASE),
  'comparison-analysis': ends('Completed', COMPARISON),
  'blended-synthesis': endsInVersion,
};

/** Appends a version of an analysis of its own; its id. */
export async function appendDraft(tx: WriteTx, notes: string): Promise<string> {
  const at = '2026-01-02T03:04:05.000Z';
  const analysis = await insertAnalysis(tx, { number: null, jurisdiction: 'KP', topic: 'Test_Status', at });
  const content = makeContent({ notes });
  const id = randomUUID();
  await appendVersion(tx, {
    ...{ id, analysis, content, contentHash: contentHash(content), origin: 'import', importFile: null },
    ...{ at, actor: 'test' },
  });
  return id;
}

/** A stage for runs: what was sent and not worked yet, and what workers need. */
export type RunStage = {
  readonly deps: WorkDeps;
  readonly sent: StepJob[];
  readonly ended: number[];
  readonly errors: unknown[];
  /** Moves the clock. */
  readonly pass: (ms: number) => void;
  readonly request: (request?: Partial<RunRequest>) => Promise<number>;
  /** Works everything that was sent, and what that sends. */
  readonly workAll: () => Promise<void>;
  readonly work: (job: StepJob, signal?: AbortSignal) => Promise<void>;
  /** The run, with the states of its steps. */
  readonly look: (run: number) => Promise<RunRecord & { readonly steps: readonly string[] }>;
};

/** Opens a stage; its clock stands still unless moved. */
export function openRunStage(store: Store, change: Partial<WorkDeps> = {}): RunStage {
  let now = Date.parse('2026-11-20T10:00:00.000Z');
  const sent: StepJob[] = [];
  const ended: number[] = [];
  const errors: unknown[] = [];
  const deps: WorkDeps = {
    clock: () => new Date(now),
    newId: () => randomUUID(),
    sendStep: async (tx, run, step) => {
      const held = (await listRunSteps(tx, run)).find((one) => one.step === step);
      sent.push({ run, step, attempt: (held?.attempt ?? 0) + 1 });
    },
    onRunEnded: async (_, run) => {
      ended.push(run);
    },
    ...{ steps: GOOD_STEPS, worker: 'test', lookEveryMs: 5 },
    pause: async (ms, signal) => {
      signal.throwIfAborted();
      now += ms;
    },
    onError: (error) => errors.push(error),
    ...change,
  };
  const work = (job: StepJob, signal = new AbortController().signal) => workStep(store, deps, job, signal);
  return {
    ...{ deps, sent, ended, errors, work },
    pass: (ms) => {
      now += ms;
    },
    request: (request = {}) =>
      store.write((tx) =>
        requestRun(tx, deps, {
          ...{ actor: 'test', jurisdiction: 'KP', topic: 'Test_Status' },
          request: { ...DEFAULT_REQUEST, ...request },
        }),
      ),
    workAll: async () => {
      for (let job = sent.shift(); job !== undefined; job = sent.shift()) await work(job);
    },
    look: (run) =>
      store.read(async (tx) => {
        const record = await findRun(tx, run);
        if (record === undefined) throw new Error(`there is no run ${run}`);
        return { ...record, steps: (await listRunSteps(tx, run)).map(({ state }) => state) };
      }),
  };
}

/** A question to a model; `words` decide its hash. */
export function makeQuestion(
  words: string,
  reserve: ExchangeQuestion['reserve'] = { tokens: 100, costMicros: 1_000 },
): ExchangeQuestion {
  return {
    ...{ kind: 'model', service: 'test:model', purpose: `answer ${words}` },
    ...{ requestHash: contentHash(words), request: { words }, reserve },
  };
}

/** An answer with what it cost. */
export function makeAnswer(
  raw: string,
  tokens: number | null = 60,
  costMicros: number | null = 600,
): ExchangeAnswer {
  return { kind: 'answer', raw, status: 200, inputTokens: tokens, outputTokens: 0, costMicros };
}
