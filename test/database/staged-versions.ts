/** Versions in any stage for the tests of the workflow, brought there by the use-cases that people use. */
import { randomUUID } from 'node:crypto';
import { contentHash, sha256Hex } from '#domain/canonical-json.ts';
import type { EvidenceState } from '#domain/confidence.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import type { ReviewSeverity } from '#domain/review.ts';
import type { Stage } from '#domain/workflow.ts';
import { approveVersion } from '#review/approve-version.ts';
import { moveVersion } from '#review/move-version.ts';
import { type PublishInput, publishVersion } from '#review/publish-version.ts';
import { insertAnalysis } from '#store/analyses.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVerification } from '#store/verifications.ts';
import { appendVersion } from '#store/versions.ts';
import { addPerson } from './add-person.ts';
import { makeContent, makeReport, TEST_REFERENCE } from './make-records.ts';

const AT = '2026-03-04T05:06:07.000Z';

/** The people of the workflow: who writes, who checks, and a third editor. */
export type Desk = { readonly ana: Viewer; readonly ben: Viewer; readonly cem: Viewer };

/** A version as a decision names it. */
export type Seen = {
  readonly id: string;
  readonly analysis: number;
  readonly version: number;
  readonly contentHash: string;
};

/** What verification is to find: by default a status that rests on a source, and nothing wrong. */
export type Found = { readonly state: EvidenceState; readonly critical: number };

const SOUND: Found = { state: 'verified', critical: 0 };

/** What the use-cases need, with a verification that finds what is asked for. */
export function workflowDeps(found: Found = SOUND) {
  return {
    clock: () => new Date(AT),
    newId: () => randomUUID(),
    verifyVersion: (tx: WriteTx, versionId: string) =>
      appendVerification(tx, {
        ...{ versionId, inputHash: sha256Hex(randomUUID()), citations: [], at: AT },
        report: makeReport(found.state, found.critical),
      }),
    requestReverification: async () => undefined,
    requestRelating: async () => undefined,
  };
}

/** Reference data and three people: an analyst and two editors. */
export function openDesk(store: Store): Promise<Desk> {
  return store.write(async (tx) => {
    await syncReferenceData(tx, TEST_REFERENCE);
    return {
      ana: await addPerson(tx, 'Ana', 'analyst'),
      ben: await addPerson(tx, 'Ben', 'editor'),
      cem: await addPerson(tx, 'Cem', 'editor'),
    };
  });
}

/** A new Draft by this author, in a new analysis or as the next version of one. */
export function draftVersion(
  store: Store,
  author: Viewer,
  change: { readonly analysis?: number; readonly status?: string } = {},
): Promise<Seen> {
  return store.write(async (tx) => {
    const cell = { jurisdiction: 'KP', topic: 'Test_Status' };
    const analysis = change.analysis ?? (await insertAnalysis(tx, { number: null, ...cell, at: AT }));
    const id = randomUUID();
    const status = change.status ?? 'Allowed';
    const content = {
      ...makeContent({ notes: `Testing is described in ${id}.`, status }),
      ...(status === 'Unknown' ? { unknownReason: 'unreachable' as const } : {}),
    };
    const hash = contentHash(content);
    const version = await appendVersion(tx, {
      ...{ id, analysis, content, contentHash: hash, origin: 'edit', importFile: null, at: AT },
      actor: actorOf(author),
    });
    return { id, analysis, version, contentHash: hash };
  });
}

/** The same version decided on by somebody. */
export function seenBy({ analysis, version, contentHash: hash }: Seen, actor: Viewer) {
  return { actor, analysis, version, contentHash: hash };
}

/** A Challenge by a reader without an account. */
export async function challenge(store: Store, { id }: Seen, severity: ReviewSeverity): Promise<string> {
  const review = randomUUID();
  await store.write((tx) =>
    tx
      .insertInto('review')
      .values({
        ...{ id: review, version: id, kind: 'Challenge', origin: 'submitted', severity },
        ...{ author: 'Dag', text: 'It is not so.', submitted_at: AT },
      })
      .execute(),
  );
  return review;
}

/** Publishes as an editor who saw nothing in the way, unless told otherwise. */
export function publish(
  store: Store,
  seen: Seen,
  actor: Viewer,
  how: Partial<Pick<PublishInput, 'overrideReason' | 'overridden'>> & { readonly found?: Found } = {},
) {
  const { found, ...override } = how;
  const input = { ...seenBy(seen, actor), overrideReason: '', overridden: '', ...override };
  return store.write((tx) => publishVersion(tx, workflowDeps(found), input));
}

/** A version of Ana's that was brought into this stage by people who may. */
export async function versionIn(store: Store, stage: Stage, { ana, ben }: Desk): Promise<Seen> {
  const seen = await draftVersion(store, ana);
  const deps = workflowDeps();
  const move = (action: 'submit' | 'withdraw') =>
    store.write((tx) => moveVersion(tx, deps, { ...seenBy(seen, ben), action, reason: 'A test.' }));
  if (stage === 'Draft') return seen;
  if (stage === 'Withdrawn') {
    await move('withdraw');
    return seen;
  }
  await move('submit');
  if (stage === 'In review') return seen;
  await approveAndPublish(store, seen, ben);
  if (stage === 'Archived') {
    const next = await draftVersion(store, ana, { analysis: seen.analysis });
    await store.write((tx) => moveVersion(tx, deps, { ...seenBy(next, ana), action: 'submit', reason: '' }));
    await approveAndPublish(store, next, ben);
  }
  return seen;
}

/** Approved and published by one editor, who is not its author. */
export async function approveAndPublish(store: Store, seen: Seen, editor: Viewer): Promise<void> {
  await store.write((tx) => approveVersion(tx, workflowDeps(), { ...seenBy(seen, editor), note: '' }));
  await publish(store, seen, editor);
}

/** Where a version stands. */
export async function stageOf(store: Store, { id }: Seen): Promise<string> {
  const { rows } = await store.pool.query('select stage from version_state where version = $1', [id]);
  return rows[0]?.stage;
}
