/** Discards a working copy at its owner's word. Its text stays in the database; nobody is shown it again. */
import { actorOf, type Viewer } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { finishWorkingCopy } from '#store/working-copies.ts';
import { holdOpenCopy } from './own-working-copy.ts';

/** Throws `not-found`, and `conflict` for a finished copy. */
export async function discardWorkingCopy(
  tx: WriteTx,
  deps: { readonly clock: Clock },
  input: { readonly actor: Viewer; readonly id: string },
): Promise<void> {
  const copy = await holdOpenCopy(tx, input.actor, input.id);
  const at = nowIso(deps.clock);
  await finishWorkingCopy(tx, copy.id, { discardedAt: at });
  await appendAuditEvent(tx, {
    ...{ at, actor: actorOf(input.actor), action: 'draft.discarded', subject: `draft:${copy.id}` },
    detail: { analysis: copy.analysis },
  });
}
