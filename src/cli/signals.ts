/** `regatlas signals`: what stored sources say of the status of things, and how that stands to the pages. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import { getJurisdiction, getTopic } from '#ingest/import-terms.ts';
import type { Reference } from '#ingest/reference.ts';
import type { ReadTx } from '#store/connect.ts';
import { countSignals, listSignals, type SignalFilter } from '#store/signal-lists.ts';
import { getSource } from '#store/sources.ts';
import type { CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { listedSignalLines, presentListedSignal } from './describe-signals.ts';
import { registerSignalsRead } from './signals-read.ts';

/** Which cell is asked for. */
export type CellFlags = { readonly jurisdiction?: string; readonly topic?: string };

const MOST = 500;

/** Adds `signals` and `signals read` to the program. */
export function registerSignals(program: Command, context: CliContext): void {
  const signals = program
    .command('signals')
    .description('list what stored sources say of a status, and how it stands to the pages')
    .argument('[source]', 'number of a source; all of them when not given')
    .option('--jurisdiction <code-or-name>', 'only of this jurisdiction')
    .option('--topic <key>', 'only of this topic')
    .action((source: string | undefined, flags: CellFlags) => runSignals(context, source, flags));
  registerSignalsRead(signals, context);
}

async function runSignals(context: CliContext, source: string | undefined, flags: CellFlags): Promise<void> {
  const { out } = context;
  const id = source === undefined ? undefined : parseSource(source);
  const cell = readCell(flags, await context.reference());
  await using app = await context.openApp();
  if (id !== undefined) await app.store.read((tx) => getSource(tx, id));
  if (await app.requestUnread()) {
    const left = await app.drainJobs(() => undefined);
    if (left > 0) out.hint(`Another process still reads sources (${left} to go).`);
  }
  const filter = { ...cell, ...(id === undefined ? {} : { source: id }) };
  const { signals, total } = await app.store.read((tx) => load(tx, filter));
  out.json({ total, signals: signals.map(presentListedSignal) });
  let last = 0;
  for (const signal of signals) {
    if (signal.sourceId !== last)
      out.line(`source ${signal.sourceId}  ${signal.source.title ?? 'title not known'}`);
    last = signal.sourceId;
    for (const line of listedSignalLines(signal)) out.line(`  ${line}`);
  }
  if (total === 0) out.line('No signals. Add a source with `npx regatlas source add FILE`.');
  if (total > signals.length) {
    out.note(
      `regatlas: The newest ${signals.length} of ${counted(total, 'signal')} are shown; name a source, jurisdiction or topic for others.`,
    );
  }
}

async function load(tx: ReadTx, filter: SignalFilter) {
  return {
    signals: await listSignals(tx, { ...filter, limit: MOST }),
    total: await countSignals(tx, filter),
  };
}

/** Code and key of what the flags name. Throws `unknown-jurisdiction` or `unknown-topic`. */
export function readCell(flags: CellFlags, reference: Reference): CellFlags {
  const { jurisdiction, topic } = flags;
  return {
    ...(jurisdiction === undefined
      ? {}
      : {
          jurisdiction: getJurisdiction(jurisdiction, reference.gazetteer, { field: '--jurisdiction' }).code,
        }),
    ...(topic === undefined ? {} : { topic: getTopic(topic, reference.topics, { field: '--topic' }).key }),
  };
}

function parseSource(text: string): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number < 2 ** 31) return number;
  throw new AppError('invalid-input', `“${text}” is not the number of a source.`, {
    remedy: 'Give a whole number such as 3, or `signals read FILE` for a file that is not stored.',
  });
}
