/** `regatlas audit`: whether the trail is whole, and what is in it. */
import type { Command } from 'commander';
import { type AuditListFlags, MOST_LISTED, runAuditList } from './audit-list.ts';
import { runAuditVerify } from './audit-verify.ts';
import type { CliContext } from './context.ts';

/** Adds `audit verify` and `audit list` to the program. */
export function registerAudit(program: Command, context: CliContext): void {
  const audit = program.command('audit').description('look at the audit trail');
  audit
    .command('verify')
    .description('check that nothing in the trail, and no version it speaks of, was changed afterwards')
    .option('--head <hash>', 'hash of a head noted earlier, which must still be in the trail')
    .action((flags: { head?: string }) => runAuditVerify(context, flags.head));
  audit
    .command('list')
    .description('list events, newest first')
    .option('--actor <actor>', 'only by this actor, such as person:<id> or "command line"')
    .option('--action <action>', 'only of this action, such as version.published')
    .option('--subject <subject>', 'only about this, such as analysis:7 (with all its versions) or source:3')
    .option('--since <day>', 'only from this day on (UTC)')
    .option('--until <day>', 'only up to this day, which is included')
    .option('--before <event>', 'only events with a lower number')
    .option('--most <number>', `how many, ${MOST_LISTED} at most`, '50')
    .action((flags: AuditListFlags) => runAuditList(context, flags));
}
