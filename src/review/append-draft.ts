/**
 * Appends a version that a run drafted, by the rules of `keep-version.ts`. Its author is whoever asked for the run, who
 * therefore cannot approve it; the trail names the run. The run is its cause, with every source that is new on the page.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { VersionCause } from '#domain/lineage.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { listSnapshotSources } from '#store/lineage.ts';
import { findContentById } from '#store/versions.ts';
import { CAUSES_LIMIT } from './check-causes.ts';
import { type KeepVersionDeps, keepVersion, type SavedVersion, type VersionToKeep } from './keep-version.ts';

/** What is drafted. `actor` asked for the run, as the trail names them; `causes` are any beside run and sources. */
export type DraftToAppend = VersionToKeep & { readonly actor: string; readonly run: number };

/** Appends the draft as the next version. Throws what `keepVersion` throws. */
export async function appendDraft(
  tx: WriteTx,
  deps: KeepVersionDeps,
  { actor, run, ...draft }: DraftToAppend,
): Promise<SavedVersion> {
  const causes: VersionCause[] = [
    { kind: 'run', run, note: null },
    ...draft.causes,
    ...(await listNewSources(tx, draft.basedOn, draft.content)),
  ];
  const maker = { origin: 'run', author: actor, actor: `run:${run}`, detail: { run, by: actor } } as const;
  return keepVersion(tx, deps, maker, { ...draft, causes: causes.slice(0, CAUSES_LIMIT) });
}

async function listNewSources(
  tx: ReadTx,
  basedOn: string | null,
  content: AnalysisContent,
): Promise<VersionCause[]> {
  const before = basedOn === null ? undefined : await findContentById(tx, basedOn);
  const known = new Set(snapshotsOf(before));
  const added = snapshotsOf(content).filter((sha256) => !known.has(sha256));
  const stored = await listSnapshotSources(tx, added);
  const sources = new Set(added.flatMap((sha256) => stored.get(sha256) ?? []));
  return [...sources].map((source) => ({ kind: 'source', source, note: null }));
}

function snapshotsOf(content: AnalysisContent | undefined): string[] {
  return (content?.sources ?? []).flatMap(({ snapshot }) => snapshot ?? []);
}
