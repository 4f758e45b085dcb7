/** The commands that run or look after the installation: serve, worker, migrate, config, doctor. */
import type { Command } from 'commander';
import type { CliContext } from './context.ts';
import { EXIT } from './exit-codes.ts';

/** Adds the commands. */
export function registerService(program: Command, context: CliContext): void {
  const { out } = context;
  program
    .command('serve')
    .description('run the web server (and the job worker, unless REGATLAS_JOBS=off)')
    .action(() => context.serve(out.json));
  program
    .command('worker')
    .description('run only the job worker')
    .action(() => context.work(() => out.json({ ready: true })));
  program
    .command('migrate')
    .description('bring the database up to date')
    .action(async () => {
      const applied = await context.migrate();
      out.json({ applied });
      out.line(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`);
    });
  program
    .command('config')
    .description('list the settings, their values and their meaning')
    .action(() => {
      const rows = context.settingRows();
      out.json({ settings: rows });
      for (const row of rows) {
        const unset = row.value === '' ? '  (not set)' : '  (default)';
        const origin = row.origin === 'default' ? unset : '';
        out.line(`${row.name}=${row.value}${origin}\n    ${row.meaning}`);
      }
    });
  program
    .command('doctor')
    .description('check that everything the program needs is there and works')
    .action(() => runDoctor(context));
}

async function runDoctor({ out, diagnose }: CliContext): Promise<void> {
  const checks = await diagnose();
  const ok = checks.every((check) => check.ok);
  out.json({ ok, checks });
  const width = Math.max(...checks.map((check) => check.name.length));
  for (const check of checks) {
    out.line(`${check.ok ? 'ok     ' : 'PROBLEM'}  ${check.name.padEnd(width)}  ${check.detail}`);
  }
  if (!ok) process.exitCode = EXIT.environment;
}
