/** `regatlas person …`: what is stored about somebody, and taking somebody out for good. */
import type { Command } from 'commander';
import { anonymisePerson } from '#accounts/anonymise-person.ts';
import { exportPerson } from '#accounts/export-person.ts';
import { AppError } from '#domain/errors.ts';
import type { CliContext } from './context.ts';

/** Adds the command with its subcommands. */
export function registerPerson(program: Command, context: CliContext): void {
  const { out } = context;
  const person = program
    .command('person')
    .description('export what is stored about somebody, or take somebody out');
  person
    .command('export')
    .description('write all that is stored about somebody as one JSON document')
    .argument('<person>', 'their e-mail address or id')
    .action(async (given: string) => {
      await using app = await context.openApp();
      const document = await app.store.read((tx) => exportPerson(tx, app.deps, given));
      out.raw(`${JSON.stringify(document, null, 2)}\n`);
    });
  person
    .command('anonymise')
    .description('take name, address and access of somebody out for good; what they did stays under their id')
    .argument('<person>', 'their e-mail address or id')
    .option('--yes', 'do it: it cannot be undone')
    .action((given: string, flags: { yes?: true }) => anonymise(context, given, flags.yes === true));
}

async function anonymise(context: CliContext, given: string, isMeant: boolean): Promise<void> {
  if (!isMeant) {
    throw new AppError('invalid-input', 'This cannot be undone.', {
      place: { field: '--yes' },
      remedy: 'Export what is stored first if they want it, then say --yes.',
    });
  }
  const { out } = context;
  await using app = await context.openApp();
  const id = await app.store.write((tx) =>
    anonymisePerson(tx, app.deps, { actor: 'command line', person: given }),
  );
  out.json({ person: { id, anonymised: true } });
  out.line(`${id} is a former member. Reviews, versions and the trail stay under this id.`);
}
