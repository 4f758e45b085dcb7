/** What pages need of runs, on the test's own database: no job is sent, and tests move the steps themselves. */
import { randomUUID } from 'node:crypto';
import type { RunDeps } from '#research/request-run.ts';
import { continueBatch } from '#research/start-waiting-runs.ts';
import type { Researching } from '#web/researching.ts';
import type { RunNews } from '#web/run-news.ts';

/** See the module comment. Neither model nor search is set up but for what `equipment` says. */
export function researchingParts(
  clock: () => Date,
  news: RunNews,
  equipment: Partial<Pick<Researching, 'model' | 'searches'>> = {},
): Researching {
  const deps: RunDeps = {
    clock,
    newId: randomUUID,
    sendStep: () => Promise.resolve(),
    onRunEnded: (tx, run) => continueBatch(tx, deps, run),
  };
  return { deps, news, model: null, searches: [], ...equipment };
}
