/** Appends a version that a person made, who names the version it was made from. See `keep-version.ts`. */
import { actorOf, type Viewer } from '#domain/person.ts';
import type { WriteTx } from '#store/connect.ts';
import { type KeepVersionDeps, keepVersion, type SavedVersion, type VersionToKeep } from './keep-version.ts';
import { assertMayWrite } from './own-working-copy.ts';

export type { SavedVersion } from './keep-version.ts';

/** See {@link KeepVersionDeps}. */
export type SaveVersionDeps = KeepVersionDeps;

/** What is to be saved, and who saves it. */
export type SaveVersionInput = VersionToKeep & { readonly actor: Viewer };

/** Saves the content as the next version. Throws what `keepVersion` throws, and `forbidden`. */
export async function saveVersion(
  tx: WriteTx,
  deps: SaveVersionDeps,
  { actor, ...input }: SaveVersionInput,
): Promise<SavedVersion> {
  assertMayWrite(actor);
  const author = actorOf(actor);
  return keepVersion(tx, deps, { origin: 'edit', author, actor: author, detail: {} }, input);
}
