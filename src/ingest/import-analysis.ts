/**
 * Imports one file: an analysis page saved as text, a report with its grounding, or an export of our own. One
 * transaction for each file: bytes, version, findings, audit row and first verification are all there or none is.
 */
import type { AnalysisContent, VersionOrigin } from '#domain/analysis.ts';
import { contentHash, sha256Hex } from '#domain/canonical-json.ts';
import { AppError, atFile, isAppError } from '#domain/errors.ts';
import type { Finding } from '#domain/finding.ts';
import { type NewId, nowIso } from '#domain/ports.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { findAnalysis, insertAnalysis, lockAnalysis, lockNumbers } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendFindings } from '#store/findings.ts';
import { keepImportFile } from '#store/import-files.ts';
import { listLaterVersions } from '#store/review-anchors.ts';
import { holdEvidence } from '#store/verifications.ts';
import { appendVersion, findContent, findVersionByHash } from '#store/versions.ts';
import { importLineage } from './import-lineage.ts';
import { importReviews } from './import-reviews.ts';
import { type ReadAnalysis, readAnalysisFile } from './read-analysis-file.ts';
import type { Reference } from './reference.ts';
import { type VerifyDeps, verifyVersion } from './verify-version.ts';

/** A file as it was given; `beside` is the provider's grounding that belongs to a report. */
export type ImportInput = {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly beside?: { readonly file: string; readonly bytes: Uint8Array };
};

/** How to import. */
export type ImportOptions = {
  readonly actor: string;
  readonly origin: VersionOrigin;
  /** Take the next free number where the declared one belongs to another page. */
  readonly renumber: boolean;
};

/** One version that a file brought. `unchanged`: exactly this content was there already. */
export type ImportedVersion = {
  readonly outcome: 'imported' | 'unchanged';
  readonly analysis: number;
  readonly version: number;
  readonly versionId: string;
  readonly contentHash: string;
  readonly content: AnalysisContent;
  readonly importFindings: readonly Finding[];
  readonly report: VerificationReport;
  /** Reviews of this version that the file brought and that were not here. */
  readonly reviewsAdded: number;
};

/** What importing needs from outside. `onAppended` carries over to a version what was said of those before it. */
export type ImportDeps = VerifyDeps & {
  readonly newId: NewId;
  readonly onAppended: (tx: WriteTx, versionId: string) => Promise<void>;
};

/** Reads the file without storing anything. Throws what {@link importAnalysis} would throw for its content. */
export function readImport(input: ImportInput, reference: Reference): ReadAnalysis {
  try {
    return readAnalysisFile(input, reference);
  } catch (error) {
    throw isAppError(error) && error.place.file === undefined ? atFile(error, input.file) : error;
  }
}

/**
 * Imports a file that {@link readImport} has read; the versions it brought, oldest first.
 * Throws `number-taken` when its number belongs to another page, `invalid-input` for a review from the future.
 */
export async function importAnalysis(
  tx: WriteTx,
  deps: ImportDeps,
  input: ImportInput,
  read: ReadAnalysis,
  options: ImportOptions,
): Promise<ImportedVersion[]> {
  await holdEvidence(tx);
  const sha256 = sha256Hex(input.bytes);
  const at = nowIso(deps.clock);
  refuseFutureReviews(read, input.file, at);
  await keepImportFile(tx, { sha256, name: input.file, bytes: input.bytes, at });
  if (input.beside !== undefined) {
    const { file, bytes } = input.beside;
    await keepImportFile(tx, { sha256: sha256Hex(bytes), name: file, bytes, at });
  }
  const analysis = await placeAnalysis(tx, input.file, read, at, options);
  const imported: ImportedVersion[] = [];
  for (const [index, version] of read.versions.entries()) {
    const reviews = read.reviews.flatMap(({ versionIndex, review }) =>
      versionIndex === index ? [review] : [],
    );
    const target = { analysis, importFile: sha256, at };
    imported.push(await importVersion(tx, deps, target, { ...version, reviews }, options));
  }
  await carryOver(tx, deps, imported);
  return imported;
}

/** What a file adds to a version that was here holds for the versions that came after it, too. */
async function carryOver(tx: WriteTx, deps: ImportDeps, imported: readonly ImportedVersion[]): Promise<void> {
  const first = imported.find(({ outcome, reviewsAdded }) => outcome === 'unchanged' && reviewsAdded > 0);
  if (first === undefined) return;
  for (const later of await listLaterVersions(tx, first.versionId)) {
    await deps.onAppended(tx, later);
    await verifyVersion(tx, deps, later);
  }
}

