/** Reviews of an analysis as an export has them: people by name, what was said after a review with it. */
import type { ExportedReview, ExportedSignal } from '#domain/analysis-export.ts';
import type { ReadTx } from '#store/connect.ts';
import { listReviews, type ReviewRecord } from '#store/review-records.ts';
import { listAllComments } from '#store/review-threads.ts';
import type { HeldSignal } from '#store/signal-lists.ts';
import { listChallengeGrounds } from '#store/system-challenges.ts';

/** All reviews, oldest first. */
export async function exportReviews(tx: ReadTx, analysis: number): Promise<ExportedReview[]> {
  const reviews = await listReviews(tx, analysis);
  const opened = reviews.filter(({ origin }) => origin === 'system').map(({ id }) => id);
  const grounds = Map.groupBy(await listChallengeGrounds(tx, opened), ({ review }) => review);
  const comments = Map.groupBy(await listAllComments(tx, analysis), ({ review }) => review);
  return reviews.map((review) => ({
    ...presentReview(review),
    ...filled('evidence', grounds.get(review.id)?.map(presentHeldSignal)),
    ...filled(
      'comments',
      comments
        .get(review.id)
        ?.map(({ name, kind, text, writtenAt }) => ({ author: name, kind, text, writtenAt })),
    ),
  }));
}

function presentReview(review: ReviewRecord): ExportedReview {
  const { id, version, kind, name, text, submittedAt, origin, role, severity, target, proposedText } = review;
  return {
    ...{ id, version, kind, author: name, text, submittedAt, origin },
    ...(role === null ? {} : { role }),
    ...(severity === null ? {} : { severity }),
    ...(target.kind === 'version' ? {} : { target }),
    ...(proposedText === null ? {} : { proposedText }),
    ...filled('restsOn', [...review.evidence]),
    ...presentOutcome(review),
  };
}

function presentOutcome({ outcome }: ReviewRecord): Pick<ExportedReview, 'outcome'> {
  if (outcome === null) return {};
  const { vouched: _vouched, ...said } = outcome;
  return { outcome: said };
}

function filled<K extends string, T>(name: K, all: T[] | undefined): { [key in K]?: T[] } {
  return all === undefined || all.length === 0 ? {} : ({ [name]: all } as { [key in K]: T[] });
}

/** A signal as an export has it, with the source it stands in. */
export function presentHeldSignal(held: HeldSignal): ExportedSignal {
  const { id: _id, sourceId: _source, sourceTextId: _text, snapshot, source, ...said } = held;
  const { review: _review, ...signal } = said as typeof said & { review?: string };
  return { ...signal, source: { snapshot, ...source } };
}
