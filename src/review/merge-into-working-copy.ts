/**
 * Brings together what was written at two places: a working copy with the newer version of its page, or with a text of
 * its own that was set aside. Conflicts are decided by choices; while one is open, nothing is changed.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { findNewestVersion, getVersionById } from '#store/versions.ts';
import { findWorkingText, type WorkingCopy } from '#store/working-copies.ts';
import { type Choice, type ContentsToMerge, mergeContents } from './merge-contents.ts';
import { holdOpenCopy } from './own-working-copy.ts';
import { revisionMoved } from './revision-moved.ts';
import { replaceText } from './save-working-copy.ts';
import { assertWorkable } from './working-content.ts';

/** What a copy is brought together with: a version by its id, or a text of its own that was set aside. */
export type MergeWith = { readonly version: string } | { readonly aside: string };

/**
 * The three texts. With a version, `mine` is the copy; with a text set aside, `mine` is that text and `theirs` the copy
 * as another window left it. Throws `not-found`, also for a version of another page.
 */
export async function loadMerge(tx: ReadTx, copy: WorkingCopy, other: MergeWith): Promise<ContentsToMerge> {
  if ('version' in other) {
    const theirs = await findNewestOf(tx, copy, other.version);
    if (theirs === undefined || copy.basedOn === null) throw nothingToMerge();
    const base = await getVersionById(tx, copy.basedOn);
    return { base: base.content, mine: copy.content, theirs };
  }
  const text = UUID.test(other.aside) ? await findWorkingText(tx, copy.id, other) : undefined;
  if (text === undefined) throw nothingToMerge();
  const base = await findWorkingText(tx, copy.id, { revision: text.revision });
  const begun = copy.basedOn === null ? undefined : await getVersionById(tx, copy.basedOn);
  return {
    base: base?.content ?? begun?.content ?? silent(copy.content),
    mine: text.content,
    theirs: copy.content,
  };
}

/** A page that says nothing, so that whatever two texts with no known beginning differ in is a conflict. */
function silent(of: AnalysisContent): AnalysisContent {
  return {
    ...of,
    ...{ status: '', unknownReason: null, ground: null, statusSince: null, language: '' },
    ...{ sections: [], laws: [], outline: null, report: null, sources: [] },
  };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function findNewestOf(
  tx: ReadTx,
  copy: WorkingCopy,
  version: string,
): Promise<AnalysisContent | undefined> {
  const newest = copy.analysis === null ? undefined : await findNewestVersion(tx, copy.analysis);
  if (newest !== undefined && newest.id !== version) {
    throw new AppError('conflict', `By now there is version ${newest.number}.`, {
      remedy: 'Compare with that one.',
      detail: { newest: newest.id, number: newest.number },
    });
  }
  return newest?.content;
}

function nothingToMerge(): AppError {
  return new AppError('not-found', 'There is nothing to compare with.', {
    remedy: 'Open the draft again.',
  });
}

/**
 * Merges into the copy; its new revision. With a version, the copy is based on that from then on. Throws `conflict` for
 * another revision of the copy or a still newer version, `invalid-input` naming the parts that are left to decide.
 */
export async function mergeIntoWorkingCopy(
  tx: WriteTx,
  deps: { readonly clock: Clock; readonly newId: NewId },
  input: {
    readonly actor: Viewer;
    readonly id: string;
    readonly revision: number;
    readonly other: MergeWith;
    readonly choices: ReadonlyMap<string, Choice>;
  },
): Promise<number> {
  const copy = await holdOpenCopy(tx, input.actor, input.id);
  if (copy.revision !== input.revision) throw revisionMoved(copy.revision);
  const { content, conflicts } = mergeContents(await loadMerge(tx, copy, input.other), input.choices);
  if (conflicts.length > 0) {
    const parts = conflicts.map(({ key }) => key).join(', ');
    throw new AppError('invalid-input', `It is left to decide on: ${parts.slice(0, 500)}.`, {
      place: { field: 'choice' },
      remedy: 'Choose for each which words stand.',
    });
  }
  assertWorkable(content);
  const basedOn = 'version' in input.other ? { basedOn: input.other.version } : {};
  await replaceText(tx, deps, copy, { content, at: nowIso(deps.clock), ...basedOn });
  return copy.revision + 1;
}
