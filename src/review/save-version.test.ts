import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { type AccountRole, actorOf, type Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { verifyVersion } from '#ingest/verify-version.ts';
import { listAnalyses } from '#store/analyses.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { findLineage } from '#store/lineage.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendReview } from '#store/reviews.ts';
import { findVersion, getVersionById, listVersions } from '#store/versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { NOTE_LIMIT } from './read-note.ts';
import { type SaveVersionInput, saveVersion } from './save-version.ts';

const AT = '2026-03-04T05:06:07.000Z';
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const verifyDeps = { reference, clock: () => new Date(AT) };

describeStore('saving a version', (store) => {
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
      return addPerson(tx, 'Ana Example', 'analyst');
    });
  });

  const save = (change: Partial<SaveVersionInput> & { content: AnalysisContent }) =>
    store().write((tx) =>
      saveVersion(tx, deps, {
        ...{ actor: ana, analysis: null, basedOn: null, note: null, causes: [] },
        ...change,
      }),
    );
  const begin = () => save({ content: makeContent() });

  it('makes a page from scratch with the next free number, checked at once', async () => {
    const first = await begin();
    const second = await save({ content: makeContent({ notes: 'Another page of the same cell.' }) });
    expect([first.analysis, first.number, second.analysis, second.number]).toEqual([1, 1, 2, 1]);
    expect(appended).toEqual([first.versionId, second.versionId]);
    const version = await store().read((tx) => getVersionById(tx, first.versionId));
    expect(version).toMatchObject({ origin: 'edit', stage: 'Draft', content: makeContent() });
    expect(version.verification).not.toBeNull();
  });

  it('appends to the line of its page with author, lineage and an event that names both hashes', async () => {
    const first = await begin();
    const changed = makeContent({ notes: 'Testing is allowed with a permit.' });
    const [source] = await addTexts(store(), [
      { text: 'Testing needs a permit in North Korea.', about: ['KP'] },
    ]);
    const review = randomUUID();
    await store().write((tx) =>
      appendReview(tx, {
        ...{ id: review, versionId: first.versionId, kind: 'Challenge', origin: 'submitted' },
        ...{ author: 'Bo', text: 'A permit is needed.', submittedAt: AT },
      }),
    );
    const causes = [
      { kind: 'review', review, note: ' The permit.\r\n ' },
      { kind: 'source', source: source?.id ?? 0, note: null },
      { kind: 'review', review, note: 'The permit.' },
    ] as const;
    const second = await save({
      ...{
        analysis: first.analysis,
        basedOn: first.versionId,
        content: changed,
        note: 'Permit added.',
        causes,
      },
    });
    expect(second).toMatchObject({ analysis: 1, number: 2 });
    const { lineage, events, moves, broken } = await store().read(async (tx) => ({
      lineage: await findLineage(tx, second.versionId),
      events: await tx.selectFrom('audit_event').selectAll().where('action', '=', 'version.saved').execute(),
      moves: await tx
        .selectFrom('stage_move')
        .select('actor')
        .where('version', '=', second.versionId)
        .execute(),
      broken: await listBrokenAuditEvents(tx),
    }));
    expect(lineage).toEqual({
      basedOn: first.versionId,
      note: 'Permit added.',
      causes: [
        { kind: 'review', review, note: 'The permit.' },
        { kind: 'source', source: source?.id, note: null },
      ],
    });
    expect(events.at(-1)).toMatchObject({
      ...{ actor: actorOf(ana), subject: 'analysis:1/2', before_hash: contentHash(makeContent()) },
      after_hash: contentHash(changed),
    });
    expect([moves, broken]).toEqual([[{ actor: actorOf(ana) }], []]);
  });

  it('refuses what was begun from an older version, and says what to compare with', async () => {
    const first = await begin();
    const base = { analysis: first.analysis, basedOn: first.versionId };
    const second = await save({ ...base, content: makeContent({ notes: 'By the first.' }) });
    await expect(save({ ...base, content: makeContent({ notes: 'By the second.' }) })).rejects.toMatchObject({
      code: 'conflict',
      detail: { newest: second.versionId, number: 2, basedOn: first.versionId },
    });
    expect(await store().read((tx) => listVersions(tx, first.analysis))).toHaveLength(2);
  });

  it('takes one of twenty that save at once from the same version, and refuses nineteen', async () => {
    const first = await begin();
    const saved = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        save({
          ...{ analysis: first.analysis, basedOn: first.versionId },
          content: makeContent({ notes: `Written by number ${index}.` }),
        }),
      ),
    );
    const refused = saved.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(19).fill('conflict'));
    const versions = await store().read((tx) => listVersions(tx, first.analysis));
    expect(versions.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('loses no change when each of ten tries again on top of the newest', async () => {
    const { analysis } = await begin();
    const write = async (index: number): Promise<void> => {
      const newest = await store().read((tx) => findVersion(tx, analysis));
      const notes = `${newest?.content.sections[0]?.text} Line ${index}.`;
      try {
        await save({ analysis, basedOn: newest?.id ?? null, content: makeContent({ notes }) });
      } catch (error) {
        if ((error as { code?: string }).code !== 'conflict') throw error;
        await write(index);
      }
    };
    await Promise.all(Array.from({ length: 10 }, (_, index) => write(index)));
    const versions = await store().read((tx) => listVersions(tx, analysis));
    expect(versions.map(({ number }) => number)).toEqual(Array.from({ length: 11 }, (_, index) => index + 1));
    const last = versions.at(-1)?.content.sections[0]?.text ?? '';
    expect(Array.from({ length: 10 }, (_, index) => last.includes(`Line ${index}.`))).toEqual(
      Array(10).fill(true),
    );
  });

  it('gives pages that are made at once a number each', async () => {
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) => save({ content: makeContent({ notes: `Page ${index}.` }) })),
    );
    expect(new Set(made.map(({ analysis }) => analysis)).size).toBe(8);
    expect(await store().read((tx) => listAnalyses(tx, {}))).toHaveLength(8);
  });

  it('refuses a content that stands in the line already, and says in which version', async () => {
    const first = await begin();
    const base = { analysis: first.analysis, basedOn: first.versionId };
    await expect(save({ ...base, content: makeContent() })).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'Nothing was changed: version 1 says exactly this.',
    });
    const second = await save({ ...base, content: makeContent({ notes: 'Otherwise.' }) });
    await expect(
      save({ analysis: first.analysis, basedOn: second.versionId, content: makeContent() }),
    ).rejects.toMatchObject({ message: expect.stringMatching(/^Version 1 said exactly this already/) });
  });

  it('stores nothing at all when the verification fails', async () => {
    const broken = { ...deps, verifyVersion: () => Promise.reject(new Error('out of memory')) };
    const input = {
      actor: ana,
      analysis: null,
      basedOn: null,
      content: makeContent(),
      note: null,
      causes: [],
    };
    await expect(store().write((tx) => saveVersion(tx, broken, input))).rejects.toThrow('out of memory');
    const left = await store().read((tx) => tx.selectFrom('analysis').select('number').execute());
    expect(left).toEqual([]);
  });

  describe('refuses and stores nothing', () => {
    const content = makeContent();
    const notes = makeContent({ notes: 'x' });
    it.each<[string, Partial<SaveVersionInput> & { content: AnalysisContent }, string, string | undefined]>([
      ['another status', { content: makeContent({ status: 'Perhaps' }) }, 'unknown-status', 'status'],
      [
        'another jurisdiction',
        { content: { ...content, jurisdiction: 'XX' } },
        'unknown-jurisdiction',
        'jurisdiction',
      ],
      ['another topic', { content: { ...content, topic: 'Other' } }, 'unknown-topic', 'topic'],
      ['no reason', { content: makeContent({ status: 'Unknown' }) }, 'invalid-input', 'unknownReason'],
      [
        'half a character',
        { content: makeContent({ notes: '\uD800' }) },
        'invalid-input',
        'sections[0].text',
      ],
      ['a date', { content: { ...content, statusSince: '2026-02-30' } }, 'invalid-input', 'statusSince'],
      [
        'more members',
        { content: { ...content, admin: true } as AnalysisContent },
        'invalid-input',
        'content',
      ],
      ['a long note', { content, note: 'x'.repeat(NOTE_LIMIT + 1) }, 'invalid-input', 'note'],
      ['an unseen note', { content, note: 'a\0b' }, 'invalid-input', 'note'],
      [
        'no such source',
        { content, causes: [{ kind: 'source', source: 9, note: null }] },
        'invalid-input',
        'causes',
      ],
      [
        'no such review',
        { content, causes: [{ kind: 'review', review: randomUUID(), note: null }] },
        'invalid-input',
        'causes',
      ],
      [
        'words for a review',
        { content, causes: [{ kind: 'review', review: "' or 1=1", note: null }] },
        'invalid-input',
        'causes',
      ],
      ['no such page', { content: notes, analysis: 9, basedOn: randomUUID() }, 'not-found', undefined],
    ])('%s', async (_what, change, code, field) => {
      await expect(save(change)).rejects.toMatchObject({ code, place: field === undefined ? {} : { field } });
      const left = await store().read((tx) => tx.selectFrom('analysis').select('number').execute());
      expect(left).toEqual([]);
    });

    it.each<AccountRole>(['contributor'])('somebody who is %s', async (role) => {
      await expect(save({ content, actor: { ...ana, role } })).rejects.toMatchObject({ code: 'forbidden' });
    });
  });
});
