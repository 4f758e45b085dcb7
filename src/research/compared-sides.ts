/**
 * The sides that a draft is compared with, as they are in the store: versions with the report that counts, drafts of other
 * runs, and signals. Their order is fixed, so that the same store gives the same comparison.
 */
import type { ComparedContent } from '#compare/compare-claims.ts';
import type { AnalysisContent } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import type { ComparedSide, ComparisonOutput } from '#domain/step-output.ts';
import type { VerificationReport } from '#domain/verification.ts';
import {
  findLiveVersion,
  findPageToFollow,
  listCellSignals,
  listOtherPages,
  listRunDrafts,
  type RunDraft,
} from '#store/compared-contents.ts';
import type { ReadTx } from '#store/connect.ts';
import type { Cell } from '#store/current-versions.ts';
import type { StoredSignal } from '#store/signals.ts';
import { findVerification } from '#store/verifications.ts';
import { findNewestVersion, getVersionById, type Version } from '#store/versions.ts';

/** Drafts of other runs, other pages and signals that a draft is held against. */
const MOST_DRAFTS = 3;
const MOST_PAGES = 3;
const MOST_SIGNALS = 60;

/** A version to compare with; `side` tells what it is. */
export type VersionSide = ComparedContent & {
  readonly kind: Exclude<ComparedSide['kind'], 'run' | 'signal'>;
  readonly version: Version;
};

/** What a draft is compared with. `basedOn` null: there is no page yet. Drafts have no report: nothing keeps theirs. */
export type StoredSides = {
  readonly basedOn: ComparisonOutput['basedOn'];
  readonly versions: readonly VersionSide[];
  readonly drafts: readonly RunDraft[];
  readonly signals: readonly StoredSignal[];
};

/** Reads all sides for a draft with this content. Drafts that say exactly what it says are left out. */
export async function readSides(
  tx: ReadTx,
  cell: Cell,
  draft: { readonly run: number; readonly content: AnalysisContent },
): Promise<StoredSides> {
  const basedOn = await findBasis(tx, cell);
  const versions = basedOn === null ? [] : await readVersionSides(tx, cell, basedOn);
  const drafts = await listRunDrafts(tx, cell, draft.run, MOST_DRAFTS * 3);
  return {
    basedOn,
    versions,
    drafts: withoutRepeats(drafts, [contentHash(draft.content)]).slice(0, MOST_DRAFTS),
    signals: await listCellSignals(tx, cell, MOST_SIGNALS),
  };
}

/** The sides with a report each: a version that was imported and not checked yet is checked as it stands. */
export async function withReports(
  sides: StoredSides,
  check: (content: AnalysisContent) => Promise<VerificationReport>,
  signal: AbortSignal,
): Promise<StoredSides> {
  const versions: VersionSide[] = [];
  for (const side of sides.versions) {
    signal.throwIfAborted();
    versions.push(side.report === null ? { ...side, report: await check(side.content) } : side);
  }
  return { ...sides, versions };
}

/** The version that a new one of the cell follows; null for a page that does not exist. */
export async function findBasis(tx: ReadTx, cell: Cell): Promise<ComparisonOutput['basedOn']> {
  const analysis = await findPageToFollow(tx, cell);
  const newest = analysis === undefined ? undefined : await findNewestVersion(tx, analysis);
  if (newest === undefined) return null;
  return { analysis: newest.analysis, number: newest.number, id: newest.id };
}

async function readVersionSides(
  tx: ReadTx,
  cell: Cell,
  basedOn: NonNullable<ComparisonOutput['basedOn']>,
): Promise<VersionSide[]> {
  const live = await findLiveVersion(tx, cell);
  const others = await listOtherPages(tx, cell, basedOn.analysis, MOST_PAGES);
  const named: [string, VersionSide['kind']][] = [
    ...(live === undefined ? [] : [[live, 'live'] as [string, 'live']]),
    [basedOn.id, 'newest'],
    ...others.map((id): [string, 'imported'] => [id, 'imported']),
  ];
  const sides: VersionSide[] = [];
  for (const [id, kind] of named) {
    if (sides.some(({ version }) => version.id === id)) continue;
    const version = await getVersionById(tx, id);
    if (kind === 'imported' && version.origin !== 'import') continue;
    sides.push({ kind, ...(await readSide(tx, version, kind)), version });
  }
  return sides;
}

async function readSide(tx: ReadTx, version: Version, kind: VersionSide['kind']): Promise<ComparedContent> {
  const { analysis, number, content, verification } = version;
  const stored = verification === null ? undefined : await findVerification(tx, verification);
  const name = kind === 'imported' ? `version ${number} of #${analysis} (imported)` : `version ${number}`;
  return {
    key: `version:${analysis}/${number}`,
    label: kind === 'live' ? `${name} (Live)` : name,
    content,
    report: stored?.report ?? null,
    recordedOn: version.recordedAt.slice(0, 10),
  };
}

function withoutRepeats(drafts: readonly RunDraft[], known: readonly string[]): RunDraft[] {
  const seen = new Set(known);
  return drafts.filter(({ output }) => {
    const hash = contentHash(output.content);
    if (seen.has(hash)) return false;
    seen.add(hash);
    return true;
  });
}
