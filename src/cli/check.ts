/** `regatlas check REPORT --sources DIR`: the verification report of any file, with no database at all. */
import { basename } from 'node:path';
import type { Command } from 'commander';
import { sha256Hex } from '#domain/canonical-json.ts';
import { isAppError } from '#domain/errors.ts';
import type { SourceText } from '#domain/source.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { extractSource } from '#ingest/extract/extract.ts';
import { readCheckable } from '#ingest/read-checkable.ts';
import { decodeFile } from '#ingest/read-file-text.ts';
import { findTopic } from '#ingest/reference.ts';
import type { CliContext } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { listFilesBelow, readInputFile } from './read-files.ts';
import { refusalLine } from './refusal.ts';

/** Adds the command. */
export function registerCheck(program: Command, context: CliContext): void {
  program
    .command('check')
    .description('verify a report against a folder of sources, without a database')
    .argument('<report>', 'an analysis page, a Markdown or text report, or Regatlas JSON')
    .requiredOption('--sources <folder>', 'folder with the source files (text, Markdown, HTML, PDF)')
    .action(async (file: string, flags: { sources: string }) => {
      process.exitCode = await runCheck(context, file, flags.sources);
    });
}

async function runCheck(context: CliContext, file: string, folder: string): Promise<number> {
  const { out } = context;
  const reference = await context.reference();
  const bytes = await readInputFile(file, context.settings().maxImportBytes, 'REGATLAS_MAX_IMPORT_BYTES');
  const text = decodeFile(bytes, file, Number.POSITIVE_INFINITY);
  const { content } = readCheckable(text, { file, ...reference });
  const report = verifyContent({
    content,
    sources: await readSources(context, folder),
    gazetteer: reference.gazetteer,
    topic: content.topic === null ? null : (findTopic(reference, content.topic) ?? null),
    asOf: null,
    openChallenges: 0,
  });
  out.json(report);
  for (const line of describeReport(report)) out.line(line);
  return report.findings.some((finding) => finding.severity === 'critical') ? EXIT.findings : EXIT.ok;
}

async function readSources(context: CliContext, folder: string): Promise<SourceText[]> {
  const files = await listFilesBelow(folder);
  const progress = context.out.progress('Reading sources', files.length);
  const sources: SourceText[] = [];
  for (const file of files) {
    try {
      sources.push(await readSource(file, context.settings().maxSourceBytes));
    } catch (error) {
      // One unreadable file must not hide what the others say; it is named, and nothing is held against it.
      if (!isAppError(error)) throw error;
      context.out.note(`${refusalLine(error)} (left out)`);
    }
    progress.step();
  }
  progress.done();
  return sources;
}

async function readSource(file: string, maxBytes: number): Promise<SourceText> {
  const bytes = await readInputFile(file, maxBytes, 'REGATLAS_MAX_SOURCE_BYTES');
  const read = await extractSource(bytes, { name: file, declaredMediaType: null, charset: null, maxBytes });
  return {
    sha256: sha256Hex(bytes),
    textSha256: sha256Hex(read.extracted.text),
    extractor: read.extracted.extractor,
    text: read.extracted.text,
    pageStarts: read.extracted.pageStarts,
    title: read.facts.title ?? null,
    publisher: read.facts.publisher ?? null,
    url: read.facts.url ?? null,
    publishedOn: read.facts.publishedOn ?? null,
    tier: read.facts.tier ?? 'unknown',
    fileName: basename(file),
  };
}

function describeReport(report: VerificationReport): string[] {
  const count = (severity: string) =>
    report.findings.filter((finding) => finding.severity === severity).length;
  const quotations = report.quotations.map((quotation) => {
    const from = quotation.attributedTo === null ? '' : ` [${quotation.attributedTo}]`;
    return `  ${quotation.verdict.padEnd(16)} “${shorten(quotation.text)}”${from}`;
  });
  return [
    `${report.sources.length} sources, ${report.sentences.length} sentences, ${report.quotations.length} quotations`,
    ...quotations,
    ...report.findings.map(
      (finding) => `  ${finding.severity.padEnd(8)} ${finding.code}: ${finding.message}`,
    ),
    `confidence ${report.confidence.level}: ${report.confidence.summary}`,
    `${count('critical')} critical, ${count('major')} major, ${count('minor')} minor findings`,
  ];
}

function shorten(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 87)}…`;
}
