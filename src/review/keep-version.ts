/**
 * Appends the next version of a page, whoever made it: only on top of the newest one, so that whoever comes second is
 * refused with `conflict` and no change is lost. Version, lineage, trail, re-anchored reviews and first verification are
 * stored together or not at all.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import type { VersionCause } from '#domain/lineage.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { findAnalysis, insertAnalysis, lockAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { appendLineage } from '#store/lineage.ts';
import { holdEvidence } from '#store/verifications.ts';
import { appendVersion, findNewestVersion, findVersion, findVersionByHash } from '#store/versions.ts';
import { assertCell, readContent } from './assert-content.ts';
import { checkCauses } from './check-causes.ts';
import { readNote } from './read-note.ts';

/** What keeping needs of others. `onAppended` runs before the verification, which reckons with what it carries over. */
export type KeepVersionDeps = {
  readonly clock: Clock;
  readonly newId: NewId;
  readonly verifyVersion: (tx: WriteTx, versionId: string) => Promise<unknown>;
  readonly onAppended: (tx: WriteTx, versionId: string) => Promise<void>;
};

/** What is to be kept. `analysis` null: a page from scratch, which gets the next number; `basedOn` is then null, too. */
export type VersionToKeep = {
  readonly analysis: number | null;
  /** Id of the version the content was made from. */
  readonly basedOn: string | null;
  readonly content: AnalysisContent;
  readonly note: string | null;
  readonly causes: readonly VersionCause[];
};

/** Who made it. `author` cannot approve it; `actor` is whom the trail names, a run where a run wrote it. */
export type VersionMaker = {
  readonly origin: 'edit' | 'run';
  readonly author: string;
  readonly actor: string;
  /** What the trail tells beside version, basis and causes. */
  readonly detail: Readonly<Record<string, string | number>>;
};

/** The version that is there now. */
export type SavedVersion = { readonly analysis: number; readonly number: number; readonly versionId: string };

const ACTIONS = { edit: 'version.saved', run: 'version.drafted' } as const;

/**
 * Keeps the content as the next version. Throws `conflict` when `basedOn` is not the newest version (`detail.newest` and
 * `detail.basedOn` are the ids to compare with, `detail.number` is the newest's number), `invalid-input` naming the
 * member for a content that cannot be one or that stands in an earlier version, `not-found`, `unknown-jurisdiction`,
 * `unknown-topic`, `unknown-status`.
 */
export async function keepVersion(
  tx: WriteTx,
  deps: KeepVersionDeps,
  maker: VersionMaker,
  input: VersionToKeep,
): Promise<SavedVersion> {
  const content = readContent(input.content);
  const note = readNote('note', input.note);
  await assertCell(tx, content);
  await holdEvidence(tx);
  const at = nowIso(deps.clock);
  const analysis = await placeVersion(tx, input, content, at);
  const causes = await checkCauses(tx, input.analysis, input.causes);
  const hash = contentHash(content);
  await assertNewContent(tx, analysis, hash, input.basedOn);
  const versionId = deps.newId();
  const version = { id: versionId, analysis, contentHash: hash, content, at, actor: maker.author };
  const number = await appendVersion(tx, { ...version, origin: maker.origin, importFile: null });
  await appendLineage(tx, versionId, { basedOn: input.basedOn, note, causes });
  await appendAuditEvent(tx, {
    ...{ at, actor: maker.actor, action: ACTIONS[maker.origin] },
    ...{ subject: `analysis:${analysis}/${number}`, afterHash: hash },
    ...(await beforeHash(tx, analysis, number)),
    detail: { version: versionId, basedOn: input.basedOn, causes: causes.length, ...maker.detail },
  });
  await deps.onAppended(tx, versionId);
  await deps.verifyVersion(tx, versionId);
  return { analysis, number, versionId };
}

/** Number of the analysis, locked, with `basedOn` as its newest version. */
async function placeVersion(
  tx: WriteTx,
  { analysis, basedOn }: VersionToKeep,
  content: AnalysisContent,
  at: string,
): Promise<number> {
  const { jurisdiction, topic } = content;
  if (analysis === null) {
    if (basedOn !== null) throw new Error('a page from scratch is based on no version');
    return insertAnalysis(tx, { number: null, jurisdiction, topic, at });
  }
  const row = await findAnalysis(tx, analysis);
  if (row === undefined) throw new AppError('not-found', `There is no analysis #${analysis}.`);
  if (row.jurisdiction !== jurisdiction || row.topic !== topic) {
    throw new AppError(
      'invalid-input',
      `#${analysis} is ${row.jurisdiction} × ${row.topic}, and the content is about ${jurisdiction} × ${topic}.`,
      {
        place: { field: row.jurisdiction === jurisdiction ? 'topic' : 'jurisdiction' },
        remedy: 'Save it as a page of its own.',
      },
    );
  }
  await lockAnalysis(tx, analysis);
  // Asked under the lock: who waited for it sees what the other has appended.
  const newest = await findNewestVersion(tx, analysis);
  if (newest === undefined) throw new AppError('not-found', `Analysis #${analysis} has no version.`);
  if (newest.id !== basedOn) throw overtaken(analysis, newest, basedOn);
  return analysis;
}

function overtaken(
  analysis: number,
  newest: { readonly id: string; readonly number: number },
  basedOn: string | null,
): AppError {
  return new AppError(
    'conflict',
    `Version ${newest.number} of #${analysis} was saved after this was begun; nothing was overwritten.`,
    {
      remedy: 'Compare the two and save on top of the newer version.',
      detail: { newest: newest.id, number: newest.number, basedOn: basedOn ?? '' },
    },
  );
}

async function assertNewContent(
  tx: WriteTx,
  analysis: number,
  hash: string,
  basedOn: string | null,
): Promise<void> {
  const same = await findVersionByHash(tx, analysis, hash);
  if (same === undefined) return;
  const message =
    same.id === basedOn
      ? `Nothing was changed: version ${same.number} says exactly this.`
      : `Version ${same.number} said exactly this already, and a version stands once in the line of a page.`;
  const remedy =
    same.id === basedOn
      ? 'Change something first.'
      : 'Change something more, such as a note on why it returns.';
  throw new AppError('invalid-input', message, { place: { field: 'content' }, remedy });
}

async function beforeHash(tx: WriteTx, analysis: number, number: number): Promise<{ beforeHash?: string }> {
  const before = number === 1 ? undefined : await findVersion(tx, analysis, number - 1);
  return before === undefined ? {} : { beforeHash: before.contentHash };
}
