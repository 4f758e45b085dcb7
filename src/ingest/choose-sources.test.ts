import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import type { AppError } from '#domain/errors.ts';
import { EXAMPLE_ACTOR } from '#domain/source.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { type JobQueue, openJobQueue } from '#jobs/job-queue.ts';
import { matchSourceHandler, requestMatching } from '#jobs/match-source.ts';
import { requestReverification, reverifyVersionHandler } from '#jobs/reverify-version.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion, getVersionById } from '#store/versions.ts';
import { addTexts, type TextToAdd } from '../../test/database/add-texts.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type VerifyDeps, verifyVersion } from './verify-version.ts';

const AT = '2026-03-01T00:00:00.000Z';
const [NORTH_KOREA] = TEST_REFERENCE.jurisdictions;
const RURITANIA = {
  ...{ code: 'RU-R', alpha3: null, kind: 'subdivision', officialName: 'Ruritania', aliases: [] },
  ...{ everydayName: 'Ruritania', demonyms: [], capitals: [] },
} as never;
const REFERENCE = {
  ...TEST_REFERENCE,
  jurisdictions: NORTH_KOREA === undefined ? [] : [NORTH_KOREA, RURITANIA],
};
const QUOTED = 'No person shall operate a furnace for glass without the seal of the harbour master.';
const PAGE = `The decree says: “${QUOTED}” Glass furnaces in North Korea were sealed by the coast guard in spring.`;

