/** `regatlas check REPORT --sources DIR`: the verification report of any file, with no database at all. */
import { type Command, Option } from 'commander';
import { verifyContent } from '#grounding/verify-content.ts';
import { findTopic } from '#ingest/reference.ts';
import { formatReport, REPORT_FORMATS, type ReportFormat } from '#publish/report-formats.ts';
import type { CliContext } from './context.ts';
import { describeReport } from './describe-report.ts';
import { EXIT } from './exit-codes.ts';
import { readPageFile } from './read-page-file.ts';
import { readSourceFolder } from './read-source-folder.ts';

/** Adds the command. */
export function registerCheck(program: Command, context: CliContext): void {
  program
    .command('check')
    .description('verify a report against a folder of sources, without a database')
    .argument(
      '<report>',
      'an analysis page, a Markdown or text report (with its .grounding.json beside), or Regatlas JSON',
    )
    .requiredOption('--sources <folder>', 'folder with the source files (text, Markdown, HTML, PDF)')
    .addOption(
      new Option('--format <name>', 'write the report or a view of it as JSON').choices(REPORT_FORMATS),
    )
    .action(async (file: string, flags: Flags) => {
      process.exitCode = await runCheck(context, file, flags);
    });
}

type Flags = { readonly sources: string; readonly format?: ReportFormat };

async function runCheck(
  context: CliContext,
  file: string,
  { sources: folder, format }: Flags,
): Promise<number> {
  const { out } = context;
  const reference = await context.reference();
  const { contents, own } = await readPageFile(context, file, reference);
  const [content] = contents;
  if (content === undefined) throw new Error('a file was read without a content');
  const result = verifyContent({
    content,
    sources: await readSourceFolder(context, folder, own),
    gazetteer: reference.gazetteer,
    topic: content.topic === null ? null : (findTopic(reference, content.topic) ?? null),
    topics: reference.topics,
    asOf: null,
    openChallenges: 0,
  });
  if (format === undefined) {
    out.json(result);
    for (const line of describeReport(result)) out.line(line);
  } else {
    const page = { content, report: result, analysis: null, version: null, verifiedAt: null };
    out.raw(formatReport(page, format));
  }
  return result.findings.some((finding) => finding.severity === 'critical') ? EXIT.findings : EXIT.ok;
}
