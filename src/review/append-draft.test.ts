import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { verifyVersion } from '#ingest/verify-version.ts';
import { tellWatchers } from '#notify/tell-watchers.ts';
import { appendAuditEvent, listBrokenAuditEvents } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { findLineage } from '#store/lineage.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { getAuthor } from '#store/stages.ts';
import { listVersionHistory } from '#store/version-history.ts';
import { findNewestVersion, getVersionById } from '#store/versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { appendDraft, type DraftToAppend } from './append-draft.ts';
import { approveVersion } from './approve-version.ts';
import { moveVersion } from './move-version.ts';
import { nameCauses } from './name-causes.ts';

const AT = '2026-03-04T05:06:07.000Z';
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const verifyDeps = { reference, clock: () => new Date(AT) };

describeStore('appending the draft of a run', (store) => {
  let ana: Viewer;
  let appended: string[];
  const deps = {
    clock: verifyDeps.clock,
    newId: randomUUID,
    verifyVersion: (tx: WriteTx, id: string) => verifyVersion(tx, verifyDeps, id),
    onAppended: async (_tx: WriteTx, id: string) => {
      appended.push(id);
    },
  };

  beforeEach(async () => {
    appended = [];
    ana = await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      const person = await addPerson(tx, 'Ana Example', 'analyst');
      await sql`insert into run (jurisdiction, topic, analyst, request, requested_by, requested_at)
                select 'KP', 'Test_Status', 'extractive', '{}', ${actorOf(person)}, ${AT}::timestamptz
                  from generate_series(1, 2)`.execute(tx);
      return person;
    });
  });

  const append = (change: Partial<DraftToAppend> & { content: AnalysisContent }) =>
    store().write((tx) =>
      appendDraft(tx, deps, {
        ...{ actor: actorOf(ana), run: 1, analysis: null, basedOn: null, note: null, causes: [] },
        ...change,
      }),
    );

  const citing = (content: AnalysisContent, ...snapshots: string[]): AnalysisContent => ({
    ...content,
    sources: snapshots.map((snapshot, index) => ({
      ...{ ref: `${index + 1}`, title: 'A note', publisher: null, url: null, publishedOn: null },
      ...{ snapshot, quote: null, note: null },
    })),
  });

  it('makes a checked draft whose author asked for the run, and whose trail names the run', async () => {
    const saved = await append({ content: makeContent() });
    const { version, author, events, broken } = await store().read(async (tx) => ({
      version: await getVersionById(tx, saved.versionId),
      author: await getAuthor(tx, saved.versionId),
      events: await tx
        .selectFrom('audit_event')
        .selectAll()
        .where('action', '=', 'version.drafted')
        .execute(),
      broken: await listBrokenAuditEvents(tx),
    }));
    expect(version).toMatchObject({ origin: 'run', stage: 'Draft', number: 1 });
    expect([version.verification !== null, author, appended]).toEqual([
      true,
      actorOf(ana),
      [saved.versionId],
    ]);
    expect(events).toMatchObject([{ actor: 'run:1', subject: `analysis:${saved.analysis}/1` }]);
    expect([events[0]?.detail, broken]).toEqual([expect.objectContaining({ run: 1, by: actorOf(ana) }), []]);
  });

  it('is approved by nobody who asked for its run or had it done again', async () => {
    const [ben, cem] = await store().write(async (tx) => [
      await addPerson(tx, 'Ben Example', 'editor'),
      await addPerson(tx, 'Cem Example', 'editor'),
    ]);
    const repeat = (person: Viewer, at: string) =>
      store().write((tx) =>
        appendAuditEvent(tx, {
          ...{ at, actor: actorOf(person), action: 'run.repeated', subject: 'run:1' },
          detail: { step: 'base-research', attempt: 2, after: 'Failed' },
        }),
      );
    await repeat(ben!, AT);
    const saved = await append({ content: makeContent() });
    await repeat(cem!, '2026-03-05T00:00:00.000Z');
    const { contentHash } = await store().read((tx) => getVersionById(tx, saved.versionId));
    const seen = { analysis: saved.analysis, version: saved.number, contentHash };
    const nothing = async () => undefined;
    const later = { ...deps, requestReverification: nothing, requestRelating: nothing };
    await store().write((tx) =>
      moveVersion(tx, later, { ...seen, actor: ana, action: 'submit', reason: '' }),
    );
    const approve = (actor: Viewer) =>
      store().write((tx) => approveVersion(tx, later, { ...seen, actor, note: '' }));
    await expect(approve(ben!)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await approve(cem!)).toEqual(expect.any(String));
  });

  it('tells who asked for it, although they are its author', async () => {
    await append({ content: makeContent() });
    const told = await store().write(async (tx) => {
      while (!(await tellWatchers(tx)).isDone);
      return tx.selectFrom('notice').select(['person', 'kind', 'because']).execute();
    });
    expect(told).toEqual([{ person: ana.id, kind: 'drafted', because: 'author' }]);
  });

  it('names the run and each source that is new against the version before as causes', async () => {
    const [old, added] = await addTexts(store(), [
      { text: 'Testing is allowed in North Korea.', about: ['KP'] },
      { text: 'Testing needs a permit in North Korea.', about: ['KP'] },
    ]);
    const [oldSha = '', addedSha = ''] = await store().read((tx) =>
      tx
        .selectFrom('snapshot')
        .select(['sha256', 'source'])
        .orderBy('source')
        .execute()
        .then((rows) => rows.map(({ sha256 }) => sha256)),
    );
    const first = await append({ content: citing(makeContent(), oldSha) });
    const second = await append({
      ...{ run: 2, analysis: first.analysis, basedOn: first.versionId },
      content: citing(makeContent({ notes: 'Testing needs a permit.' }), oldSha, addedSha),
    });
    const { before, lineage, history } = await store().read(async (tx) => ({
      before: await findLineage(tx, first.versionId),
      lineage: await findLineage(tx, second.versionId),
      history: await listVersionHistory(tx, first.analysis),
    }));
    expect(before.causes).toEqual([
      { kind: 'run', run: 1, note: null },
      { kind: 'source', source: old?.id, note: null },
    ]);
    expect(lineage).toMatchObject({
      basedOn: first.versionId,
      causes: [
        { kind: 'run', run: 2, note: null },
        { kind: 'source', source: added?.id, note: null },
      ],
    });
    expect(nameCauses(history)).toEqual(['run 1', `source ${old?.id}`, 'run 2', `source ${added?.id}`]);
  });

  it('refuses a draft on top of a version that is not the newest', async () => {
    const first = await append({ content: makeContent() });
    const base = { analysis: first.analysis, basedOn: first.versionId };
    await append({ ...base, content: makeContent({ notes: 'Testing is open to all.' }) });
    await expect(append({ ...base, content: makeContent({ notes: 'Another.' }) })).rejects.toMatchObject({
      code: 'conflict',
    });
    const newest = await store().read((tx) => findNewestVersion(tx, first.analysis));
    expect(newest?.number).toBe(2);
  });
});
