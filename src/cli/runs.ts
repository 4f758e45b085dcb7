/** `regatlas runs …`: how runs stand and what they cost; one of them with its steps, its log and what it asked. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import { RUN_STATES, RUN_STEPS, type RunState, type RunStep } from '#domain/run.ts';
import { cancelRun } from '#research/cancel-run.ts';
import { loadBatchAccount } from '#research/present-batch.ts';
import { rerunStep } from '#research/rerun-step.ts';
import type { ReadTx } from '#store/connect.ts';
import { getBatch } from '#store/run-batches.ts';
import { countRunCosts, listRunCosts, type RunCostFilter, sumRunCosts } from '#store/run-costs.ts';
import type { App, CliContext } from './context.ts';
import { costTable, describeBatch, presentRun } from './describe-run.ts';
import { loadRun } from './load-run.ts';
import { parseBatchNumber, parseCount, parseRunNumber } from './parse-number.ts';
import { finishRun } from './research.ts';
import { describeWholeRun, presentWholeRun } from './show-run.ts';

type RunsFlags = { readonly state?: string; readonly batch?: string; readonly most: string };

const ACTOR = 'command line';
const MOST_LISTED = 10_000;

/** Adds `runs` with the commands below it. */
export function registerRuns(program: Command, context: CliContext): void {
  const runs = program
    .command('runs')
    .description('list runs with what they cost, or show one of them')
    .argument('[number]', 'a run to show with steps, log and questions')
    .option('--state <state>', `only those in this state: ${RUN_STATES.join(', ')}`)
    .option('--batch <number>', 'only those of this batch')
    .option('--most <n>', 'the newest n', '100')
    .action((number: string | undefined, flags: RunsFlags) =>
      number === undefined ? runList(context, flags) : runShow(context, parseRunNumber(number)),
    );
  runs
    .command('cancel')
    .description('cancel a run that has not ended')
    .argument('<number>', 'number of the run')
    .action((number: string) => runCancel(context, parseRunNumber(number)));
  runs
    .command('rerun')
    .description('begin a run again from one of its steps; what the steps before it gave is kept')
    .argument('<number>', 'number of the run')
    .option('--from <step>', RUN_STEPS.join(', '), RUN_STEPS[0])
    .option('--no-wait', 'only ask for it; a server or worker does it')
    .action(async (number: string, flags: { from: string; wait: boolean }) => {
      process.exitCode = await runAgain(context, parseRunNumber(number), flags);
    });
}

async function runList(context: CliContext, flags: RunsFlags): Promise<void> {
  const { out } = context;
  const filter: RunCostFilter = {
    ...(flags.state === undefined ? {} : { state: readState(flags.state) }),
    ...(flags.batch === undefined ? {} : { batch: parseBatchNumber(flags.batch) }),
  };
  const limit = parseCount('--most', flags.most, [1, MOST_LISTED]);
  await using app = await context.openApp();
  const { runs, total, totals, batch } = await app.store.read((tx) => loadList(tx, app, filter, limit));
  out.json({ total, runs: runs.map(presentRun), totals, ...(batch === null ? {} : { batch }) });
  if (batch !== null) for (const line of describeBatch(batch)) out.line(line);
  if (total === 0) out.line('No run matches. Ask for one with `npx regatlas research JURISDICTION TOPIC`.');
  else for (const line of costTable(runs, totals, total)) out.line(line);
  if (total > runs.length) out.hint(`The newest ${runs.length} of ${total} runs are shown; see --most.`);
}

async function loadList(tx: ReadTx, app: App, filter: RunCostFilter, limit: number) {
  const now = app.deps.clock().toISOString();
  return {
    // First, so that a batch that is not there is said to be so.
    batch:
      filter.batch === undefined ? null : await loadBatchAccount(tx, await getBatch(tx, filter.batch), now),
    runs: await listRunCosts(tx, filter, { limit, now }),
    total: await countRunCosts(tx, filter),
    totals: await sumRunCosts(tx, filter),
  };
}

function readState(text: string): RunState {
  const state = RUN_STATES.find((each) => each.toLowerCase() === text.trim().toLowerCase());
  if (state !== undefined) return state;
  throw new AppError('invalid-input', `“${text}” is no state of a run.`, {
    place: { field: '--state' },
    remedy: `Use one of ${RUN_STATES.join(', ')}.`,
  });
}

async function runShow({ out, openApp }: CliContext, number: number): Promise<void> {
  await using app = await openApp();
  const loaded = await app.store.read((tx) => loadRun(tx, app, number));
  out.json(presentWholeRun(loaded));
  for (const line of describeWholeRun(loaded)) out.line(line);
}

async function runCancel({ out, openApp }: CliContext, number: number): Promise<void> {
  await using app = await openApp();
  const outcome = await app.store.write((tx) => cancelRun(tx, app.runs, { actor: ACTOR, run: number }));
  out.json({ run: number, outcome });
  out.line(
    outcome === 'ended' ? `Run ${number} is cancelled.` : `Run ${number} stops at its next safe point.`,
  );
}

async function runAgain(
  context: CliContext,
  number: number,
  flags: { readonly from: string; readonly wait: boolean },
): Promise<number> {
  const step = readStep(flags.from);
  await using app = await context.openApp();
  await app.store.write((tx) => rerunStep(tx, app.runs, { actor: ACTOR, run: number, step }));
  // Awaited here: the application closes when this function is left.
  return await finishRun(context, app, number, flags.wait);
}

function readStep(text: string): RunStep {
  const step = RUN_STEPS.find((each) => each === text);
  if (step !== undefined) return step;
  throw new AppError('invalid-input', `“${text}” is no step of a run.`, {
    place: { field: '--from' },
    remedy: `Use one of ${RUN_STEPS.join(', ')}.`,
  });
}
