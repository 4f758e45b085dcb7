/** The command line: one file per command, put together here. Names, flags and exit codes are a contract. */
import { Command } from 'commander';
import { registerCheck } from './check.ts';
import type { CliContext } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerService } from './service.ts';
import { registerShow } from './show.ts';
import { registerSource } from './source-add.ts';

/** The program with all commands; `--json` is accepted before or after any of them. */
export function buildProgram(context: CliContext, version: string): Command {
  const program = new Command('regatlas')
    .description('Regulatory intelligence that can be checked.')
    .version(version)
    .option('--json', 'print one JSON document on standard output')
    .showHelpAfterError('(run with --help for the commands and their options)')
    .exitOverride();
  registerImport(program, context);
  registerSource(program, context);
  registerCheck(program, context);
  registerShow(program, context);
  registerExport(program, context);
  registerService(program, context);
  for (const command of listCommands(program)) {
    command.option('--json', 'print one JSON document on standard output');
    command.exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.input;
      throw error;
    });
  }
  return program;
}

function listCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...listCommands(child)]);
}
