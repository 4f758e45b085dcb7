import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion, getVersionById } from '#store/versions.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type VerifyDeps, verifyVersion } from './verify-version.ts';

const AT = '2026-03-01T00:00:00.000Z';

function depsFor(reference: typeof TEST_REFERENCE, at = AT): VerifyDeps {
  const gazetteer = createGazetteer(reference.jurisdictions);
  return { reference: { ...reference, gazetteer }, clock: () => new Date(at) };
}

const RENAMED = TEST_REFERENCE.jurisdictions.map((one) => ({
  ...one,
  aliases: [...one.aliases, 'The Hermit State'],
}));
const RETITLED = TEST_REFERENCE.topics.map((topic) => ({ ...topic, title: `${topic.title} anew` }));

describeStore('a verification of the same version', (store) => {
  let version = '';
  beforeEach(async () => {
    version = randomUUID();
    const content = makeContent({ notes: 'Mining needs a permit in North Korea.' });
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      await appendVersion(tx, {
        ...{ id: version, analysis: 7, contentHash: contentHash(content), content, origin: 'import' },
        ...{ importFile: null, at: AT, actor: 'ana' },
      });
    });
  });

  const verify = (deps: VerifyDeps) =>
    store().write(async (tx) => {
      await verifyVersion(tx, deps, version);
      return (await getVersionById(tx, version)).verification;
    });

  it('is the stored one while nothing that it depends on has changed', async () => {
    const first = await verify(depsFor(TEST_REFERENCE));
    expect(await verify(depsFor(structuredClone(TEST_REFERENCE), '2026-03-01T23:59:00.000Z'))).toBe(first);
  });

  it.each([
    ['the names of jurisdictions', depsFor({ ...TEST_REFERENCE, jurisdictions: RENAMED })],
    ['the codebook', depsFor({ ...TEST_REFERENCE, topics: RETITLED })],
    ['the day', depsFor(TEST_REFERENCE, '2026-03-02T00:00:00.000Z')],
  ])('is made anew after a change of %s', async (_what, changed) => {
    const first = await verify(depsFor(TEST_REFERENCE));
    expect(await verify(changed)).not.toBe(first);
    expect(await verify(depsFor(TEST_REFERENCE))).toBe(first);
  });
});
