/** `regatlas show NUMBER`: what an analysis says and how it stands, in a screenful. */
import type { Command } from 'commander';
import { AppError } from '#domain/errors.ts';
import type { Finding } from '#domain/finding.ts';
import { listImportFindings } from '#store/findings.ts';
import { findVerification } from '#store/verifications.ts';
import { findVersion } from '#store/versions.ts';
import type { CliContext } from './context.ts';
import { parseNumber } from './parse-number.ts';

/** Adds the command. */
export function registerShow(program: Command, context: CliContext): void {
  program
    .command('show')
    .description('show an analysis: status, evidence, confidence, findings')
    .argument('<number>', 'number of the analysis')
    .option('--version-number <n>', 'a version other than the newest')
    .action(async (number: string, flags: { versionNumber?: string }) => {
      await using app = await context.openApp();
      const wanted = flags.versionNumber === undefined ? undefined : parseNumber(flags.versionNumber);
      const shown = await app.store.read(async (tx) => {
        const version = await findVersion(tx, parseNumber(number), wanted);
        if (version === undefined) {
          throw new AppError(
            'not-found',
            `there is no analysis ${number}${wanted === undefined ? '' : ` version ${wanted}`}.`,
            {
              remedy: 'Import one with `regatlas import FILE`, or look at the list on the web page.',
            },
          );
        }
        const verification =
          version.verification === null ? undefined : await findVerification(tx, version.verification);
        return { version, verification, importFindings: await listImportFindings(tx, version.id) };
      });
      const { version, verification, importFindings } = shown;
      const { content } = version;
      const report = verification?.report;
      context.out.json({
        analysis: version.analysis,
        version: version.number,
        stage: version.stage,
        origin: version.origin,
        recordedAt: version.recordedAt,
        contentHash: version.contentHash,
        content,
        importFindings,
        verification: report ?? null,
        verifiedAt: verification?.verifiedAt ?? null,
      });
      const findings: Finding[] = [...importFindings, ...(report?.findings ?? [])];
      context.out.line(
        `#${version.analysis} version ${version.number}  ${content.jurisdiction} × ${content.topic}  ${version.stage}`,
      );
      context.out.line(
        `${content.status}, evidence ${report?.evidenceState ?? 'unknown'}; ground: ${content.ground ?? 'not stated'}`,
      );
      context.out.line(
        report?.confidence.summary ?? "Confidence Unknown: not verified yet.",
      );
      for (const finding of findings) {
        context.out.line(`  ${finding.severity.padEnd(8)} ${finding.code}: ${finding.message}`);
      }
    });
}
