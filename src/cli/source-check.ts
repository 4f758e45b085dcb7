/** `regatlas source check [ID…]`: how the addresses of sources answer now, and whether the words relied on are there. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import { type CheckedSource, lookAtSource, recordSourceCheck } from '#ingest/check-source.ts';
import { listSourcesToCheck } from '#store/source-checks.ts';
import { getSource, type SourceDetail } from '#store/sources.ts';
import type { App, CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { parseNumber } from './parse-number.ts';

const USUAL_MOST = 50;

/** Adds the command below `source`. */
export function registerSourceCheck(source: Command, context: CliContext): void {
  source
    .command('check')
    .description('look at the addresses of sources again; stored copies stay as they are')
    .argument('[id...]', 'numbers of sources; without any, those looked at longest ago')
    .option('--most <n>', 'how many, when none are named', String(USUAL_MOST))
    .action(async (ids: string[], flags: { most: string }) => {
      await runSourceCheck(context, ids.map(parseNumber), parseNumber(flags.most));
    });
}

async function runSourceCheck(context: CliContext, named: readonly number[], most: number): Promise<void> {
  const { out } = context;
  await using app = await context.openApp();
  const ids = named.length > 0 ? named : await app.store.read((tx) => listSourcesToCheck(tx, most));
  // All are looked up before the first address is asked, so that a wrong number stops everything.
  const sources: SourceDetail[] = [];
  for (const id of ids) sources.push(await app.store.read((tx) => getSource(tx, id)));
  const checked: CheckedSource[] = [];
  const stop = context.stopSignal();
  {
    using progress = out.progress('Looking at addresses', sources.length);
    for (const source of sources) {
      if (stop.aborted) break;
      checked.push(await checkOne(context, app, source));
      progress.step();
    }
  }
  if (checked.length === 0) out.hint('No stored source has an address to look at.');
  const pages = new Set(checked.flatMap((each) => each.versionsToVerify)).size;
  if (pages > 0) {
    using progress = out.progress('Verifying pages again', pages);
    const left = await app.drainJobs(progress.step);
    if (left === 0) out.hint(`${counted(pages, 'page')} that changed documents bear on: verified again.`);
  }
  out.json({ checks: checked.map(({ check }) => check) });
}

async function checkOne(context: CliContext, app: App, source: SourceDetail): Promise<CheckedSource> {
  const { url } = source.facts;
  if (url === null) {
    throw new AppError('invalid-input', `Source ${source.id} has no address.`, {
      remedy: 'Only sources that were fetched, or added with --url, can be looked at again.',
    });
  }
  const look = await lookAtSource(
    context.fetcher(),
    { ...source, facts: { ...source.facts, url } },
    app.deps.reference,
    context.settings().maxSourceBytes,
  );
  const result = await app.store.write(async (tx) => {
    const checked = await recordSourceCheck(tx, app.deps, source, look, 'command line');
    for (const versionId of checked.versionsToVerify) await app.requestReverification(tx, versionId);
    if (checked.check.newerSource !== null) await app.requestSourceJobs(tx, checked.check.newerSource);
    return checked;
  });
  context.out.line(checkLine(result));
  return result;
}

function checkLine({ check }: CheckedSource): string {
  const { drift } = check;
  const parts = [`source ${check.source}`, check.state, check.reason];
  if (drift !== null && !drift.textChanged) parts.push('The text is unchanged.');
  if (drift?.textChanged === true) {
    const still = drift.passages.filter(({ verdict }) => verdict === 'still-there').length;
    parts.push(
      `The text has changed; ${still} of ${counted(drift.passages.length, 'passage')} relied on still there.`,
    );
  }
  if (check.newerSource !== null) parts.push(`The changed document is source ${check.newerSource}.`);
  return parts.join('  ');
}
