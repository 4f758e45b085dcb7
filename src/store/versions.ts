/** Versions: immutable contents in a line, each with a state that moves. */
import { type AnalysisContent, analysisContentSchema, type VersionOrigin } from '#domain/analysis.ts';
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import { AppError } from '#domain/errors.ts';
import { FIRST_STAGE, type Stage } from '#domain/workflow.ts';
import { lockAnalysis } from './analyses.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { isCurrent, standingVersion } from './current-versions.ts';

/** A version with its content. `stage` is ours; what the page declared is in `content.declared`. */
export type Version = {
  readonly id: string;
  readonly analysis: number;
  readonly number: number;
  readonly contentHash: string;
  readonly content: AnalysisContent;
  readonly origin: VersionOrigin;
  readonly recordedAt: string;
  readonly stage: Stage;
  /** Id of the verification that counts; null before the first one. */
  readonly verification: number | null;
};

/** A version in a list, without its content. */
export type VersionSummary = Omit<Version, 'content'> & {
  /** True of the one that stands for the cell, as far as this analysis has it; of none where another analysis is Live. */
  readonly isCurrent: boolean;
  readonly status: string;
  readonly confidenceLevel: ConfidenceLevel;
  readonly confidenceFigure: number | null;
  readonly evidenceState: EvidenceState;
};

/** What a new version is made of; the caller has checked content and hash. */
export type NewVersion = {
  readonly id: string;
  readonly analysis: number;
  readonly contentHash: string;
  readonly content: AnalysisContent;
  readonly origin: VersionOrigin;
  readonly importFile: string | null;
  readonly at: string;
  readonly actor: string;
};

/** Appends a version in the first stage and returns its number. The analysis row is locked, so numbers have no gaps. */
export async function appendVersion(tx: WriteTx, version: NewVersion): Promise<number> {
  await lockAnalysis(tx, version.analysis);
  const last = await tx
    .selectFrom('analysis_version')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('analysis', '=', version.analysis)
    .executeTakeFirst();
  const number = (last?.number ?? 0) + 1;
  const { content } = version;
  await tx
    .insertInto('analysis_version')
    .values({
      id: version.id,
      analysis: version.analysis,
      number,
      jurisdiction: content.jurisdiction,
      topic: content.topic,
      content_hash: version.contentHash,
      content: JSON.stringify(content),
      status: content.status,
      unknown_reason: content.unknownReason,
      ground: content.ground,
      status_since: content.statusSince,
      origin: version.origin,
      import_file: version.importFile,
      recorded_at: version.at,
    })
    .execute();
  await tx
    .insertInto('version_state')
    .values({
      version: version.id,
      jurisdiction: content.jurisdiction,
      topic: content.topic,
      stage: FIRST_STAGE,
    })
    .execute();
  await tx
    .insertInto('stage_move')
    .values({ version: version.id, to_stage: FIRST_STAGE, actor: version.actor, moved_at: version.at })
    .execute();
  return number;
}

/** Id and number of the version of this analysis with this content, or undefined. */
export async function findVersionByHash(
  tx: ReadTx,
  analysis: number,
  contentHash: string,
): Promise<{ id: string; number: number } | undefined> {
  return tx
    .selectFrom('analysis_version')
    .select(['id', 'number'])
    .where('analysis', '=', analysis)
    .where('content_hash', '=', contentHash)
    .executeTakeFirst();
}

/** Analysis and version numbers of a content in the same cell, whichever analysis holds it. */
export async function findContent(
  tx: ReadTx,
  contentHash: string,
): Promise<{ id: string; analysis: number; number: number } | undefined> {
  return tx
    .selectFrom('analysis_version')
    .select(['id', 'analysis', 'number'])
    .where('content_hash', '=', contentHash)
    .orderBy('analysis')
    .executeTakeFirst();
}

function versionQuery(tx: ReadTx) {
  return tx
    .selectFrom('analysis_version as v')
    .innerJoin('version_state as s', 's.version', 'v.id')
    .select([
      'v.id',
      'v.analysis',
      'v.number',
      'v.content_hash as contentHash',
      'v.content',
      'v.origin',
      'v.recorded_at as recordedAt',
      's.stage',
      's.verification',
    ]);
}

function readVersion(row: { content: unknown } & Omit<Version, 'content'>): Version {
  // Written by `appendVersion` only, which takes a checked content; parsing again costs 0.3 ms for a long page.
  return { ...row, content: row.content as AnalysisContent };
}

/** The version that stands for the analysis, or the one with this number; undefined when there is none. */
export async function findVersion(
  tx: ReadTx,
  analysis: number,
  number?: number,
): Promise<Version | undefined> {
  const query = versionQuery(tx).where('v.analysis', '=', analysis);
  const row = await (number === undefined
    ? query.where('v.id', '=', standingVersion('v'))
    : query.where('v.number', '=', number)
  ).executeTakeFirst();
  return row === undefined ? undefined : readVersion(row);
}

/** The newest version of the analysis, which a next one is made from; undefined when there is none. */
export async function findNewestVersion(tx: ReadTx, analysis: number): Promise<Version | undefined> {
  const query = versionQuery(tx).where('v.analysis', '=', analysis);
  const row = await query.orderBy('v.number', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? undefined : readVersion(row);
}

/** The version with this id. Throws `not-found`. */
export async function getVersionById(tx: ReadTx, id: string): Promise<Version> {
  const row = await versionQuery(tx).where('v.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('not-found', `there is no version ${id}`);
  return { ...readVersion(row), content: analysisContentSchema.parse(row.content) };
}

/** What the version with this id says, or undefined. */
export async function findContentById(tx: ReadTx, id: string): Promise<AnalysisContent | undefined> {
  const row = await versionQuery(tx).where('v.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : readVersion(row).content;
}

/** All versions of an analysis with their contents, oldest first. */
export async function listVersions(tx: ReadTx, analysis: number): Promise<Version[]> {
  const rows = await versionQuery(tx).where('v.analysis', '=', analysis).orderBy('v.number').execute();
  return rows.map(readVersion);
}

/** All versions of an analysis without their contents, newest first. */
export async function listVersionSummaries(tx: ReadTx, analysis: number): Promise<VersionSummary[]> {
  const rows = await tx
    .selectFrom('analysis_version as v')
    .innerJoin('version_state as state', 'state.version', 'v.id')
    .leftJoin('verification as r', 'r.id', 'state.verification')
    .select([
      'v.id',
      'v.analysis',
      'v.number',
      'v.content_hash as contentHash',
      'v.status',
      'v.origin',
      'v.recorded_at as recordedAt',
      'state.stage',
      'state.verification',
      'r.confidence_level as confidenceLevel',
      'r.confidence_figure as confidenceFigure',
      'r.evidence_state as evidenceState',
      isCurrent().as('isCurrent'),
    ])
    .where('v.analysis', '=', analysis)
    .orderBy('v.number', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    confidenceLevel: row.confidenceLevel ?? 'Unknown',
    evidenceState: row.evidenceState ?? 'unknown',
  }));
}
