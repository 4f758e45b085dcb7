/** `regatlas signals read FILE…`: the signals of files, without a database and without storing anything. */
import type { Command } from 'commander';
import { atFile, isAppError } from '#domain/errors.ts';
import type { Signal } from '#domain/signal.ts';
import { SOURCE_TIERS, type SourceText } from '#domain/source.ts';
import { extractSignals } from '#grounding/signals/extract-signals.ts';
import type { Reference } from '#ingest/reference.ts';
import type { CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { signalLines } from './describe-signals.ts';
import { EXIT } from './exit-codes.ts';
import { readInputFile } from './read-files.ts';
import { readFactFlags, readSourceText } from './read-source-text.ts';
import { exitCodeOf, presentRefusal, refusalLine, toRefusal } from './refusal.ts';
import { type CellFlags, readCell } from './signals.ts';

type ReadFlags = CellFlags & { readonly published?: string; readonly tier?: string };

type FileResult = { readonly exitCode: number; readonly shown: object };

/** Adds `read` below `signals`. */
export function registerSignalsRead(signals: Command, context: CliContext): void {
  signals
    .command('read')
    .description('read signals out of text, Markdown, HTML or PDF files, without a database')
    .argument('<file...>', 'files to read')
    .option('--jurisdiction <code-or-name>', 'only of this jurisdiction')
    .option('--topic <key>', 'only of this topic')
    .option(
      '--published <date>',
      'when it was published, where the file does not say: YYYY-MM-DD, YYYY-MM or YYYY',
    )
    .option('--tier <tier>', `who speaks: ${SOURCE_TIERS.join(', ')}`)
    .action(async (files: string[], _flags: ReadFlags, command: Command) => {
      // The command above has flags of the same names and takes them when they stand before the word `read`.
      process.exitCode = await runRead(context, files, command.optsWithGlobals<ReadFlags>());
    });
}

async function runRead(context: CliContext, files: readonly string[], flags: ReadFlags): Promise<number> {
  const { out } = context;
  const reference = await context.reference();
  const facts = readFactFlags(flags);
  const cell = readCell(flags, reference);
  const results: FileResult[] = [];
  for (const file of files) results.push(await readOne(context, file, facts, cell, reference));
  out.json({ files: results.map(({ shown }) => shown) });
  return Math.max(EXIT.ok, ...results.map(({ exitCode }) => exitCode));
}

type Facts = Partial<Pick<SourceText, 'publishedOn' | 'tier'>>;

async function readOne(
  context: CliContext,
  file: string,
  facts: Facts,
  cell: CellFlags,
  reference: Reference,
): Promise<FileResult> {
  const { out } = context;
  const limit = { bytes: context.settings().maxSourceBytes, setting: 'REGATLAS_MAX_SOURCE_BYTES' };
  try {
    const bytes = await readInputFile(file, limit);
    const source = { ...(await readSourceText(file, bytes, limit.bytes)), ...facts };
    const signals = extractSignals(source, reference).filter((signal) => isAsked(signal, cell));
    out.line(`${file}  ${signals.length === 0 ? 'no signals' : counted(signals.length, 'signal')}`);
    for (const line of signals.flatMap(signalLines)) out.line(`  ${line}`);
    return { exitCode: EXIT.ok, shown: { file, sha256: source.sha256, signals } };
  } catch (error) {
    const refusal = toRefusal(isAppError(error) ? atFile(error, file) : error);
    out.note(refusalLine(refusal));
    return { exitCode: exitCodeOf(refusal), shown: { file, refused: presentRefusal(refusal) } };
  }
}

function isAsked(signal: Signal, { jurisdiction, topic }: CellFlags): boolean {
  return (
    (jurisdiction ?? signal.jurisdiction) === signal.jurisdiction && (topic ?? signal.topic) === signal.topic
  );
}
