/** The command line: one file per command, put together here. Names, flags and exit codes are a contract. */
import { Command, type CommanderError } from 'commander';
import { registerAudit } from './audit.ts';
import { registerBatch } from './batch.ts';
import { registerBench } from './bench.ts';
import { registerCheck } from './check.ts';
import type { CliContext } from './context.ts';
import { registerDiff } from './diff.ts';
import { registerExport } from './export.ts';
import { registerImport } from './import.ts';
import { registerPerson } from './person.ts';
import { usageRefusal } from './refusal.ts';
import { registerResearch } from './research.ts';
import { registerRuns } from './runs.ts';
import { registerSearch } from './search.ts';
import { registerService } from './service.ts';
import { registerShow } from './show.ts';
import { registerSignals } from './signals.ts';
import { registerSource } from './source-add.ts';
import { registerUser } from './user.ts';
import { registerVerifyReport } from './verify-report.ts';
import { registerVote } from './vote.ts';

const JSON_FLAG = ['--json', 'print one JSON document on standard output'] as const;

/**
 * The program with all commands; `--json` is accepted before or after any of them. Parsing throws `invalid-input` for
 * wrong usage, and a CommanderError with exit code 0 once help or version is printed.
 */
export function buildProgram(context: CliContext, version: string): Command {
  const { out } = context;
  const program = new Command('regatlas')
    .description('Regulatory intelligence that can be checked.')
    .version(version)
    .option(...JSON_FLAG)
    .configureOutput({
      writeOut: (text) => (out.isJson ? out.json({ text: text.trimEnd() }) : out.raw(text)),
      writeErr: (text) => out.hint(text.trimEnd()),
      // Said once, as every other refusal is, by whoever catches it.
      outputError: () => undefined,
    });
  registerImport(program, context);
  registerSource(program, context);
  registerSignals(program, context);
  registerCheck(program, context);
  registerVerifyReport(program, context);
  registerResearch(program, context);
  registerBatch(program, context);
  registerRuns(program, context);
  registerShow(program, context);
  registerDiff(program, context);
  registerVote(program, context);
  registerExport(program, context);
  registerSearch(program, context);
  registerAudit(program, context);
  registerBench(program, context);
  registerUser(program, context);
  registerPerson(program, context);
  registerService(program, context);
  refuseWrongUsage(program);
  for (const command of listCommands(program)) {
    command.option(...JSON_FLAG);
    refuseWrongUsage(command);
  }
  return program;
}

function refuseWrongUsage(command: Command): void {
  command.exitOverride((error: CommanderError) => {
    throw error.exitCode === 0 ? error : usageRefusal(command, error);
  });
}

function listCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child, ...listCommands(child)]);
}
