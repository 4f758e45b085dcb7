/** The verification report of a stored version in one of its formats. */

import type { AnalysisContent } from '#domain/analysis.ts';
import { readStoredReport } from '#domain/earlier-report.ts';
import { AppError } from '#domain/errors.ts';
import { findAnalysisPage, getAnalysisBody } from '#store/analysis-pages.ts';
import type { ReadTx } from '#store/connect.ts';
import { formatReport, type ReportFormat } from './report-formats.ts';

/** Of the newest version, or the one named. Throws `not-found`, also for a version that was not checked yet. */
export async function exportReport(
  tx: ReadTx,
  asked: { readonly number: number; readonly version: number | undefined; readonly format: ReportFormat },
): Promise<string> {
  const { number, format } = asked;
  const row = await findAnalysisPage(tx, number, asked.version);
  if (row === undefined) {
    const which = asked.version === undefined ? '' : ` with a version ${asked.version}`;
    throw new AppError('not-found', `There is no analysis #${number}${which}.`, {
      remedy: 'Look at the list of analyses for its number.',
    });
  }
  const body = await getAnalysisBody(tx, row.versionId, row.verification);
  const report = readStoredReport(body.report);
  if (report === null) {
    throw new AppError('not-found', `Version ${row.number} of #${number} has not been checked yet.`, {
      remedy: 'Wait until it has been checked.',
    });
  }
  return formatReport(
    {
      content: body.content as AnalysisContent,
      report,
      analysis: number,
      version: row.number,
      verifiedAt: row.verifiedAt,
    },
    format,
  );
}
