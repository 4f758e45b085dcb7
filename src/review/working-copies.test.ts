import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { checkContent, verifyVersion } from '#ingest/verify-version.ts';
import type { WriteTx } from '#store/connect.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { getVersionById, listVersions } from '#store/versions.ts';
import { findWorkingText, listWorkingCopies } from '#store/working-copies.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type Beginning, beginWorkingCopy } from './begin-working-copy.ts';
import { checkWorkingCopy } from './check-working-copy.ts';
import { discardWorkingCopy } from './discard-working-copy.ts';
import { finishWorkingCopy } from './finish-working-copy.ts';
import type { Choice } from './merge-contents.ts';
import { type MergeWith, mergeIntoWorkingCopy } from './merge-into-working-copy.ts';
import { getReadableCopy } from './own-working-copy.ts';
import { type SavedVersion, saveVersion } from './save-version.ts';
import { saveWorkingCopy } from './save-working-copy.ts';

const AT = '2026-03-04T05:06:07.000Z';
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const verifyDeps = { reference, clock: () => new Date(AT) };
const deps = {
  clock: verifyDeps.clock,
  newId: randomUUID,
  verifyVersion: (tx: WriteTx, id: string) => verifyVersion(tx, verifyDeps, id),
  checkContent: (tx: WriteTx, content: AnalysisContent, open: { open: number; critical: number }) =>
    checkContent(tx, verifyDeps, content, open),
  onAppended: async () => {},
};
const BASE = makeContent({ notes: 'One.\n\nTwo.' });
const notes = (words: string) => ({ ...BASE, sections: [{ key: 'notes' as const, text: words }] });