describeStore('the sources of a verification', (store) => {
  let folder = '';
  let index: SearchIndex;
  let told: AppError[] = [];
  let deps: VerifyDeps;
  let version = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regatlas-choose-'));
    index = createSearchIndex({ store: store(), folder, topics: [] });
    told = [];
    deps = {
      reference: { ...REFERENCE, gazetteer: createGazetteer(REFERENCE.jurisdictions) },
      clock: () => new Date(AT),
      search: { index, onUnavailable: (error) => told.push(error) },
    };
    version = randomUUID();
    const content = makeContent({ notes: PAGE });
    await store().write(async (tx) => {
      await syncReferenceData(tx, REFERENCE);
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      await appendVersion(tx, {
        ...{ id: version, analysis: 7, contentHash: contentHash(content), content, origin: 'import' },
        ...{ importFile: null, at: AT, actor: 'ana' },
      });
      const subject = 'analysis:7/1';
      await appendAuditEvent(tx, { at: AT, actor: 'ana', action: 'version.imported', subject });
    });
  });
  afterEach(async () => {
    index.close();
    await rm(folder, { recursive: true, force: true });
  });

  const add = (texts: readonly TextToAdd[], actor?: string) => addTexts(store(), texts, actor);
  const verify = (change: Partial<VerifyDeps> = {}) =>
    store().write((tx) => verifyVersion(tx, { ...deps, ...change }, version));
  const titles = async (change: Partial<VerifyDeps> = {}) =>
    (await verify(change)).sources.map(({ title }) => title);

  it('take in whoever has the words of a quotation, wherever it is from', async () => {
    await add([
      { title: 'Foreign act', about: ['RU-R'], text: `Ruritania. ${QUOTED}` },
      {
        title: 'Another matter',
        about: ['RU-R'],
        text: 'Bread is baked at dawn in Ruritania by the bakers.',
      },
    ]);
    const report = await verify();
    expect(report.sources.map(({ title }) => title)).toEqual(['Foreign act']);
    expect(report.quotations[0]).toMatchObject({ text: QUOTED, matches: [{ source: 0 }] });
    // Without the index nothing ties that source to the page.
    expect((await verify({ search: undefined })).quotations[0]?.verdict).toBe('snapshot-missing');
  });

  it('take in for a claim only passages that speak of the jurisdiction', async () => {
    const words = 'glass furnaces were sealed by the coast guard in spring';
    await add([
      { title: 'Named', about: ['RU-R'], text: `In Ruritania it is said that in North Korea ${words}.` },
      { title: 'Not named', about: ['RU-R'], text: `It is said that ${words}.` },
    ]);
    expect(await titles()).toEqual(['Named']);
  });

  it('never take in the invented texts of the bundled example', async () => {
    await add([{ title: 'Teaching text', text: QUOTED }], EXAMPLE_ACTOR);
    expect(await titles()).toEqual([]);
  });

  it('are the ones that fit best where a jurisdiction has too many', async () => {
    const filler = Array.from({ length: 510 }, (_, each) => ({
      ...{ title: `Filler ${each}`, about: ['KP'], text: `Nothing of note happened on day ${each}.` },
    }));
    await add([...filler, { title: 'The one', about: ['KP'], text: QUOTED }]);
    const chosen = await titles();
    expect(chosen).toHaveLength(500);
    expect(chosen).toContain('The one');
    expect(await titles({ search: undefined })).not.toContain('The one');
  });

  it('are the same for the same inputs, also from an index that was built again', async () => {
    await add([{ title: 'Foreign act', about: ['RU-R'], text: `Ruritania. ${QUOTED}` }]);
    const first = await verify();
    const before = await store().read((tx) => getVersionById(tx, version));
    await rm(index.file);
    expect(await verify()).toEqual(first);
    const after = await store().read((tx) => getVersionById(tx, version));
    expect(after.verification).toBe(before.verification);
  });

  it('include what was added since the index was filled', async () => {
    await index.catchUp();
    await add([{ title: 'Foreign act', about: ['RU-R'], text: `Ruritania. ${QUOTED}` }]);
    expect(await titles()).toEqual(['Foreign act']);
  });

  it('are those tied to the page when the index cannot be used, and the operator is told', async () => {
    await add([
      { title: 'Foreign act', about: ['RU-R'], text: `Ruritania. ${QUOTED}` },
      { title: 'Own act', about: ['KP'], text: 'An act of North Korea.' },
    ]);
    const file = join(folder, 'file');
    await writeFile(file, '');
    const blocked = createSearchIndex({ store: store(), folder: join(file, 'search'), topics: [] });
    const onUnavailable = (error: AppError) => told.push(error);
    expect(await titles({ search: { index: blocked, onUnavailable } })).toEqual(['Own act']);
    expect(told.map(({ code }) => code)).toEqual(['search-unavailable']);
  });

  describe('of a page that a new source bears on by its words alone', () => {
    const open = (): Promise<JobQueue> =>
      openJobQueue(
        store(),
        [
          matchSourceHandler(store(), {
            ...{ reference: deps.reference, index, onUnavailable: (error) => told.push(error) },
            requestReverification: async (tx, id) => requestReverification(tx, await queue, id),
          }),
          reverifyVersionHandler(store(), deps),
        ],
        { supervise: false, onError: () => undefined },
      );
    let queue: Promise<JobQueue>;
    beforeEach(() => {
      queue = open();
    });
    afterEach(async () => (await queue).close());

    it('is left alone when the source is a bundled teaching text', async () => {
      const [added] = await add([{ title: 'Teaching text', text: QUOTED }], EXAMPLE_ACTOR);
      await store().write(async (tx) => requestMatching(tx, await queue, added?.id ?? 0));
      let done = 0;
      await (await queue).drain(() => {
        done += 1;
      });
      expect(done).toBe(1);
    });

    it.each([
      ['a quotation', `Ruritania. ${QUOTED}`, 1],
      [
        'a claim about it',
        'Ruritania hears that glass furnaces in North Korea were sealed by the coast guard.',
        1,
      ],
      ['nothing of it', 'In Ruritania glass furnaces are blue.', 0],
    ])('%s is verified against it', async (_what, text, sources) => {
      await verify();
      const [added] = await add([{ title: 'New', about: ['RU-R'], text }]);
      expect(added?.versionsToVerify).toEqual([]);
      await store().write(async (tx) => requestMatching(tx, await queue, added?.id ?? 0));
      let done = 0;
      await (await queue).drain(() => {
        done += 1;
      });
      expect(done).toBe(1 + sources);
      const before = (await store().read((tx) => getVersionById(tx, version))).verification;
      expect((await verify()).sources).toHaveLength(sources);
      // The job had made the very report.
      expect((await store().read((tx) => getVersionById(tx, version))).verification).toBe(before);
      expect(told).toEqual([]);
    });
  });
});
