/** Compares two stored versions of an analysis: what differs, what cannot both be right, and what caused the change. */

import { compareVersions } from '#compare/compare-versions.ts';
import { type ContradictionReport, findContradictions } from '#compare/find-contradictions.ts';
import { summariseDiff } from '#compare/summarise-diff.ts';
import type { VersionDiff } from '#compare/version-diff.ts';
import { AppError } from '#domain/errors.ts';
import type { Topic } from '#domain/topic.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import type { ReadTx } from '#store/connect.ts';
import { findVerification } from '#store/verifications.ts';
import { listVersionHistory, type VersionHistory } from '#store/version-history.ts';
import { findVersion, type Version } from '#store/versions.ts';
import { nameCauses } from './name-causes.ts';

/** What comparing needs to know of topics and jurisdictions. */
export type CompareContext = { readonly topics: readonly Topic[]; readonly gazetteer: Gazetteer };

/** A version with the report that counts; null before the first. */
export type ComparedVersion = Version & { readonly report: VerificationReport | null };

/** Two versions, the earlier one first. */
export type VersionPair = { readonly before: ComparedVersion; readonly after: ComparedVersion };

/** What the contents and reports alone give; the same for the same versions and verifications. */
export type ComparedPair = ContradictionReport & { readonly diff: VersionDiff };

/** `history` is of the versions after the earlier one, up to the later one; `summary` are whole sentences. */
export type StoredComparison = VersionPair &
  ComparedPair & { readonly history: readonly VersionHistory[]; readonly summary: readonly string[] };

/** Throws `not-found` for a version that is not there. Whatever the order of the numbers, the earlier one is `before`. */
export async function compareStoredVersions(
  tx: ReadTx,
  context: CompareContext,
  asked: { readonly analysis: number; readonly versions: readonly [number, number] },
): Promise<StoredComparison> {
  const [first, second] = [Math.min(...asked.versions), Math.max(...asked.versions)];
  const before = await getVersion(tx, asked.analysis, first);
  const after = first === second ? before : await getVersion(tx, asked.analysis, second);
  const history = (await listVersionHistory(tx, asked.analysis)).filter(
    ({ number }) => number > first && number <= second,
  );
  const pair = { before, after };
  const compared = comparePair(context, pair);
  return { ...pair, ...compared, history, summary: summarisePair(context, pair, compared.diff, history) };
}

/** See {@link ComparedPair}. */
export function comparePair(context: CompareContext, pair: VersionPair): ComparedPair {
  return { diff: compareVersions(pair.before, pair.after), ...findPairContradictions(context, pair) };
}

/** The contradictions alone, which need no report. */
export function findPairContradictions(
  { topics, gazetteer }: CompareContext,
  { before, after }: { readonly before: Version; readonly after: Version },
): ContradictionReport {
  const topic = topics.find(({ key }) => key === after.content.topic) ?? null;
  const recordedOn = before.recordedAt.slice(0, 10);
  return findContradictions(before.content, after.content, { topic, gazetteer, recordedOn });
}

/** The summary with the labels of the codebook and the causes of the versions between. */
export function summarisePair(
  { topics }: CompareContext,
  { after }: { readonly after: Pick<ComparedVersion, 'content'> },
  diff: VersionDiff,
  history: readonly VersionHistory[],
): string[] {
  const topic = topics.find(({ key }) => key === after.content.topic);
  const status = (value: string) => topic?.statuses.find((each) => each.value === value)?.label ?? value;
  return summariseDiff(diff, { status, causes: nameCauses(history) });
}

async function getVersion(tx: ReadTx, analysis: number, number: number): Promise<ComparedVersion> {
  const version = await findVersion(tx, analysis, number);
  if (version === undefined) {
    throw new AppError('not-found', `There is no analysis #${analysis} with a version ${number}.`, {
      remedy: `Look at /analyses/${analysis}/versions for the versions there are.`,
    });
  }
  return withReport(tx, version);
}

/** The version with the report of the verification that counts. */
export async function withReport(tx: ReadTx, version: Version): Promise<ComparedVersion> {
  const { verification } = version;
  const stored = verification === null ? undefined : await findVerification(tx, verification);
  return { ...version, report: stored?.report ?? null };
}
