/** `regatlas source add FILE|URL`: stores a snapshot, then verifies again every page it could bear on. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { legalDateSchema } from '#domain/analysis.ts';
import { AppError } from '#domain/errors.ts';
import { SOURCE_TIERS, type SourceTier } from '#domain/source.ts';
import {
  addSource,
  type CapturedBytes,
  prepareSourceFile,
  type SourceOverrides,
} from '#ingest/add-source.ts';
import type { CliContext } from './context.ts';
import { readInputFile } from './read-files.ts';

type SourceFlags = {
  readonly title?: string;
  readonly publisher?: string;
  readonly published?: string;
  readonly tier?: string;
  readonly jurisdiction?: string;
  readonly url?: string;
};

/** Adds `source add` to the program. */
export function registerSource(program: Command, context: CliContext): void {
  program
    .command('source')
    .description('stored sources')
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
    return result;
  });
  const progress = out.progress('Verifying pages again', added.versionsToVerify.length);
  if (added.versionsToVerify.length > 0) await app.drainJobs(progress.step);
  progress.done();
  const { facts } = source;
  out.line(
    [
      `${added.outcome} source ${added.id}`,
      facts.title ?? 'title not known',
      `publisher ${facts.publisher ?? 'not known'}`,
      `published ${facts.publishedOn ?? 'not known'}`,
      `${added.versionsToVerify.length} pages verified again`,
    ].join('  '),
  );
  out.json({
    outcome: added.outcome,
    id: added.id,
    page: `/sources/${added.id}`,
    sha256: added.sha256,
    mediaType: source.mediaType,
    size: captured.bytes.length,
    facts,
    extractor: source.extracted.extractor,
    extractorVersion: source.extracted.extractorVersion,
    characters: source.extracted.text.length,
    jurisdictions: source.jurisdictions,
    versionsVerified: added.versionsToVerify.length,
  });
}

function readOverrides(flags: SourceFlags): SourceOverrides {
  const tier = SOURCE_TIERS.find((known): known is SourceTier => known === flags.tier);
  if (flags.tier !== undefined && tier === undefined) {
    throw new AppError('invalid-input', `“${flags.tier}” is not a tier.`, {
      place: { field: '--tier' },
      remedy: `Use one of ${SOURCE_TIERS.join(', ')}.`,
    });
  }
  if (flags.published !== undefined && !legalDateSchema.safeParse(flags.published).success) {
    throw new AppError('invalid-input', `“${flags.published}” is not a date.`, {
      place: { field: '--published' },
      remedy: 'Write YYYY-MM-DD, YYYY-MM or YYYY.',
    });
  }
  return {
    ...(flags.title === undefined ? {} : { title: flags.title }),
    ...(flags.publisher === undefined ? {} : { publisher: flags.publisher }),
    ...(flags.published === undefined ? {} : { publishedOn: flags.published }),
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
  const bytes = await readInputFile(target, context.settings().maxSourceBytes, 'REGATLAS_MAX_SOURCE_BYTES');
  const from = basename(target);
  return { bytes, from, url: null, mediaType: null, charset: null, capturedAt: new Date().toISOString() };
}
