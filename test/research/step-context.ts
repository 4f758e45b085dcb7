/** A step as research tests work it: a run on a cell, its log kept, and services that must not be asked. */
import type { AskService } from '#domain/exchange.ts';
import { DEFAULT_REQUEST, type RunRequest } from '#domain/run.ts';
import type { StepContext } from '#research/step-work.ts';

/** A context with what was logged. */
export type TestContext = StepContext & { readonly logged: string[] };

const refuse: AskService = async ({ service }) => {
  throw new Error(`${service} was asked`);
};

/** Of the first step. `ask` throws unless given. */
export function stepContext(
  cell: { readonly jurisdiction: string; readonly topic: string },
  request: Partial<RunRequest> = {},
  ask: AskService = refuse,
): TestContext {
  const logged: string[] = [];
  return {
    run: {
      ...{ number: 1, ...cell, batch: null, requestedBy: 'test', requestedAt: '2026-03-01T00:00:00.000Z' },
      request: { ...DEFAULT_REQUEST, ...request },
    },
    ...{
      step: 'base-research',
      attempt: 1,
      signal: new AbortController().signal,
      base: null,
      comparison: null,
    },
    log: async (message) => {
      logged.push(message);
    },
    ask,
    logged,
  };
}
