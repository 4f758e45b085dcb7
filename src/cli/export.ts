/** `regatlas export NUMBER`: an analysis with all its versions as Regatlas's own JSON, on standard output or in a file. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { exportAnalysis } from '#publish/export-analysis.ts';
import type { CliContext } from './context.ts';
import { parseNumber } from './parse-number.ts';

/** Adds the command. */
export function registerExport(program: Command, context: CliContext): void {
  program
    .command('export')
    .description('write an analysis with all its versions as JSON that `import` reads back')
    .argument('<number>', 'number of the analysis')
    .option('--out <file>', 'write to this file instead of standard output')
    .action(async (number: string, flags: { out?: string }) => {
      await using app = await context.openApp();
      const text = await app.store.read((tx) => exportAnalysis(tx, parseNumber(number)));
      if (flags.out === undefined) context.out.raw(text);
      else await writeFile(flags.out, text);
    });
}
