import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { ENGINE } from '#grounding/verify-content.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVerification, findVerification } from '#store/verifications.ts';
import { appendVersion, getVersionById } from '#store/versions.ts';
import { makeContent, makeReport, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { openJobQueue } from './job-queue.ts';
import { requestOutdatedReverifications } from './reverify-outdated.ts';
import { reverifyVersionHandler } from './reverify-version.ts';

describeStore('an upgrade of the rules', (store) => {
  it('verifies what readers see again, once, and leaves older versions alone', async () => {
    const { older, newest } = await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      const cell = { jurisdiction: 'KP', topic: 'Test_Status' };
      const at = '2026-01-01T00:00:00.000Z';
      const analysis = await insertAnalysis(tx, { number: null, ...cell, at });
      const add = async (notes: string) => {
        const content = makeContent({ notes });
        const versionId = randomUUID();
        const made = { origin: 'import', importFile: null, actor: 'test', at } as const;
        await appendVersion(tx, {
          id: versionId,
          analysis,
          content,
          contentHash: contentHash(content),
          ...made,
        });
        const report = makeReport('unverified', 0);
        await appendVerification(tx, { versionId, inputHash: 'a'.repeat(64), report, citations: [], at });
        return versionId;
      };
      return { older: await add('Testing is allowed.'), newest: await add('Testing is still allowed.') };
    });
    const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
    const handler = reverifyVersionHandler(store(), { reference, clock: () => new Date('2026-02-01') });
    const queue = await openJobQueue(store(), [handler], { supervise: false, onError: () => undefined });
    expect(await requestOutdatedReverifications(store(), queue)).toBe(1);
    expect(await requestOutdatedReverifications(store(), queue)).toBe(1);
    let done = 0;
    await queue.drain(() => {
      done += 1;
    });
    expect(done).toBe(1);
    expect(await requestOutdatedReverifications(store(), queue)).toBe(0);
    const engineOf = (id: string) =>
      store().read(async (tx) => {
        const { verification } = await getVersionById(tx, id);
        return verification === null ? null : (await findVerification(tx, verification))?.report.engine;
      });
    expect(await engineOf(newest)).toBe(ENGINE);
    expect(await engineOf(older)).toBe('test/1');
    await queue.close();
  });
});
