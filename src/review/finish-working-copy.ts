/** Saves a working copy as the next version of its page, and with that ends it. Sent twice, it is saved once. */
import type { VersionCause } from '#domain/lineage.ts';
import type { Viewer } from '#domain/person.ts';
import type { WriteTx } from '#store/connect.ts';
import { holdEvidence } from '#store/verifications.ts';
import { getVersionById } from '#store/versions.ts';
import { finishWorkingCopy as endCopy } from '#store/working-copies.ts';
import { holdOpenCopy, holdOwnCopy } from './own-working-copy.ts';
import { revisionMoved } from './revision-moved.ts';
import { type SavedVersion, type SaveVersionDeps, saveVersion } from './save-version.ts';

/**
 * Saves the copy as it is at `revision`. Throws what `saveVersion` throws, `not-found`, and `conflict` when another
 * window has saved since or discarded it.
 */
export async function finishWorkingCopy(
  tx: WriteTx,
  deps: SaveVersionDeps,
  input: {
    readonly actor: Viewer;
    readonly id: string;
    readonly revision: number;
    readonly note: string | null;
    readonly causes: readonly VersionCause[];
  },
): Promise<SavedVersion> {
  const { actor, id, note, causes } = input;
  await holdEvidence(tx);
  const own = await holdOwnCopy(tx, actor, id);
  if (own.savedAs !== null) {
    const { analysis, number } = await getVersionById(tx, own.savedAs);
    return { analysis, number, versionId: own.savedAs };
  }
  const { analysis, basedOn, content, revision } = await holdOpenCopy(tx, actor, id);
  if (revision !== input.revision) throw revisionMoved(revision);
  const saved = await saveVersion(tx, deps, { actor, analysis, basedOn, content, note, causes });
  await endCopy(tx, id, { savedAs: saved.versionId });
  return saved;
}
