/**
 * `regatlas export NUMBER`: an analysis with all its versions as Regatlas's own JSON, or the verification report of one
 * version in one of its formats, on standard output or in a file.
 */
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { AppError } from '#domain/errors.ts';
import { exportAnalysis } from '#publish/export-analysis.ts';
import { exportReport } from '#publish/export-report.ts';
import { REPORT_FORMATS, type ReportFormat } from '#publish/report-formats.ts';
import type { CliContext } from './context.ts';
import { parseNumber } from './parse-number.ts';
import { fileRefusal } from './read-files.ts';

type Flags = {
  readonly out?: string;
  readonly format: 'json' | ReportFormat;
  readonly versionNumber?: string;
};

/** Adds the command. */
export function registerExport(program: Command, context: CliContext): void {
  program
    .command('export')
    .description('write an analysis as JSON that `import` reads back, or its verification report')
    .argument('<number>', 'number of the analysis')
    .option('--out <file>', 'write to this file instead of standard output')
    .addOption(
      new Option('--format <name>', 'all versions as JSON, or of one version its report or a view of that')
        .choices(['json', ...REPORT_FORMATS])
        .default('json'),
    )
    .option('--version-number <number>', 'of which version; otherwise of the newest (not with json)')
    .action(async (numberText: string, flags: Flags) => {
      const number = parseNumber(numberText);
      const version = flags.versionNumber === undefined ? undefined : parseNumber(flags.versionNumber);
      const { format } = flags;
      if (format === 'json' && version !== undefined) {
        throw new AppError('invalid-input', 'An export as JSON has all versions; it cannot be of one.', {
          remedy: 'Leave out --version-number, or name the report by --format.',
        });
      }
      await using app = await context.openApp();
      const text = await app.store.read((tx) =>
        format === 'json' ? exportAnalysis(tx, number) : exportReport(tx, { number, version, format }),
      );
      if (flags.out === undefined) {
        context.out.raw(text);
        return;
      }
      await writeWhole(flags.out, text);
      context.out.json({ analysis: number, file: flags.out, bytes: Buffer.byteLength(text) });
      context.out.line(`exported  #${number}  ${flags.out}`);
    });
}

/** The file is there whole or, as before, not at all. Throws `invalid-input` or `disk-full`, naming it. */
async function writeWhole(file: string, text: string): Promise<void> {
  const remedy = 'Give --out a file in a folder that you may write to.';
  const there = await stat(file).catch(() => undefined);
  try {
    // A pipe or a terminal must be written to; renaming would put a file in its place.
    if (there !== undefined && !there.isFile()) return await writeFile(file, text);
    const target = there === undefined ? file : await realpath(file);
    const draft = `${target}.${process.pid}.part`;
    try {
      await writeFile(draft, text, { flag: 'wx' });
      await rename(draft, target);
    } finally {
      await rm(draft, { force: true });
    }
  } catch (error) {
    throw fileRefusal(error, file, remedy);
  }
}
