/** `regatlas source add FILE|URL`: stores a snapshot, then verifies again every page it could bear on. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import { SOURCE_TIERS } from '#domain/source.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import {
  type AddedSource,
  addSource,
  type CapturedBytes,
  prepareSourceFile,
  type SourceOverrides,
} from '#ingest/add-source.ts';
import { listSignals } from '#store/signal-lists.ts';
import { getSource } from '#store/sources.ts';
import type { App, CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { listedSignalLines, presentListedSignal, sumSignals } from './describe-signals.ts';
import { presentSource, sourceLine } from './present-source.ts';
import { readInputFile } from './read-files.ts';
import { readFactFlags } from './read-source-text.ts';
import { registerSourceAddArticles } from './source-add-articles.ts';
import { registerSourceCheck } from './source-check.ts';

type SourceFlags = {
  readonly title?: string;
  readonly publisher?: string;
  readonly published?: string;
  readonly tier?: string;
  readonly jurisdiction?: string;
  readonly url?: string;
};

const MOST_SIGNALS = 100;

/** Adds `source` with the commands below it to the program. */
export function registerSource(program: Command, context: CliContext): void {
  const source = program
    .command('source')
    .description(
      'stored sources (see `source add --help`, `source add-articles --help`, `source check --help`)',
    );
  registerSourceAddArticles(source, context);
  registerSourceCheck(source, context);
  source
    .command('add')
    .description('store a text, Markdown, HTML or PDF file, or a web page, as a source')
    .argument('<file-or-url>', 'a file, or an http(s) address')
    .option('--title <text>', 'title, where the document does not say it well')
    .option('--publisher <name>', 'who published it')
    .option('--published <date>', 'YYYY-MM-DD, YYYY-MM or YYYY')
    .option('--tier <tier>', `who speaks: ${SOURCE_TIERS.join(', ')}`)
    .option('--jurisdiction <code-or-name>', 'what it is about; otherwise read from the text')
    .option('--url <address>', 'where the file came from')
    .action(async (target: string, flags: SourceFlags) => {
      await runSourceAdd(context, target, flags);
    });
}

async function runSourceAdd(context: CliContext, target: string, flags: SourceFlags): Promise<void> {
  const { out } = context;
  const overrides = readOverrides(flags);
  const captured = await capture(context, target);
  await using app = await context.openApp();
  const source = await prepareSourceFile(
    captured,
    overrides,
    app.deps.reference,
    context.settings().maxSourceBytes,
  );
  const added = await app.store.write(async (tx) => {
    const result = await addSource(tx, app.deps, source, 'command line');
    for (const versionId of result.versionsToVerify) await app.requestReverification(tx, versionId);
    if (result.outcome === 'added') await app.requestSourceJobs(tx, result.id);
    // The same bytes again change nothing, whatever else is said of them now.
    const stored = await getSource(tx, result.id);
    return { ...result, facts: stored.facts, jurisdictions: stored.jurisdictions };
  });
  out.line(sourceLine(added, source));
  if (added.outcome === 'unchanged' && Object.keys(overrides).length > 0) {
    out.note('regatlas: The same bytes are stored already; what was said of them then was kept.');
  }
  const verified = added.outcome === 'added' ? await verifyAgain(context, app, added) : 0;
  const filter = { source: added.id, limit: MOST_SIGNALS };
  const signals = await app.store.read((tx) => listSignals(tx, filter));
  for (const line of signals.flatMap(listedSignalLines)) out.line(`  ${line}`);
  out.hint(`${sumSignals(signals)}.`);
  out.json({ ...presentSource(added, source, verified), signals: signals.map(presentListedSignal) });
}

/** Jobs that every new source has beside the verifications: reading its signals, and looking for further pages. */
const OWN_JOBS = 2;

/** Waits until the source is read and every page that it could bear on is verified again; how many, as far as is known. */
async function verifyAgain(context: CliContext, app: App, added: AddedSource): Promise<number> {
  const { out } = context;
  const tied = added.versionsToVerify.length;
  let done = 0;
  using progress = out.progress('Reading it and verifying pages again', tied + OWN_JOBS);
  const left = await app.drainJobs(() => {
    done += 1;
    progress.step();
  });
  // Others may have worked some of the jobs off.
  const pages = Math.max(tied, done - OWN_JOBS);
  if (left > 0) out.hint(`Another process still verifies pages again (${left} to go).`);
  else if (pages > 0) {
    out.hint(
      `${counted(pages, 'page')} that it could bear on ${pages === 1 ? 'was' : 'were'} verified again.`,
    );
  }
  return pages;
}

function readOverrides(flags: SourceFlags): SourceOverrides {
  const { tier, publishedOn } = readFactFlags(flags);
  if (flags.url !== undefined && canonicalUrl(flags.url) === null) {
    throw new AppError('invalid-input', `“${flags.url}” is not a web address.`, {
      place: { field: '--url' },
      remedy: 'Give a full address that begins with https:// or http://.',
    });
  }
  return {
    ...(flags.title === undefined ? {} : { title: flags.title }),
    ...(flags.publisher === undefined ? {} : { publisher: flags.publisher }),
    ...(publishedOn === undefined ? {} : { publishedOn }),
    ...(tier === undefined ? {} : { tier }),
    ...(flags.jurisdiction === undefined ? {} : { jurisdiction: flags.jurisdiction }),
    ...(flags.url === undefined ? {} : { url: flags.url }),
  };
}

async function capture(context: CliContext, target: string): Promise<CapturedBytes> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
    const fetched = await context.fetcher()(target);
    return {
      bytes: fetched.bytes,
      from: fetched.url,
      url: fetched.url,
      mediaType: fetched.mediaType,
      charset: fetched.charset,
      capturedAt: fetched.fetchedAt,
    };
  }
  const limit = { bytes: context.settings().maxSourceBytes, setting: 'REGATLAS_MAX_SOURCE_BYTES' };
  const bytes = await readInputFile(target, limit);
  const from = basename(target);
  return { bytes, from, url: null, mediaType: null, charset: null, capturedAt: new Date().toISOString() };
}