describeStore('working copies', (store) => {
  let ana: Viewer;
  let bo: Viewer;
  let ed: Viewer;
  let first: SavedVersion;

  beforeEach(async () => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana Example', 'analyst');
      bo = await addPerson(tx, 'Bo Example', 'analyst');
      ed = await addPerson(tx, 'Ed Example', 'editor');
      const page = { analysis: null, basedOn: null, content: BASE, note: null, causes: [] };
      first = await saveVersion(tx, deps, { actor: ana, ...page });
    });
  });

  const write = <T>(fn: (tx: WriteTx) => Promise<T>) => store().write(fn);
  const begin = (
    actor: Viewer,
    from: Beginning = { kind: 'version', analysis: first.analysis, version: null },
  ) => write((tx) => beginWorkingCopy(tx, deps, { actor, from }));
  const save = (actor: Viewer, id: string, revision: number, content: AnalysisContent) =>
    write((tx) => saveWorkingCopy(tx, deps, { actor, id, revision, content }));
  const read = (actor: Viewer, id: string) => store().read((tx) => getReadableCopy(tx, actor, id));
  const finish = (actor: Viewer, id: string, revision: number) =>
    write((tx) => finishWorkingCopy(tx, deps, { actor, id, revision, note: null, causes: [] }));
  const merge = (
    actor: Viewer,
    id: string,
    revision: number,
    other: MergeWith,
    choices: [string, Choice][] = [],
  ) =>
    write((tx) => mergeIntoWorkingCopy(tx, deps, { actor, id, revision, other, choices: new Map(choices) }));

  it('begin from a version, and begun again, even at once, they are the same one', async () => {
    const begun = await Promise.all(Array.from({ length: 6 }, () => begin(ana)));
    expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
    expect(begun.filter(({ continued }) => !continued)).toHaveLength(1);
    const copy = await read(ana, begun[0]?.id ?? '');
    expect(copy).toMatchObject({ basedOn: first.versionId, revision: 1, content: BASE });
    expect((await begin(bo)).continued).toBe(false);
  });

  it('begin from nothing as a page that says only that nobody has looked', async () => {
    const { id } = await begin(ana, { kind: 'scratch', jurisdiction: 'KP', topic: 'Test_Status' });
    const { content } = await read(ana, id);
    expect(content).toMatchObject({ status: 'Unknown', unknownReason: 'not-yet-researched', sections: [] });
    const saved = await finish(ana, id, 1);
    expect(saved).toMatchObject({ analysis: 2, number: 1 });
    await expect(
      begin(ana, { kind: 'scratch', jurisdiction: 'XX', topic: 'Test_Status' }),
    ).rejects.toMatchObject({
      code: 'unknown-jurisdiction',
    });
  });

  it('begin from a file as the next version of its page, or as a page of its own', async () => {
    const file = {
      kind: 'file',
      name: 'page.txt',
      bytes: Buffer.from('A page.'),
      content: notes('New.'),
    } as const;
    const { id } = await begin(ana, { ...file, analysis: first.analysis });
    expect(await read(ana, id)).toMatchObject({ analysis: 1, basedOn: first.versionId });
    await expect(begin(ana, { ...file, analysis: first.analysis })).rejects.toMatchObject({
      code: 'conflict',
      detail: { draft: id },
    });
    const other = await begin(bo, { ...file, analysis: 99 });
    expect(await read(bo, other.id)).toMatchObject({ analysis: null, basedOn: null });
  });

  it('keep half-written dates and names, which keep them from becoming a version', async () => {
    const { id } = await begin(ana);
    const half = { ...BASE, statusSince: '2026-0', status: 'Perh' };
    expect(await save(ana, id, 1, half)).toMatchObject({ outcome: 'saved', revision: 2 });
    const checked = await write((tx) => checkWorkingCopy(tx, deps, { actor: ana, id }));
    expect(checked.report).toBeNull();
    expect(checked.faults.map(({ field }) => field)).toEqual(['status', 'statusSince']);
    await expect(finish(ana, id, 2)).rejects.toMatchObject({
      code: 'invalid-input',
      place: { field: 'statusSince' },
    });
    await expect(save(ana, id, 2, notes('a\0b'))).rejects.toMatchObject({
      place: { field: 'sections[0].text' },
    });
  });

  it('keep what no form shows, whatever is sent', async () => {
    const { id } = await begin(ana);
    const forged = {
      ...notes('Changed.'),
      ...{ jurisdiction: 'XX', grounding: [{ provider: 'gemini' as const, raw: '{}' }] },
      declared: { ...BASE.declared, confidence: 'High' },
    };
    await save(ana, id, 1, forged);
    expect((await read(ana, id)).content).toEqual(notes('Changed.'));
  });

  it('are checked as the version they would be, and keep the report', async () => {
    await addTexts(store(), [{ text: 'Testing is allowed in North Korea with a permit.', about: ['KP'] }]);
    const { id } = await begin(ana);
    await save(ana, id, 1, notes('Testing is allowed with a permit.'));
    const { report } = await write((tx) => checkWorkingCopy(tx, deps, { actor: ana, id }));
    expect(report?.sentences.map(({ verdict }) => verdict)).toEqual(['supported']);
    expect(await read(ana, id)).toMatchObject({ checkedRevision: 2, report: { engine: report?.engine } });
    const versions = await store().read((tx) => listVersions(tx, first.analysis));
    expect(versions).toHaveLength(1);
  });

  describe('in two windows', () => {
    it('never overwrite each other: the second text is set aside whole, and merged', async () => {
      const { id } = await begin(ana);
      await save(ana, id, 1, notes('One, here.\n\nTwo.'));
      const second = await save(ana, id, 1, notes('One.\n\nTwo, there.'));
      if (second.outcome !== 'overtaken') throw new Error('it was taken');
      expect((await read(ana, id)).content).toEqual(notes('One, here.\n\nTwo.'));
      const kept = await store().read((tx) => findWorkingText(tx, id, { aside: second.aside }));
      expect(kept?.content).toEqual(notes('One.\n\nTwo, there.'));
      expect(await merge(ana, id, 2, { aside: second.aside })).toBe(3);
      expect((await read(ana, id)).content).toEqual(notes('One, here.\n\nTwo, there.'));
    });

    it('take one of twelve that save at once, and set eleven aside', async () => {
      const { id } = await begin(ana);
      const texts = Array.from({ length: 12 }, (_, index) => notes(`By window ${index}.`));
      const saved = await Promise.all(texts.map((content) => save(ana, id, 1, content)));
      expect(saved.filter(({ outcome }) => outcome === 'saved')).toHaveLength(1);
      expect(saved.filter(({ outcome }) => outcome === 'overtaken')).toHaveLength(11);
      const winner = saved.findIndex(({ outcome }) => outcome === 'saved');
      expect(await read(ana, id)).toMatchObject({ revision: 2, content: texts[winner] });
    });

    it('say nothing was changed when the same comes twice', async () => {
      const { id } = await begin(ana);
      await save(ana, id, 1, notes('Once.'));
      expect(await save(ana, id, 1, notes('Once.'))).toMatchObject({ outcome: 'unchanged', revision: 2 });
    });

    it('make one version of a draft that is saved twice', async () => {
      const { id } = await begin(ana);
      await save(ana, id, 1, notes('Better.'));
      const saved = await Promise.all([finish(ana, id, 2), finish(ana, id, 2), finish(ana, id, 2)]);
      expect(new Set(saved.map(({ versionId }) => versionId)).size).toBe(1);
      await expect(save(ana, id, 2, notes('Later.'))).rejects.toMatchObject({ code: 'conflict' });
      expect(await store().read((tx) => listWorkingCopies(tx, ana.id))).toEqual([]);
    });
  });

  it('are compared with a newer version, and saved on top of it', async () => {
    const [mine, theirs] = [await begin(ana), await begin(bo)];
    await save(bo, theirs.id, 1, notes('One.\n\nTwo, by Bo.'));
    const second = await finish(bo, theirs.id, 2);
    await save(ana, mine.id, 1, { ...notes('One, by Ana.\n\nTwo.'), status: 'Banned' });
    await expect(finish(ana, mine.id, 2)).rejects.toMatchObject({ detail: { newest: second.versionId } });
    expect(await merge(ana, mine.id, 2, { version: second.versionId })).toBe(3);
    const third = await finish(ana, mine.id, 3);
    const version = await store().read((tx) => getVersionById(tx, third.versionId));
    expect(version).toMatchObject({
      number: 3,
      content: { status: 'Banned', sections: [{ text: 'One, by Ana.\n\nTwo, by Bo.' }] },
    });
  });

  it('stay as they are while a conflict is not decided', async () => {
    const [mine, theirs] = [await begin(ana), await begin(bo)];
    await save(bo, theirs.id, 1, notes('By Bo.'));
    const { versionId } = await finish(bo, theirs.id, 2);
    await save(ana, mine.id, 1, notes('By Ana.'));
    const other = { version: versionId };
    await expect(merge(ana, mine.id, 2, other)).rejects.toMatchObject({ place: { field: 'choice' } });
    expect(await read(ana, mine.id)).toMatchObject({ revision: 2, content: notes('By Ana.') });
    await merge(ana, mine.id, 2, other, [['section/notes', { text: 'By both.' }]]);
    expect((await read(ana, mine.id)).content).toEqual(notes('By both.'));
  });

  describe('of somebody else', () => {
    it('are not there for another analyst, and only to be read for an editor', async () => {
      const { id } = await begin(ana);
      const missing = { code: 'not-found' };
      await expect(read(bo, id)).rejects.toMatchObject(missing);
      expect(await read(ed, id)).toMatchObject({ person: ana.id });
      for (const other of [bo, ed]) {
        await expect(save(other, id, 1, notes('Mine now.'))).rejects.toMatchObject(missing);
        await expect(finish(other, id, 1)).rejects.toMatchObject(missing);
        await expect(merge(other, id, 1, { version: first.versionId })).rejects.toMatchObject(missing);
        await expect(write((tx) => checkWorkingCopy(tx, deps, { actor: other, id }))).rejects.toMatchObject(
          missing,
        );
        await expect(write((tx) => discardWorkingCopy(tx, deps, { actor: other, id }))).rejects.toMatchObject(
          missing,
        );
      }
      expect(await read(ana, id)).toMatchObject({ revision: 1, content: BASE, discardedAt: null });
    });

    it('lend no text that was set aside to another draft', async () => {
      const [mine, theirs] = [await begin(ana), await begin(bo)];
      await save(ana, mine.id, 1, notes('Secret.'));
      const aside = await save(ana, mine.id, 1, notes('Secret, too.'));
      if (aside.outcome !== 'overtaken') throw new Error('it was taken');
      await expect(merge(bo, theirs.id, 1, { aside: aside.aside })).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    it.each(['', 'x', "' or 1=1 --", '0'.repeat(36)])('have no id like %j', async (id) => {
      await expect(read(ana, id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(save(ana, id, 1, BASE)).rejects.toMatchObject({ code: 'not-found' });
    });

    it('take the role analyst', async () => {
      const reader = { ...ana, role: 'contributor' } as const;
      await expect(begin(reader)).rejects.toMatchObject({ code: 'forbidden' });
    });
  });

  it('are gone from the list once discarded, and a new one can be begun', async () => {
    const { id } = await begin(ana);
    expect(await store().read((tx) => listWorkingCopies(tx, ana.id))).toMatchObject([
      { id, basedOnNumber: 1, newestNumber: 1, status: 'Allowed' },
    ]);
    await write((tx) => discardWorkingCopy(tx, deps, { actor: ana, id }));
    expect(await store().read((tx) => listWorkingCopies(tx, ana.id))).toEqual([]);
    expect((await begin(ana)).continued).toBe(false);
  });
});
