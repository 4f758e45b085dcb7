/** `regatlas import FILE…`: each file in a transaction of its own; the line that names it is the acknowledgement. */
import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Command } from 'commander';
import {
  type ImportedVersion,
  type ImportInput,
  importAnalysis,
  readImport,
} from '#ingest/import-analysis.ts';
import type { App, CliContext } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { presentImport } from './present-import.ts';
import { readInputFile } from './read-files.ts';
import { exitCodeOf, presentRefusal, refusalLine, toRefusal } from './refusal.ts';

const LIMIT_SETTING = 'REGATLAS_MAX_IMPORT_BYTES';

type ImportFlags = { readonly renumber: boolean };

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
  const results: object[] = [];
  let exitCode: number = EXIT.ok;
  await using app = await context.openApp();
  const pairs = pairWithGrounding(files);
  const progress = out.progress('Importing', pairs.length);
  for (const pair of pairs) {
    try {
      const versions = await importOne(context, app, pair, flags);
      results.push({ file: pair.file, versions: versions.map(presentImport) });
      for (const version of versions) out.line(importLine(pair.file, version));
    } catch (error) {
      const refusal = toRefusal(error);
      exitCode = Math.max(exitCode, exitCodeOf(refusal));
      results.push({ file: pair.file, refused: presentRefusal(refusal) });
      out.note(refusalLine(refusal));
    }
    progress.step();
  }
  progress.done();
  out.json({ files: results });
  return exitCode;
}

async function importOne(
  context: CliContext,
  app: App,
  pair: FilePair,
  flags: ImportFlags,
): Promise<ImportedVersion[]> {
  const limit = context.settings().maxImportBytes;
  const bytes = await readInputFile(pair.file, limit, LIMIT_SETTING);
  const beside =
    pair.grounding === undefined
      ? {}
      : {
          beside: { file: pair.grounding, bytes: await readInputFile(pair.grounding, limit, LIMIT_SETTING) },
        };
  const input: ImportInput = { file: pair.file, bytes, ...beside };
  const read = readImport(input, app.deps.reference);
  return app.store.write((tx) =>
    importAnalysis(tx, app.deps, input, read, {
      actor: 'command line',
      origin: 'import',
      renumber: flags.renumber,
    }),
  );
}

/** A report and the grounding that belongs to it. */
export type FilePair = { readonly file: string; readonly grounding?: string };

/**
 * Puts `x.grounding.json` (or `x.json`, when both were named) to the report `x.md` or `x.txt`, whether it was named
 * or only lies beside it. Everything else stands alone.
 */
export function pairWithGrounding(
  files: readonly string[],
  exists: (file: string) => boolean = existsSync,
): FilePair[] {
  const named = new Set(files);
  const taken = new Set<string>();
  const pairs = files.map((file): FilePair => {
    const extension = extname(file);
    if (!['.md', '.markdown', '.txt'].includes(extension)) return { file };
    const stem = file.slice(0, -extension.length);
    const beside = [`${stem}.grounding.json`, `${stem}.json`].find(
      (candidate) => named.has(candidate) || (candidate.endsWith('.grounding.json') && exists(candidate)),
    );
    if (beside === undefined) return { file };
    taken.add(beside);
    return { file, grounding: beside };
  });
  return pairs.filter((pair) => !taken.has(pair.file));
}

function importLine(file: string, imported: ImportedVersion): string {
  const { content, report } = imported;
  const findings = imported.importFindings.length + report.findings.length;
  return [
    `${imported.outcome} #${imported.analysis} version ${imported.version}`,
    `${content.jurisdiction} × ${content.topic}: ${content.status} (${report.evidenceState})`,
    `confidence ${report.confidence.level}`,
    `${findings} findings`,
    basename(file),
  ].join('  ');
}
