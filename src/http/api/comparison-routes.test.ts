import { expect, it } from 'vitest';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion } from '#store/versions.ts';
import { makeContent, TEST_REFERENCE } from '../../../test/database/make-records.ts';
import { describeStore } from '../../../test/database/with-database.ts';
import { createComparisonRoutes } from './comparison-routes.ts';

const AT = '2026-01-02T03:04:05.000Z';
const IDS = ['0b1f2c3d-0000-4000-8000-000000000001', '0b1f2c3d-0000-4000-8000-000000000002'];

describeStore('the comparison as JSON', (store) => {
  it('is sent under its address, and not again to who has it', async () => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      for (const [at, id] of IDS.entries()) {
        const content = makeContent({ status: at === 0 ? 'Allowed' : 'Banned' });
        const facts = {
          id,
          analysis: 7,
          content,
          contentHash: String(at).repeat(64),
          origin: 'import',
        } as const;
        await appendVersion(tx, { ...facts, importFile: null, at: AT, actor: 'test' });
      }
    });
    const gazetteer = createGazetteer(TEST_REFERENCE.jurisdictions);
    const routes = createComparisonRoutes(store(), { topics: TEST_REFERENCE.topics, gazetteer });
    const answer = await routes.request('/analyses/7/compare/1/2.json');
    expect(answer.headers.get('Content-Type')).toBe('application/json');
    expect(await answer.json()).toMatchObject({
      schema: 'regatlas.version-diff/1',
      before: { version: 1 },
      after: { version: 2 },
      summary: ['Status changed from Allowed to Banned.', 'Neither version has been checked yet.'],
      contradictions: [{ kind: 'status' }],
      history: [{ number: 2, moves: [{ to: 'Draft', by: { actor: 'test', name: 'test' } }] }],
    });
    const etag = answer.headers.get('ETag') ?? '';
    const again = await routes.request('/analyses/7/compare/1/2.json', {
      headers: { 'If-None-Match': etag },
    });
    expect(again.status).toBe(304);
  });
});
