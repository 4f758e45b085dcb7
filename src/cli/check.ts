/** `regatlas check REPORT --sources DIR`: the verification report of any file, with no database at all. */
import type { Command } from 'commander';
import { sha256Hex } from '#domain/canonical-json.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { decodeGrounding } from '#ingest/grounding-beside.ts';
import { readCheckable } from '#ingest/read-checkable.ts';
import { decodeFile } from '#ingest/read-file-text.ts';
import { findTopic } from '#ingest/reference.ts';
import type { CliContext } from './context.ts';
import { describeReport } from './describe-report.ts';
import { EXIT } from './exit-codes.ts';
import { pairWithGrounding } from './pair-files.ts';
import { readInputFile } from './read-files.ts';
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
    .action(async (file: string, flags: { sources: string }) => {
      process.exitCode = await runCheck(context, file, flags.sources);
    });
}

async function runCheck(context: CliContext, file: string, folder: string): Promise<number> {
  const { out } = context;
  const limit = { bytes: context.settings().maxImportBytes, setting: 'REGATLAS_MAX_IMPORT_BYTES' };
  const reference = await context.reference();
  const files: { file: string; bytes: Uint8Array }[] = [];
  for (const name of Object.values(pairWithGrounding([file])[0] ?? { file })) {
    files.push({ file: name, bytes: await readInputFile(name, limit) });
  }
  const [report, ...beside] = files;
  if (report === undefined) throw new Error('a pair of files had no file');
  const { content } = readCheckable(decodeFile(report.bytes, file, Number.POSITIVE_INFINITY), {
    file,
    ...reference,
    grounding: beside.map(decodeGrounding),
  });
  const own = new Set(files.map(({ bytes }) => sha256Hex(bytes)));
  const result = verifyContent({
    content,
    sources: await readSourceFolder(context, folder, own),
    gazetteer: reference.gazetteer,
    topic: content.topic === null ? null : (findTopic(reference, content.topic) ?? null),
    topics: reference.topics,
    asOf: null,
    openChallenges: 0,
  });
  out.json(result);
  for (const line of describeReport(result)) out.line(line);
  return result.findings.some((finding) => finding.severity === 'critical') ? EXIT.findings : EXIT.ok;
}
