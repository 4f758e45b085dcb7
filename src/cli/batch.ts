/** `regatlas batch TOPIC JURISDICTION…`: one topic researched in many jurisdictions, so many at a time, for one budget. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import { DEFAULT_CONCURRENT, MOST_CONCURRENT } from '#domain/run-batch.ts';
import { getJurisdiction, getTopic } from '#ingest/import-terms.ts';
import type { Reference } from '#ingest/reference.ts';
import { cancelBatch } from '#research/cancel-batch.ts';
import { loadBatchAccount } from '#research/present-batch.ts';
import { requestBatch } from '#research/request-batch.ts';
import { getBatch, listBatches } from '#store/run-batches.ts';
import type { App, CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { describeBatch, exitCodeOfBatch } from './describe-run.ts';
import { EXIT } from './exit-codes.ts';
import { followBatch } from './follow-runs.ts';
import { parseBatchNumber, parseCount } from './parse-number.ts';
import { addRunFlags, type RunFlags, readRunFlags } from './run-flags.ts';

type BatchFlags = RunFlags & { readonly all: boolean; readonly concurrency: string };

const ACTOR = 'command line';
const MOST_LISTED = 100;

/** Adds `batch` with the commands below it. */
export function registerBatch(program: Command, context: CliContext): void {
  const batch = program
    .command('batch')
    .description('research one topic in many jurisdictions, so many at a time, for one budget')
    .argument('<topic>', 'key of the topic: CBDC_Status')
    .argument('[jurisdiction...]', 'codes or names')
    .option('--all', 'every jurisdiction there is', false)
    .option(
      '--concurrency <n>',
      `runs that are worked at the same time, 1 to ${MOST_CONCURRENT}`,
      String(DEFAULT_CONCURRENT),
    );
  addRunFlags(batch, 'the whole batch').action(async (topic: string, names: string[], flags: BatchFlags) => {
    process.exitCode = await runBatch(context, topic, names, flags);
  });
  batch
    .command('list')
    .description('the newest batches, and where their runs are')
    .action(() => runList(context));
  batch
    .command('cancel')
    .description('cancel the runs of a batch that have not ended')
    .argument('<number>', 'number of the batch')
    .action((number: string) => runCancel(context, parseBatchNumber(number)));
}

async function runBatch(
  context: CliContext,
  topic: string,
  names: readonly string[],
  flags: BatchFlags,
): Promise<number> {
  const { out } = context;
  const reference = await context.reference();
  const order = {
    actor: ACTOR,
    topic: getTopic(topic, reference.topics, { field: 'topic' }).key,
    jurisdictions: readJurisdictions(names, flags.all, reference),
    request: readRunFlags(flags, context.settings()),
    concurrency: parseCount('--concurrency', flags.concurrency, [1, MOST_CONCURRENT]),
  };
  await using app = await context.openApp();
  const number = await app.store.write((tx) => requestBatch(tx, app.runs, order));
  out.hint(`Batch ${number}: ${counted(order.jurisdictions.length, 'run')} of ${order.topic}.`);
  const hasEnded = flags.wait && (await followBatch(context, app, number));
  const account = await loadAccount(app, number);
  out.json({ batch: account });
  for (const line of describeBatch(account)) out.line(line);
  if (hasEnded) return exitCodeOfBatch(account);
  out.hint(`\`npx regatlas runs --batch ${number}\` tells how its runs stand; a server or worker does them.`);
  return flags.wait ? EXIT.environment : EXIT.ok;
}

function readJurisdictions(names: readonly string[], isAll: boolean, reference: Reference): string[] {
  if (isAll === names.length > 0) {
    throw new AppError('invalid-input', isAll ? '--all stands with names.' : 'No jurisdiction is named.', {
      place: { field: 'jurisdiction' },
      remedy: 'Name jurisdictions, or give --all for every one there is.',
    });
  }
  if (isAll) return reference.jurisdictions.map(({ code }) => code);
  const codes = names.map(
    (name) => getJurisdiction(name, reference.gazetteer, { field: 'jurisdiction' }).code,
  );
  return [...new Set(codes)];
}

function loadAccount(app: App, number: number) {
  const now = app.deps.clock().toISOString();
  return app.store.read(async (tx) => loadBatchAccount(tx, await getBatch(tx, number), now));
}

async function runList({ out, openApp }: CliContext): Promise<void> {
  await using app = await openApp();
  const now = app.deps.clock().toISOString();
  const accounts = await app.store.read(async (tx) => {
    const batches = await listBatches(tx, { limit: MOST_LISTED });
    return Promise.all(batches.map((batch) => loadBatchAccount(tx, batch, now)));
  });
  out.json({ batches: accounts });
  for (const account of accounts) for (const line of describeBatch(account)) out.line(line);
  if (accounts.length === 0)
    out.line('No batches. Ask for one with `npx regatlas batch TOPIC JURISDICTION…`.');
}

async function runCancel({ out, openApp }: CliContext, number: number): Promise<void> {
  await using app = await openApp();
  const cancelled = await app.store.write((tx) => cancelBatch(tx, app.runs, { actor: ACTOR, batch: number }));
  const account = await loadAccount(app, number);
  out.json({ cancelled, batch: account });
  out.line(`Cancelled ${counted(cancelled, 'run')} of batch ${number}.`);
}
