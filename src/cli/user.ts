/** `regatlas user …`: people, by whoever holds the server. Nobody's password is ever set or seen here: links are printed. */
import type { Command } from 'commander';
import { addPerson } from '#accounts/add-person.ts';
import { changeRole, disablePerson, enablePerson, getPerson } from '#accounts/change-person.ts';
import type { NewLink } from '#accounts/one-time-link.ts';
import { createReset } from '#accounts/send-link.ts';
import { AppError } from '#domain/errors.ts';
import { ACCOUNT_ROLES } from '#domain/person.ts';
import { listPeople, type Person } from '#store/people.ts';
import type { App, CliContext } from './context.ts';

const ACTOR = 'command line';
const ROLE_WORDS = ACCOUNT_ROLES.join(', ');

/** Adds the command with its subcommands. */
export function registerUser(program: Command, context: CliContext): void {
  const user = program.command('user').description('add people, change what they may do, let them in again');
  user
    .command('add')
    .description('add somebody; prints a link that works once, to be passed on to them')
    .requiredOption('--email <address>', 'their e-mail address')
    .requiredOption('--name <name>', 'their name, shown in public')
    .option('--role <role>', `what they may do: ${ROLE_WORDS}`, 'contributor')
    .action((flags: { email: string; name: string; role: string }) => add(context, flags));
  user
    .command('role')
    .description('change what somebody may do')
    .argument('<person>', 'their e-mail address or id')
    .argument('<role>', ROLE_WORDS)
    .action((person: string, role: string) =>
      change(context, (app, tx) => changeRole(tx, app.deps, { actor: ACTOR, person, role })),
    );
  user
    .command('reset')
    .description('print a link that works once, for a new password')
    .argument('<person>', 'their e-mail address or id')
    .action((person: string) => reset(context, person));
  user
    .command('disable')
    .description('let somebody in no more; sessions and keys end at once')
    .argument('<person>', 'their e-mail address or id')
    .action((person: string) =>
      change(context, (app, tx) => disablePerson(tx, app.deps, { actor: ACTOR, person })),
    );
  user
    .command('enable')
    .description('let somebody in again')
    .argument('<person>', 'their e-mail address or id')
    .action((person: string) =>
      change(context, (app, tx) => enablePerson(tx, app.deps, { actor: ACTOR, person })),
    );
  user
    .command('list')
    .description('list the people')
    .action(() => list(context));
}

async function add(context: CliContext, flags: { email: string; name: string; role: string }): Promise<void> {
  await using app = await context.openApp();
  const { id, email, link } = await app.store.write((tx) =>
    addPerson(tx, app.deps, { actor: ACTOR, ...flags }),
  );
  tellLink(context, { id, email, role: flags.role }, link);
}

async function reset(context: CliContext, given: string): Promise<void> {
  await using app = await context.openApp();
  const { person, link } = await app.store.write(async (tx) => {
    const found = await getPerson(tx, given);
    if (found.disabledAt !== null) {
      throw new AppError('conflict', 'This person may not sign in.', {
        remedy: 'Let them in again first: npx regatlas user enable.',
      });
    }
    return { person: found, link: await createReset(tx, app.deps, found) };
  });
  tellLink(context, { id: person.id, email: person.email, role: person.role }, link);
}

async function change(
  context: CliContext,
  make: (app: App, tx: Parameters<Parameters<App['store']['write']>[0]>[0]) => Promise<Person>,
): Promise<void> {
  const { out } = context;
  await using app = await context.openApp();
  const person = await app.store.write((tx) => make(app, tx));
  out.json({ person: present(person) });
  out.line(`${person.email ?? person.id}  ${describe(person)}`);
}

async function list(context: CliContext): Promise<void> {
  const { out } = context;
  await using app = await context.openApp();
  const people = await app.store.read(listPeople);
  out.json({
    people: people.map((one) => ({
      ...present(one),
      hasCredential: one.hasCredential,
      lastSignInAt: one.lastSignInAt,
    })),
  });
  if (people.length === 0) out.line('There is nobody yet.');
  for (const person of people) {
    const waits = person.hasCredential ? '' : '  (has not come in yet)';
    out.line(`${person.email ?? person.id}  ${person.name}  ${describe(person)}${waits}`);
  }
}

function tellLink(
  { out, settings }: CliContext,
  person: { id: string; email: string | null; role: string },
  { path, expiresAt }: NewLink,
): void {
  const link = `${settings().publicUrl}${path}`;
  out.json({ person, link, path, expiresAt });
  out.line(link);
  out.hint(`Pass it on to ${person.email}: it works once, until ${expiresAt.slice(0, 16)} UTC.`);
}

function present({ id, name, email, role, createdAt, disabledAt }: Person): object {
  return { id, name, email, role, createdAt, disabledAt };
}

function describe(person: Person): string {
  return person.disabledAt === null ? person.role : `${person.role}, disabled`;
}
