/** `regatlas export NUMBER`: an analysis with all its versions as Regatlas's own JSON, on standard output or in a file. */
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { exportAnalysis } from '#publish/export-analysis.ts';
import type { CliContext } from './context.ts';
import { parseNumber } from './parse-number.ts';
import { fileRefusal } from './read-files.ts';

/** Adds the command. */
export function registerExport(program: Command, context: CliContext): void {
  program
    .command('export')
    .description('write an analysis with all its versions as JSON that `import` reads back')
    .argument('<number>', 'number of the analysis')
    .option('--out <file>', 'write to this file instead of standard output')
    .action(async (numberText: string, flags: { out?: string }) => {
      const number = parseNumber(numberText);
      await using app = await context.openApp();
      const text = await app.store.read((tx) => exportAnalysis(tx, number));
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
