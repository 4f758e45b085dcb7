/**
 * Whose a working copy is: only its owner changes it, an editor may read it, and to everyone else it is not there, so
 * that nobody learns from a refusal that it exists.
 */
import { AppError } from '#domain/errors.ts';
import { holdsRole, type Viewer } from '#domain/person.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { findWorkingCopy, lockWorkingCopy, type WorkingCopy } from '#store/working-copies.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws `forbidden` to whoever may not write. */
export function assertMayWrite(actor: Viewer): void {
  if (holdsRole(actor.role, 'analyst')) return;
  throw new AppError('forbidden', `Writing takes the role analyst; yours is ${actor.role}.`, {
    remedy: 'Submit a review with what should change.',
  });
}

/** The copy for reading. Throws `not-found` to all but its owner and editors. */
export async function getReadableCopy(tx: ReadTx, actor: Viewer, id: string): Promise<WorkingCopy> {
  assertMayWrite(actor);
  const copy = UUID.test(id) ? await findWorkingCopy(tx, id) : undefined;
  if (copy === undefined || (copy.person !== actor.id && !holdsRole(actor.role, 'editor'))) throw noCopy();
  return copy;
}

/** The actor's own copy, locked. Throws `not-found`, also for one of somebody else. */
export async function holdOwnCopy(tx: WriteTx, actor: Viewer, id: string): Promise<WorkingCopy> {
  assertMayWrite(actor);
  const copy = UUID.test(id) ? await lockWorkingCopy(tx, id) : undefined;
  if (copy === undefined || copy.person !== actor.id) throw noCopy();
  return copy;
}

/** As {@link holdOwnCopy}, still being written. Throws `conflict` for one that is finished. */
export async function holdOpenCopy(tx: WriteTx, actor: Viewer, id: string): Promise<WorkingCopy> {
  const copy = await holdOwnCopy(tx, actor, id);
  if (copy.savedAs === null && copy.discardedAt === null) return copy;
  const end = copy.savedAs === null ? 'discarded' : 'saved as a version';
  throw new AppError('conflict', `This draft was ${end} in the meantime.`, {
    remedy: 'Begin a new one from the page; copy from this window what you still need.',
    detail: { savedAs: copy.savedAs ?? '' },
  });
}

function noCopy(): AppError {
  return new AppError('not-found', 'There is no such draft of yours.', {
    remedy: 'Look at the list of your drafts.',
  });
}
