/**
 * `regatlas verify-report REPORT --page PAGE --sources DIR`: makes a verification report again from the page's content
 * and a folder of snapshots, with no database, and says whether it comes out the same.
 */
import type { Command } from 'commander';
import { contentHash } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import type { SourceText } from '#domain/source.ts';
import { type VerificationReport, verificationReportSchema } from '#domain/verification.ts';
import type { CheckableContent } from '#grounding/checkable-content.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { parseJsonText } from '#ingest/parse-json-text.ts';
import { decodeFile } from '#ingest/read-file-text.ts';
import { findTopic } from '#ingest/reference.ts';
import { compareReports, type ReportDifference } from '#publish/compare-reports.ts';
import type { CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { EXIT } from './exit-codes.ts';
import { readInputFile } from './read-files.ts';
import { readPageFile } from './read-page-file.ts';
import { readSourceFolder } from './read-source-folder.ts';

const MOST_SHOWN = 20;
const MOST_CHARACTERS = 60;

type Flags = { readonly page: string; readonly sources: string };

/** Adds the command. */
export function registerVerifyReport(program: Command, context: CliContext): void {
  program
    .command('verify-report')
    .description('make a verification report again from its page and snapshots, and compare')
    .argument('<report>', 'a report as `export --format report` or `check --format report` writes it')
    .requiredOption('--page <file>', 'the page it is about: an export, or the file that was checked')
    .requiredOption('--sources <folder>', 'folder with the snapshots, under any names')
    .action(async (file: string, flags: Flags) => {
      process.exitCode = await runVerify(context, file, flags);
    });
}

async function runVerify(context: CliContext, file: string, flags: Flags): Promise<number> {
  const { out } = context;
  const reported = await readReport(context, file);
  const reference = await context.reference();
  const page = await readPageFile(context, flags.page, reference);
  const content = contentOf(page.contents, reported, flags.page);
  const read = await readSourceFolder(context, flags.sources, page.own);
  const recomputed = verifyContent({
    content,
    sources: asReported(reported, read, flags.sources),
    gazetteer: reference.gazetteer,
    topic: content.topic === null ? null : (findTopic(reference, content.topic) ?? null),
    asOf: reported.asOf,
    openChallenges: reported.openChallenges,
    criticalChallenges: reported.criticalChallenges,
    approved: reported.approved,
  });
  const differences = compareReports(reported, recomputed);
  const isSame = differences.length === 0;
  out.json({
    identical: isSame,
    engine: recomputed.engine,
    contentHash: recomputed.contentHash,
    differences,
  });
  for (const line of isSame ? [sameLine(recomputed)] : describe(differences)) out.line(line);
  return isSame ? EXIT.ok : EXIT.findings;
}

async function readReport(context: CliContext, file: string): Promise<VerificationReport> {
  const limit = { bytes: context.settings().maxImportBytes, setting: 'REGATLAS_MAX_IMPORT_BYTES' };
  const bytes = await readInputFile(file, limit);
  const value = parseJsonText(decodeFile(bytes, file, Number.POSITIVE_INFINITY), { file });
  const parsed = verificationReportSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError(
    'invalid-input',
    `This is no verification report: ${issue?.message ?? 'another shape'}.`,
    {
      place: { file, field: issue?.path.join('.') ?? '' },
      remedy: 'Write one with `npx regatlas export NUMBER --format report`.',
    },
  );
}

function contentOf(
  contents: readonly CheckableContent[],
  { contentHash: hash }: VerificationReport,
  file: string,
): CheckableContent {
  const found = contents.find((content) => contentHash(content) === hash);
  if (found !== undefined) return found;
  throw new AppError('invalid-input', `The page has no version with the content ${hash.slice(0, 16)}….`, {
    place: { file },
    remedy: 'Give the export of the analysis that the report was made of, or the file that was checked.',
  });
}

/** The report's sources in its order, with the facts it was made by and the text read from the folder's snapshots. */
function asReported(
  { sources }: VerificationReport,
  read: readonly SourceText[],
  folder: string,
): SourceText[] {
  const byHash = new Map(read.map((source) => [source.sha256, source]));
  const missing = sources.filter(({ sha256 }) => !byHash.has(sha256));
  if (missing.length > 0) {
    const [first] = missing;
    throw new AppError(
      'invalid-input',
      `${counted(missing.length, 'snapshot')} of the report ${missing.length === 1 ? 'is' : 'are'} not in the folder, the first ${first?.sha256}.`,
      { place: { file: folder }, remedy: 'Fetch each from /snapshots/<sha256> of the site it is from.' },
    );
  }
  return sources.flatMap(({ textSha256: _reported, extractor: _by, ...facts }) => {
    const source = byHash.get(facts.sha256);
    return source === undefined ? [] : [{ ...source, ...facts }];
  });
}

function sameLine({ engine, sources, sentences, quotations }: VerificationReport): string {
  return `identical  ${counted(sentences.length, 'sentence')}, ${counted(quotations.length, 'quotation')}, ${counted(sources.length, 'source')}, by ${engine}`;
}

function describe(differences: readonly ReportDifference[]): string[] {
  const more = differences.length - MOST_SHOWN;
  return [
    `differs  at ${counted(differences.length, 'place')}`,
    ...differences
      .slice(0, MOST_SHOWN)
      .map(
        ({ path, reported, recomputed }) =>
          `  ${path}: reported ${brief(reported)}, comes out as ${brief(recomputed)}`,
      ),
    ...(more > 0 ? [`  and ${counted(more, 'place')} more; all of them with --json`] : []),
  ];
}

function brief(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
