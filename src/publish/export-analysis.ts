/** An analysis with all its versions, findings, reports and reviews as one JSON text that `import` reads back. */
import { EXPORT_SCHEMA } from '#domain/analysis-export.ts';
import { AppError } from '#domain/errors.ts';
import { findAnalysis } from '#store/analyses.ts';
import type { ReadTx } from '#store/connect.ts';
import { listImportFindings } from '#store/findings.ts';
import { listExportedLineages } from '#store/lineage.ts';
import { listHeldSignals } from '#store/signal-lists.ts';
import { findVerification } from '#store/verifications.ts';
import { listVersions } from '#store/versions.ts';
import { listVotes } from '#store/votes.ts';
import { exportReviews, presentHeldSignal } from './export-reviews.ts';
import { formatExport } from './format-export.ts';

const MOST_SIGNALS = 1_000;

/** The export of the analysis with this number. Throws `not-found`. */
export async function exportAnalysis(tx: ReadTx, number: number): Promise<string> {
  const analysis = await findAnalysis(tx, number);
  if (analysis === undefined) {
    throw new AppError('not-found', `There is no analysis #${number}.`, {
      remedy: 'Look at the list of analyses for its number.',
    });
  }
  const versions = await listVersions(tx, number);
  const lineages = await listLineages(tx, number);
  return formatExport({
    schema: EXPORT_SCHEMA,
    analysis,
    versions: await Promise.all(
      versions.map(async (version) => ({
        number: version.number,
        contentHash: version.contentHash,
        origin: version.origin,
        createdAt: version.recordedAt,
        stage: version.stage,
        content: version.content,
        importFindings: await listImportFindings(tx, version.id),
        verification:
          version.verification === null
            ? null
            : ((await findVerification(tx, version.verification))?.report ?? null),
        ...(await exportVotes(tx, version.verification)),
        signals: (await listHeldSignals(tx, version.id, MOST_SIGNALS)).map(presentHeldSignal),
        ...lineages.get(version.id),
      })),
    ),
    reviews: await exportReviews(tx, number),
  });
}

/** The member `votes`, or nothing when there are none. */
async function exportVotes(tx: ReadTx, verification: number | null) {
  const votes = verification === null ? [] : await listVotes(tx, verification);
  return votes.length === 0 ? {} : { votes };
}

/** The member `lineage` of each version that was made from something or for a reason. */
async function listLineages(tx: ReadTx, analysis: number) {
  const lineages = await listExportedLineages(tx, analysis);
  return new Map([...lineages].map(([version, lineage]) => [version, { lineage }]));
}