function refuseFutureReviews(read: ReadAnalysis, file: string, now: string): void {
  for (const [index, { review }] of read.reviews.entries()) {
    const dates = [
      ['submittedAt', review.submittedAt],
      ['outcome.decidedAt', review.outcome?.decidedAt],
      ...(review.comments ?? []).map(({ writtenAt }, at) => [`comments[${at}].writtenAt`, writtenAt]),
    ];
    const [field, date] = dates.find(([, date = now]) => Date.parse(date) > Date.parse(now)) ?? [];
    if (date === undefined) continue;
    const message = `The review is dated ${date}, which is in the future; now it is ${now}.`;
    throw new AppError('invalid-input', message, {
      place: { file, field: `reviews[${index}].${field}` },
      remedy: 'Correct the date or leave the review out, and check the clock of this computer.',
    });
  }
}

async function placeAnalysis(
  tx: WriteTx,
  file: string,
  read: ReadAnalysis,
  at: string,
  options: ImportOptions,
): Promise<number> {
  const { jurisdiction, topic } = read;
  // Without a number of its own, the same content again is the same page, anything else is a new one.
  const last = read.versions.at(-1);
  const hash = last === undefined ? '' : contentHash(last.content);
  const placeUnnumbered = async () => {
    const known = await findUnderLock(tx, () => findContent(tx, hash));
    return known?.analysis ?? insertAnalysis(tx, { number: null, jurisdiction, topic, at });
  };
  const { number } = read;
  if (number === null) return placeUnnumbered();
  const existing = await findUnderLock(tx, () => findAnalysis(tx, number));
  if (existing === undefined) return insertAnalysis(tx, { number, jurisdiction, topic, at });
  if (existing.jurisdiction === jurisdiction && existing.topic === topic) return existing.number;
  if (options.renumber) return placeUnnumbered();
  throw new AppError(
    'number-taken',
    `claims analysis #${number} for ${jurisdiction} × ${topic}, but #${number} is ${existing.jurisdiction} × ${existing.topic}.`,
    {
      place: { file, field: 'Analysis ID' },
      remedy: 'Import it with --renumber to give it the next free number, or correct the number in the file.',
    },
  );
}

/** Looks, and when there is nothing looks again once nobody else can be about to make it. */
async function findUnderLock<Found>(
  tx: WriteTx,
  find: () => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const found = await find();
  if (found !== undefined) return found;
  await lockNumbers(tx);
  return find();
}

type Target = { readonly analysis: number; readonly importFile: string; readonly at: string };

type VersionToImport = ReadAnalysis['versions'][number] & {
  readonly reviews: readonly ReadAnalysis['reviews'][number]['review'][];
};

/** Reviews go in before the verification, which reckons with open challenges. */
async function importVersion(
  tx: WriteTx,
  deps: ImportDeps,
  target: Target,
  version: VersionToImport,
  options: ImportOptions,
): Promise<ImportedVersion> {
  const { content, findings } = version;
  const hash = contentHash(content);
  await lockAnalysis(tx, target.analysis);
  const known = await findVersionByHash(tx, target.analysis, hash);
  const { id, number } = known ?? (await storeVersion(tx, deps, target, version, options));
  const place = { id, subject: `analysis:${target.analysis}/${number}`, hash };
  const reviewsAdded = await importReviews(
    tx,
    deps,
    { ...target, ...place, actor: options.actor },
    version.reviews,
  );
  return {
    outcome: known === undefined ? 'imported' : 'unchanged',
    analysis: target.analysis,
    version: number,
    versionId: id,
    contentHash: hash,
    content,
    importFindings: findings,
    report: await verifyVersion(tx, deps, id),
    reviewsAdded,
  };
}

async function storeVersion(
  tx: WriteTx,
  deps: ImportDeps,
  target: Target,
  version: VersionToImport,
  options: ImportOptions,
): Promise<{ id: string; number: number }> {
  const { content, findings } = version;
  const hash = contentHash(content);
  const id = deps.newId();
  const number = await appendVersion(tx, {
    id,
    analysis: target.analysis,
    contentHash: hash,
    content,
    origin: version.origin ?? options.origin,
    importFile: target.importFile,
    at: target.at,
    actor: options.actor,
  });
  await appendFindings(tx, id, null, findings);
  if (version.lineage !== undefined)
    await importLineage(tx, { id, analysis: target.analysis }, version.lineage);
  await deps.onAppended(tx, id);
  await appendAuditEvent(tx, {
    at: target.at,
    actor: options.actor,
    action: 'version.imported',
    subject: `analysis:${target.analysis}/${number}`,
    afterHash: hash,
    detail: { file: target.importFile, findings: findings.length },
  });
  return { id, number };
}
