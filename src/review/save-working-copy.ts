/**
 * Saves a working copy while it is written. A text is taken only on top of the revision it was written on; one that
 * comes from a window left behind is set aside, whole, to be compared, and never overwrites what another window saved.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import type { WriteTx } from '#store/connect.ts';
import { setAside, updateWorkingCopy, type WorkingCopy } from '#store/working-copies.ts';
import { holdOpenCopy } from './own-working-copy.ts';
import { readWorkingContent } from './working-content.ts';

/** What became of it. `unchanged`: exactly this is there. `aside` is the id of the text that was not taken. */
export type SavedCopy =
  | { readonly outcome: 'saved' | 'unchanged'; readonly revision: number; readonly savedAt: string }
  | { readonly outcome: 'overtaken'; readonly revision: number; readonly aside: string };

/** Throws `not-found`, `conflict` for a finished copy, `invalid-input` naming the member, `too-large`. */
export async function saveWorkingCopy(
  tx: WriteTx,
  deps: { readonly clock: Clock; readonly newId: NewId },
  input: {
    readonly actor: Viewer;
    readonly id: string;
    /** The revision it was written on. */
    readonly revision: number;
    readonly content: AnalysisContent;
  },
): Promise<SavedCopy> {
  const copy = await holdOpenCopy(tx, input.actor, input.id);
  const content = readWorkingContent(input.content, copy.content);
  if (canonicalJson(content) === canonicalJson(copy.content)) {
    return { outcome: 'unchanged', revision: copy.revision, savedAt: copy.changedAt };
  }
  const savedAt = nowIso(deps.clock);
  if (input.revision !== copy.revision) {
    if (input.revision < 1) throw noRevision();
    const aside = deps.newId();
    await setAside(tx, copy.id, { id: aside, revision: input.revision, content, savedAt });
    return { outcome: 'overtaken', revision: copy.revision, aside };
  }
  await replaceText(tx, deps, copy, { content, at: savedAt });
  return { outcome: 'saved', revision: copy.revision + 1, savedAt };
}

function noRevision(): AppError {
  return new AppError('invalid-input', 'is not one that a draft has had.', {
    place: { field: 'revision' },
    remedy: 'Send the form of the editor; your words are still in it.',
  });
}

/** Puts the text in place of that of the copy, which is held. */
export async function replaceText(
  tx: WriteTx,
  deps: { readonly newId: NewId },
  copy: Pick<WorkingCopy, 'id' | 'revision'>,
  text: { readonly content: AnalysisContent; readonly at: string; readonly basedOn?: string },
): Promise<void> {
  const change = { id: copy.id, revision: copy.revision, textId: deps.newId(), ...text };
  if (!(await updateWorkingCopy(tx, change)))
    throw new Error(`the draft ${copy.id} changed while it was held`);
}
