/** `regatlas source add-articles FILE…`: stores every article of a collection's file as a source of its own. */
import { basename, dirname, join } from 'node:path';
import type { Command } from 'commander';
import { atFile, isAppError } from '#domain/errors.ts';
import { type AddedArticles, addLawArticles, prepareLawArticles } from '#ingest/add-law-articles.ts';
import type { SourceOverrides } from '#ingest/add-source.ts';
import { decodeFile } from '#ingest/read-file-text.ts';
import { type CollectionFile, readCollectionLists, readLawArticles } from '#ingest/read-law-articles.ts';
import type { App, CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { EXIT } from './exit-codes.ts';
import { isFileThere, readInputFile } from './read-files.ts';
import { exitCodeOf, presentRefusal, refusalLine, toRefusal } from './refusal.ts';

type ArticleFlags = {
  readonly publisher?: string;
  readonly jurisdiction?: string;
  readonly instruments?: string;
};

/** What became of one file: its articles, or a refusal that is told already. */
type FileResult = { readonly exitCode: number; readonly added: AddedArticles | null; readonly shown: object };

/** Adds the command below `source`. */
export function registerSourceAddArticles(source: Command, context: CliContext): void {
  source
    .command('add-articles')
    .description('store the articles of laws in JSON files, each as a source (see docs/operations.md)')
    .argument('<file...>', 'JSON arrays with a record for each article; all articles of a file or none')
    .option('--instruments <file>', 'list of the acts; otherwise the instruments.json beside each file')
    .option('--publisher <name>', 'who published them, where the files do not say it')
    .option('--jurisdiction <code-or-name>', 'whose law it is, where the files do not say it')
    .action(async (files: string[], flags: ArticleFlags) => {
      process.exitCode = await runAddArticles(context, files, flags);
    });
}

async function runAddArticles(
  context: CliContext,
  files: readonly string[],
  flags: ArticleFlags,
): Promise<number> {
  const { out } = context;
  await using app = await context.openApp();
  const stop = context.stopSignal();
  const startedAt = performance.now();
  const results: FileResult[] = [];
  {
    using progress = out.progress('Storing articles', files.length);
    for (const file of files) {
      if (stop.aborted) break;
      results.push(await addFile(context, app, file, flags));
      progress.step();
    }
  }
  const storedMs = performance.now() - startedAt;
  const added = results.flatMap((result) => result.added ?? []);
  const sources = sum(added, (one) => one.added);
  if (added.length > 0) out.hint(sumLine(added, storedMs));
  if (sources > 0 && !stop.aborted) await readThem(context, app, sources);
  const notTried = files.slice(results.length);
  if (notTried.length > 0) {
    out.note(`regatlas: Stopped before ${notTried.join(', ')}; what is named above is stored.`);
  }
  out.json({ files: results.map((result) => result.shown), notTried });
  const stopped = notTried.length > 0 ? [EXIT.environment] : [];
  return Math.max(EXIT.ok, ...stopped, ...results.map((result) => result.exitCode));
}

async function addFile(
  context: CliContext,
  app: App,
  file: string,
  flags: ArticleFlags,
): Promise<FileResult> {
  const { out } = context;
  try {
    const added = await storeFile(context, app, file, flags);
    out.line(
      [
        added.added > 0 ? 'added' : 'unchanged',
        counted(added.articles, 'article'),
        `${added.added} new`,
        counted(added.passages, 'passage'),
        basename(file),
      ].join('  '),
    );
    const { versionsToVerify: _, ...shown } = added;
    return { exitCode: EXIT.ok, added, shown: { file, ...shown } };
  } catch (error) {
    const refusal = toRefusal(error);
    out.note(refusalLine(refusal));
    return {
      exitCode: exitCodeOf(refusal),
      added: null,
      shown: { file, refused: presentRefusal(refusal) },
    };
  }
}

/** All of the file in one transaction, with the jobs that its articles entail. */
async function storeFile(
  context: CliContext,
  app: App,
  file: string,
  flags: ArticleFlags,
): Promise<AddedArticles> {
  const { maxSourceBytes: maxBytes } = context.settings();
  const overrides: SourceOverrides = {
    ...(flags.publisher === undefined ? {} : { publisher: flags.publisher }),
    ...(flags.jurisdiction === undefined ? {} : { jurisdiction: flags.jurisdiction }),
  };
  const articles = readLawArticles(
    await readText(context, file),
    await readLists(context, file, flags.instruments),
  );
  const prepared = await prepareLawArticles(articles, file, app.deps, { overrides, maxBytes });
  return app.store.write(async (tx) => {
    const added = await addLawArticles(tx, app.deps, prepared, 'command line');
    for (const versionId of added.versionsToVerify) await app.requestReverification(tx, versionId);
    for (const id of added.ids) await app.requestSourceJobs(tx, id);
    return added;
  });
}

/** A list that is named must be there; those beside the file may be. */
async function readLists(context: CliContext, file: string, named: string | undefined) {
  const folder = dirname(named ?? file);
  const beside = async (name: string) => {
    const path = join(folder, name);
    return (await isFileThere(path)) ? readText(context, path) : null;
  };
  const instruments = named === undefined ? await beside('instruments.json') : await readText(context, named);
  return readCollectionLists(instruments, await beside('jurisdictions.json'));
}

async function readText(context: CliContext, file: string): Promise<CollectionFile> {
  const limit = { bytes: context.settings().maxSourceBytes, setting: 'REGATLAS_MAX_SOURCE_BYTES' };
  const bytes = await readInputFile(file, limit);
  try {
    return { file, text: decodeFile(bytes, file, limit.bytes) };
  } catch (error) {
    throw isAppError(error) ? atFile(error, file) : error;
  }
}

/** Waits until the new sources are read for signals and held against the pages they could bear on. */
async function readThem({ out }: CliContext, app: App, sources: number): Promise<void> {
  using progress = out.progress('Reading them and verifying pages again', sources * JOBS_OF_SOURCE);
  const left = await app.drainJobs(progress.step);
  if (left > 0) out.hint(`Another process still works on them (${left} to go).`);
}

/** Reading its signals, and looking for pages that it could bear on. */
const JOBS_OF_SOURCE = 2;

function sumLine(added: readonly AddedArticles[], storedMs: number): string {
  const articles = sum(added, (one) => one.articles);
  const rate = Math.round(articles / Math.max(storedMs / 1000, 0.001));
  return [
    `${counted(articles, 'article')} of ${counted(added.length, 'file')}`,
    `${sum(added, (one) => one.added)} new`,
    counted(
      sum(added, (one) => one.passages),
      'passage',
    ),
    `${rate} articles a second.`,
  ].join(', ');
}

function sum(added: readonly AddedArticles[], figure: (one: AddedArticles) => number): number {
  return added.reduce((total, one) => total + figure(one), 0);
}
