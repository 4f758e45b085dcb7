/** Gathers what the comparison of two versions shows, and for the list of versions what each changed. */
import {
  comparePair,
  compareStoredVersions,
  findPairContradictions,
  summarisePair,
  withReport,
} from '#review/compare-stored-versions.ts';
import type { ReadTx, Store } from '#store/connect.ts';
import { listVersionHistory, type VersionHistory } from '#store/version-history.ts';
import { findVersion, listVersionSummaries, type VersionSummary } from '#store/versions.ts';
import type { CompareView, VersionStep } from '../compare-view.ts';
import type { PageContext } from '../page-context.ts';
import { createMemory, type Remember } from '../remember.ts';
import { loadVersionListView } from './load-lists.ts';

/** Steps that a list works out; further back the reader asks for the two versions they mean. */
const MOST_STEPS = 30;
const MOST_REMEMBERED = 2_000;

/** Throws `not-found` for an analysis or a version that is not there. */
export async function loadCompareView(
  context: PageContext,
  tx: ReadTx,
  asked: { readonly number: number; readonly versions: readonly [number, number]; readonly page: number },
): Promise<CompareView> {
  const list = await loadVersionListView(context, tx, asked.number);
  const found = await compareStoredVersions(tx, context.deps.reference, {
    analysis: asked.number,
    versions: asked.versions,
  });
  const itemOf = (number: number) => {
    const item = list.versions.find((version) => version.number === number);
    if (item === undefined) throw new Error(`version ${number} is stored and not in the list`);
    return item;
  };
  const { diff, contradictions, explanations, summary, history } = found;
  return {
    ...list,
    before: itemOf(found.before.number),
    after: itemOf(found.after.number),
    ...{ diff, contradictions, explanations, summary, history, page: asked.page },
  };
}

type Step = Pick<VersionStep, 'summary' | 'contradictions'>;
const NO_STEP: Step = { summary: null, contradictions: 0 };

// What two versions and their verifications give never changes, and working it out costs more than the page.
const memories = new WeakMap<Store, Remember<Step>>();

function memoryOf({ store }: PageContext): Remember<Step> {
  const known = memories.get(store) ?? createMemory<Step>(MOST_REMEMBERED);
  memories.set(store, known);
  return known;
}

/** Each version's step by its number. The first version has none before it. */
export async function loadVersionSteps(
  context: PageContext,
  tx: ReadTx,
  number: number,
): Promise<Map<number, VersionStep>> {
  const versions = await listVersionSummaries(tx, number);
  const histories = await listVersionHistory(tx, number);
  const steps = new Map<number, VersionStep>();
  for (const history of histories) {
    const at = versions.findIndex((version) => version.number === history.number);
    const [after, before] = [versions[at], versions[at + 1]];
    const isNear = at >= 0 && at < MOST_STEPS && after !== undefined && before !== undefined;
    const step = isNear ? await loadStep(context, tx, [before, after], history) : NO_STEP;
    steps.set(history.number, { history, ...step });
  }
  return steps;
}

function loadStep(
  context: PageContext,
  tx: ReadTx,
  [before, after]: readonly [VersionSummary, VersionSummary],
  history: VersionHistory,
): Promise<Step> {
  const key = [before, after].map(({ id, verification }) => `${id} ${verification}`).join(' ');
  return memoryOf(context)(key, async () => {
    const { reference } = context.deps;
    const pair = { before: await getSide(tx, before), after: await getSide(tx, after) };
    const { diff, contradictions } = comparePair(reference, pair);
    return {
      summary: summarisePair(reference, pair, diff, [history]),
      contradictions: contradictions.length,
    };
  });
}

async function getSide(tx: ReadTx, { analysis, number }: VersionSummary) {
  const version = await findVersion(tx, analysis, number);
  if (version === undefined) throw new Error(`version ${number} of #${analysis} is gone`);
  return withReport(tx, version);
}

/** Points on which a version and the one before it cannot both be right; none for the first. */
export async function countContradictions(
  context: PageContext,
  tx: ReadTx,
  { analysis, number }: { readonly analysis: number; readonly number: number },
): Promise<number> {
  if (number < 2) return 0;
  const [before, after] = [
    await findVersion(tx, analysis, number - 1),
    await findVersion(tx, analysis, number),
  ];
  if (before === undefined || after === undefined) return 0;
  return findPairContradictions(context.deps.reference, { before, after }).contradictions.length;
}
