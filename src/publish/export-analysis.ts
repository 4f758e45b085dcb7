/** An analysis with all its versions, findings, reports and reviews as one JSON text that `import` reads back. */
import { EXPORT_SCHEMA, type ExportedSignal } from '#domain/analysis-export.ts';
import { AppError } from '#domain/errors.ts';
import { findAnalysis } from '#store/analyses.ts';
import type { ReadTx } from '#store/connect.ts';
import { listImportFindings } from '#store/findings.ts';
import { listReviews } from '#store/review-records.ts';
import { type HeldSignal, listHeldSignals } from '#store/signal-lists.ts';
import { listChallengeGrounds } from '#store/system-challenges.ts';
import { findVerification } from '#store/verifications.ts';
import { listVersions } from '#store/versions.ts';
import { listVotes } from '#store/votes.ts';
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
  const reviews = await listReviews(tx, number);
  const opened = reviews.filter(({ origin }) => origin === 'system').map(({ id }) => id);
  const grounds = Map.groupBy(await listChallengeGrounds(tx, opened), ({ review }) => review);
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
        signals: (await listHeldSignals(tx, version.id, MOST_SIGNALS)).map(presentSignal),
      })),
    ),
    reviews: reviews.map(({ versionId: _versionId, ...review }) => {
      const evidence = grounds.get(review.id)?.map(presentSignal);
      return evidence === undefined ? review : { ...review, evidence };
    }),
  });
}

/** The member `votes`, or nothing when there are none. */
async function exportVotes(tx: ReadTx, verification: number | null) {
  const votes = verification === null ? [] : await listVotes(tx, verification);
  return votes.length === 0 ? {} : { votes };
}

function presentSignal(held: HeldSignal): ExportedSignal {
  const { id: _id, sourceId: _source, sourceTextId: _text, snapshot, source, ...said } = held;
  const { review: _review, ...signal } = said as typeof said & { review?: string };
  return { ...signal, source: { snapshot, ...source } };
}
