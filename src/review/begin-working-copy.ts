/**
 * Begins a working copy: from a version, from a file, or from nothing. Somebody has one open copy of a page at most;
 * beginning again from a version leads back to it, so that nothing half written is forgotten behind another one.
 */
import { type AnalysisContent, CONTENT_SCHEMA } from '#domain/analysis.ts';
import { sha256Hex } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { UNKNOWN_STATUS } from '#domain/topic.ts';
import { findAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { keepImportFile } from '#store/import-files.ts';
import { findNewestVersion, findVersion } from '#store/versions.ts';
import { findOpenWorkingCopy, insertWorkingCopy, lockWriter } from '#store/working-copies.ts';
import { assertCell } from './assert-content.ts';
import { assertMayWrite } from './own-working-copy.ts';
import { readWorkingContent } from './working-content.ts';

/** What a copy is begun from. `version` null: the newest. A file's `analysis` is the number it claims. */
export type Beginning =
  | { readonly kind: 'version'; readonly analysis: number; readonly version: number | null }
  | { readonly kind: 'scratch'; readonly jurisdiction: string; readonly topic: string }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly bytes: Uint8Array;
      readonly analysis: number | null;
      readonly content: AnalysisContent;
    };

/** The copy; `continued`: it was there already. */
export type BegunCopy = { readonly id: string; readonly continued: boolean };

/**
 * Begins the copy. Throws `not-found` for a version that does not exist, `unknown-jurisdiction` and `unknown-topic`, and
 * `conflict` for a file of a page of which a copy is open (`detail.draft` is its id).
 */
export async function beginWorkingCopy(
  tx: WriteTx,
  deps: { readonly clock: Clock; readonly newId: NewId },
  { actor, from }: { readonly actor: Viewer; readonly from: Beginning },
): Promise<BegunCopy> {
  assertMayWrite(actor);
  await lockWriter(tx, actor.id);
  const start = await readBeginning(tx, from);
  const open = start.analysis === null ? undefined : await findOpenWorkingCopy(tx, actor.id, start.analysis);
  if (open !== undefined) {
    if (from.kind === 'version') return { id: open, continued: true };
    throw new AppError('conflict', `You have a draft of #${start.analysis} open already.`, {
      remedy: 'Save or discard it first, then bring in the file.',
      detail: { draft: open },
    });
  }
  const id = deps.newId();
  const at = nowIso(deps.clock);
  const importFile = from.kind === 'file' ? sha256Hex(from.bytes) : null;
  if (from.kind === 'file' && importFile !== null) {
    await keepImportFile(tx, { sha256: importFile, name: from.name, bytes: from.bytes, at });
  }
  const content = readWorkingContent(start.content, start.content);
  await insertWorkingCopy(tx, {
    ...start,
    id,
    content,
    person: actor.id,
    importFile,
    textId: deps.newId(),
    at,
  });
  await appendAuditEvent(tx, {
    ...{ at, actor: actorOf(actor), action: 'draft.begun', subject: `draft:${id}` },
    detail: { analysis: start.analysis, basedOn: start.basedOn, file: importFile },
  });
  return { id, continued: false };
}

type Start = {
  readonly analysis: number | null;
  readonly basedOn: string | null;
  readonly content: AnalysisContent;
};

async function readBeginning(tx: WriteTx, from: Beginning): Promise<Start> {
  switch (from.kind) {
    case 'version': {
      const version = await findVersion(tx, from.analysis, from.version ?? undefined);
      if (version !== undefined) {
        return { analysis: version.analysis, basedOn: version.id, content: version.content };
      }
      throw new AppError('not-found', `There is no analysis #${from.analysis} like that.`);
    }
    case 'scratch': {
      const content = emptyContent(from);
      await assertCell(tx, content);
      return { analysis: null, basedOn: null, content };
    }
    case 'file':
      return placeFile(tx, from);
  }
}

/** A file with the number of a page of its cell becomes that page's next version, any other a page of its own. */
async function placeFile(tx: WriteTx, from: Extract<Beginning, { kind: 'file' }>): Promise<Start> {
  const { content } = from;
  await assertCell(tx, content);
  const row = from.analysis === null ? undefined : await findAnalysis(tx, from.analysis);
  const isSamePage = row?.jurisdiction === content.jurisdiction && row.topic === content.topic;
  const newest = row === undefined || !isSamePage ? undefined : await findNewestVersion(tx, row.number);
  return { analysis: newest?.analysis ?? null, basedOn: newest?.id ?? null, content };
}

/** A page that says only that nobody has looked yet. */
function emptyContent(cell: { readonly jurisdiction: string; readonly topic: string }): AnalysisContent {
  return {
    ...{ schema: CONTENT_SCHEMA, jurisdiction: cell.jurisdiction, topic: cell.topic },
    ...{
      language: 'en',
      textFormat: 'markdown',
      status: UNKNOWN_STATUS,
      unknownReason: 'not-yet-researched',
    },
    ...{ ground: null, statusSince: null, sections: [], laws: [], outline: null, report: null },
    ...{ sources: [], grounding: [], reviews: [] },
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
  };
}
