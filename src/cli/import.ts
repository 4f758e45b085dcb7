/** `regatlas import FILE…`: each file in a transaction of its own; the line that names it is the acknowledgement. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { ErrorCode } from '#domain/errors.ts';
import {
  type ImportedVersion,
  type ImportInput,
  importAnalysis,
  readImport,
} from '#ingest/import-analysis.ts';
import { countSystemChallenges } from '#store/system-challenges.ts';
import type { App, CliContext } from './context.ts';
import { counted, sumFindings } from './describe-findings.ts';
import { EXIT } from './exit-codes.ts';
import { type FilePair, pairWithGrounding } from './pair-files.ts';
import { presentImport } from './present-import.ts';
import { readInputFile } from './read-files.ts';
import { exitCodeOf, presentRefusal, refusalLine, toRefusal } from './refusal.ts';

type ImportFlags = { readonly renumber: boolean };

/** What became of one file. */
type FileResult = {
  readonly exitCode: number;
  readonly outcomes: readonly string[];
  readonly shown: object;
  /** Versions that stored signals are still to be held against. */
  readonly toRelate: readonly ImportedVersion[];
  /** True when the next file could fare no better: the database is gone, or its disk is full. */
  readonly isLast: boolean;
};

const FATAL: readonly ErrorCode[] = ['database-unavailable', 'disk-full'];

/** Adds the command. */
export function registerImport(program: Command, context: CliContext): void {
  program
    .command('import')
    .description('import analysis pages, reports with provider grounding, or exports of Regatlas')
    .argument(
      '<file...>',
      'page text, Markdown or text report (with its .grounding.json beside), or Regatlas JSON',
    )
    .option('--renumber', 'give a page the next free number when its own belongs to another page', false)
    .action(async (files: string[], flags: ImportFlags) => {
      process.exitCode = await runImport(context, files, flags);
    });
}

async function runImport(context: CliContext, files: readonly string[], flags: ImportFlags): Promise<number> {
  const { out } = context;
  const pairs = pairWithGrounding(files);
  const results: FileResult[] = [];
  await using app = await context.openApp();
  const stop = context.stopSignal();
  {
    using progress = out.progress('Importing', pairs.length);
    for (const pair of pairs) {
      if (stop.aborted || results.at(-1)?.isLast) break;
      results.push(await importFile(context, app, pair, flags));
      progress.step();
    }
  }
  const notTried = pairs.slice(results.length).map((pair) => pair.file);
  if (notTried.length > 0) {
    out.note(
      `regatlas: Stopped after ${results.length} of ${counted(pairs.length, 'file')}; what is named above is stored.`,
    );
  }
  const toRelate = results.flatMap((result) => result.toRelate);
  if (toRelate.length > 0 && !results.at(-1)?.isLast) await relate(context, app, toRelate);
  out.json({ files: results.map((result) => result.shown), notTried });
  if (pairs.length > 1) out.hint(sumOutcomes(results));
  const stopped = stop.aborted ? [EXIT.environment] : [];
  return Math.max(EXIT.ok, ...stopped, ...results.map((result) => result.exitCode));
}

async function importFile(
  context: CliContext,
  app: App,
  pair: FilePair,
  flags: ImportFlags,
): Promise<FileResult> {
  const { out } = context;
  try {
    const { versions, toRelate } = await importOne(context, app, pair, flags);
    for (const version of versions) out.line(importLine(pair.file, version));
    return {
      exitCode: EXIT.ok,
      outcomes: versions.map((version) => version.outcome),
      shown: { file: pair.file, versions: versions.map(presentImport) },
      toRelate,
      isLast: false,
    };
  } catch (error) {
    const refusal = toRefusal(error);
    out.note(refusalLine(refusal));
    return {
      exitCode: exitCodeOf(refusal),
      outcomes: ['refused'],
      shown: { file: pair.file, refused: presentRefusal(refusal) },
      toRelate: [],
      isLast: FATAL.includes(refusal.code),
    };
  }
}

async function importOne(
  context: CliContext,
  app: App,
  pair: FilePair,
  flags: ImportFlags,
): Promise<{ versions: ImportedVersion[]; toRelate: ImportedVersion[] }> {
  const limit = { bytes: context.settings().maxImportBytes, setting: 'REGATLAS_MAX_IMPORT_BYTES' };
  const read = async (file: string) => ({ file, bytes: await readInputFile(file, limit) });
  const input: ImportInput = {
    ...(await read(pair.file)),
    ...(pair.grounding === undefined ? {} : { beside: await read(pair.grounding) }),
  };
  const analysis = readImport(input, app.deps.reference);
  return app.store.write(async (tx) => {
    const versions = await importAnalysis(tx, app.deps, input, analysis, {
      actor: 'command line',
      origin: 'import',
      renumber: flags.renumber,
    });
    const toRelate: ImportedVersion[] = [];
    for (const version of versions) {
      if (version.outcome === 'imported' && (await app.requestRelating(tx, version.content)))
        toRelate.push(version);
    }
    return { versions, toRelate };
  });
}

/** Holds what sources have said before against the pages that came in, and names those that are challenged by it. */
async function relate({ out }: CliContext, app: App, versions: readonly ImportedVersion[]): Promise<void> {
  const left = await app.drainJobs(() => undefined);
  if (left > 0) out.hint(`Another process still holds stored signals against pages (${left} to go).`);
  for (const { versionId, analysis, version } of versions) {
    const count = await app.store.read((tx) => countSystemChallenges(tx, versionId));
    if (count === 0) continue;
    out.hint(
      `#${analysis} version ${version}: ${counted(count, 'stored document')} speaks against it; see its reviews.`,
    );
  }
}

function importLine(file: string, imported: ImportedVersion): string {
  const { content, report } = imported;
  return [
    `${imported.outcome.padEnd('unchanged'.length)}  #${imported.analysis} version ${imported.version}`,
    `${content.jurisdiction} × ${content.topic}: ${content.status} (${report.evidenceState})`,
    `confidence ${report.confidence.level}`,
    sumFindings([...imported.importFindings, ...report.findings]),
    ...(imported.reviewsAdded === 0 ? [] : [`${counted(imported.reviewsAdded, 'review')} added`]),
    basename(file),
  ].join('  ');
}

/** `58 imported, 1 unchanged, 1 refused.`, counting versions and refused files. */
function sumOutcomes(results: readonly FileResult[]): string {
  const outcomes = results.flatMap((result) => result.outcomes);
  const parts = ['imported', 'unchanged', 'refused'].flatMap((outcome) => {
    const count = outcomes.filter((one) => one === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return parts.length === 0 ? 'Nothing was imported.' : `${parts.join(', ')}.`;
}
