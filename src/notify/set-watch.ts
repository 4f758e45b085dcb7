/** Begins or ends to watch a jurisdiction, a topic or an analysis. Both may be asked for twice. */
import { AppError } from '#domain/errors.ts';
import { WATCH_KINDS } from '#domain/notice.ts';
import type { Viewer } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { findUnseen } from '#domain/unseen-characters.ts';
import type { WriteTx } from '#store/connect.ts';
import { deleteWatch, hasTarget, putWatch, type WatchTarget } from '#store/watches.ts';

/** As it comes from a form. */
export type WatchInput = {
  readonly actor: Viewer;
  readonly kind: string;
  readonly key: string;
  readonly isWanted: boolean;
};

/** What is watched, or no more. Throws `invalid-input` for another kind of thing, `not-found` when there is none. */
export async function setWatch(tx: WriteTx, deps: { clock: Clock }, input: WatchInput): Promise<WatchTarget> {
  const { actor, key } = input;
  const kind = WATCH_KINDS.find((known) => known === input.kind);
  if (kind === undefined) {
    throw new AppError('invalid-input', `must be one of ${WATCH_KINDS.join(', ')}.`, {
      place: { field: 'kind' },
      remedy: 'Use the button on the page that you want to watch.',
    });
  }
  const target = { kind, key };
  // What went from the codebook can still be taken off the list.
  if (!input.isWanted && findUnseen(key) === undefined) await deleteWatch(tx, actor.id, target);
  else if (findUnseen(key) !== undefined || !(await hasTarget(tx, target))) throw notThere(kind);
  else await putWatch(tx, actor.id, target, nowIso(deps.clock));
  return target;
}

function notThere(kind: string): AppError {
  return new AppError('not-found', `There is no such ${kind} to watch.`, {
    remedy: 'Use the button on the page that you want to watch.',
  });
}
