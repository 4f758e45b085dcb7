/** Everything that is kept of one run, as `regatlas runs NUMBER` and `research` show it. */
import type { RunFinding } from '#domain/drafted-page.ts';
import { AppError } from '#domain/errors.ts';
import type { ReadTx } from '#store/connect.ts';
import { listExchanges } from '#store/exchanges.ts';
import { listRunCosts } from '#store/run-costs.ts';
import { listRunLog, type RunLogLine } from '#store/run-log.ts';
import { listRunResults, listRunSteps, type RunResultRecord } from '#store/run-steps.ts';
import { findRun } from '#store/runs.ts';
import type { App } from './context.ts';

/** See the module comment. */
export type LoadedRun = Awaited<ReturnType<typeof loadRun>>;

/** Reads it. Throws `not-found`. */
export async function loadRun(tx: ReadTx, app: App, number: number) {
  const now = app.deps.clock().toISOString();
  const record = await findRun(tx, number);
  const [run] = await listRunCosts(tx, { number }, { limit: 1, now });
  if (record === undefined || run === undefined) {
    throw new AppError('not-found', `There is no run ${number}.`, {
      remedy: '`npx regatlas runs` lists them.',
    });
  }
  const results = await listRunResults(tx, number);
  return {
    run,
    request: record.request,
    steps: await listRunSteps(tx, number),
    results,
    findings: findingsOf(results),
    log: await listWholeLog(tx, number),
    exchanges: await listExchanges(tx, number),
  };
}

/** What the newest attempt at each step noticed. */
function findingsOf(results: readonly RunResultRecord[]): RunFinding[] {
  const newest = new Map(results.map((result) => [result.step, result]));
  const found = [...newest.values()].flatMap(
    ({ output }) => (output as { readonly findings?: readonly RunFinding[] } | null)?.findings ?? [],
  );
  // A later step hands on what an earlier one noticed.
  return [...new Map(found.map((finding) => [`${finding.code} ${finding.message}`, finding])).values()];
}

async function listWholeLog(tx: ReadTx, number: number): Promise<RunLogLine[]> {
  const lines: RunLogLine[] = [];
  for (;;) {
    const more = await listRunLog(tx, number, lines.at(-1)?.id ?? 0);
    if (more.length === 0) return lines;
    lines.push(...more);
  }
}
