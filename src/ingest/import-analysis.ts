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
import { appendReview } from '#store/reviews.ts';
import { holdEvidence } from '#store/verifications.ts';
import { appendVersion, findContent, findVersionByHash } from '#store/versions.ts';
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
};

/** What importing needs from outside. */
export type ImportDeps = VerifyDeps & { readonly newId: NewId };

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
 * Throws `number-taken` when its number belongs to another page.
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
  await keepImportFile(tx, { sha256, name: input.file, bytes: input.bytes, at });
  if (input.beside !== undefined) {
    const { file, bytes } = input.beside;
    await keepImportFile(tx, { sha256: sha256Hex(bytes), name: file, bytes, at });
  }
  const analysis = await placeAnalysis(tx, input.file, read, at, options);
  const imported: ImportedVersion[] = [];
  for (const version of read.versions) {
    imported.push(await importVersion(tx, deps, { analysis, importFile: sha256, at }, version, options));
  }
  for (const review of read.reviews) {
    const target = imported[review.versionIndex];
    if (target !== undefined) await appendReview(tx, { ...review.review, versionId: target.versionId });
  }
  return imported;
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

async function importVersion(
  tx: WriteTx,
  deps: ImportDeps,
  target: { analysis: number; importFile: string; at: string },
  version: ReadAnalysis['versions'][number],
  options: ImportOptions,
): Promise<ImportedVersion> {
  const { content, findings } = version;
  const hash = contentHash(content);
  const shared = { analysis: target.analysis, contentHash: hash, content, importFindings: findings };
  await lockAnalysis(tx, target.analysis);
  const known = await findVersionByHash(tx, target.analysis, hash);
  if (known !== undefined) {
    const report = await verifyVersion(tx, deps, known.id);
    return { ...shared, outcome: 'unchanged', version: known.number, versionId: known.id, report };
  }
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
  await appendAuditEvent(tx, {
    at: target.at,
    actor: options.actor,
    action: 'version.imported',
    subject: `analysis:${target.analysis}/${number}`,
    afterHash: hash,
    detail: { file: target.importFile, findings: findings.length },
  });
  const report = await verifyVersion(tx, deps, id);
  return { ...shared, outcome: 'imported', version: number, versionId: id, report };
}
