import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RegatlasExport } from '#domain/analysis-export.ts';
import type { AppError } from '#domain/errors.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { listReviews } from '#store/review-records.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type ImportedVersion, importAnalysis, readImport } from './import-analysis.ts';

const NOW = '2026-03-04T05:06:07.000Z';
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const deps = { reference, clock: () => new Date(NOW), newId: randomUUID };

function makeExport(reviews: Partial<RegatlasExport['reviews'][number]>[]): RegatlasExport {
  return {
    schema: 'regatlas.export/1',
    analysis: { number: 7, jurisdiction: 'KP', topic: 'Test_Status' },
    versions: [
      {
        ...{ number: 1, origin: 'import', createdAt: null, stage: 'Draft', content: makeContent() },
        ...{ importFindings: [], verification: null },
      },
    ],
    reviews: reviews.map((change) => ({
      ...{ id: randomUUID(), version: 1, kind: 'Approval', author: 'The Regulator', text: 'So it is.' },
      ...{ submittedAt: '2026-01-01T00:00:00Z', ...change },
    })),
  };
}

describeStore('importing an export', (store) => {
  beforeEach(() => store().write((tx) => syncReferenceData(tx, TEST_REFERENCE)));

  const importText = (text: string): Promise<ImportedVersion[]> => {
    const input = { file: 'a.json', bytes: Buffer.from(text) };
    const read = readImport(input, reference);
    const options = { actor: 'ana', origin: 'import', renumber: false } as const;
    return store().write((tx) => importAnalysis(tx, deps, input, read, options));
  };

  describe('with reviews', () => {
    it('marks them as imported, counts them and leaves a trail', async () => {
      const [first] = await importText(JSON.stringify(makeExport([])));
      expect(first).toMatchObject({ outcome: 'imported', reviewsAdded: 0 });
      const reviewed = JSON.stringify(makeExport([{}]));
      const [second] = await importText(reviewed);
      expect(second).toMatchObject({ outcome: 'unchanged', reviewsAdded: 1 });
      const [third] = await importText(reviewed);
      expect(third).toMatchObject({ outcome: 'unchanged', reviewsAdded: 0 });
      expect(await store().read((tx) => listReviews(tx, 7))).toMatchObject([
        { origin: 'imported', author: 'The Regulator', submittedAt: '2026-01-01T00:00:00.000Z' },
      ]);
      const { rows } = await store().pool.query(
        `select actor, subject, detail->>'author' as author from audit_event where action = 'review.imported'`,
      );
      expect(rows).toEqual([{ actor: 'ana', subject: 'analysis:7/1', author: 'The Regulator' }]);
      expect(await store().read(listBrokenAuditEvents)).toEqual([]);
    });

    it('reckons with an open challenge at once', async () => {
      const sentences = async (kind: 'Approval' | 'Challenge') => {
        const [imported] = await importText(JSON.stringify(makeExport([{ kind }])));
        return imported!.report.confidence.factors.find(({ key }) => key === 'contradictions');
      };
      const approved = await sentences('Approval');
      expect(await sentences('Challenge')).not.toEqual(approved);
    });

    it('refuses one from the future and stores nothing', async () => {
      const future = makeExport([{}, { submittedAt: '9999-01-01T00:00:00Z' }]);
      const refusal = await importText(JSON.stringify(future)).catch((error: AppError) => error);
      expect(refusal).toMatchObject({
        code: 'invalid-input',
        place: { file: 'a.json', field: 'reviews[1].submittedAt' },
        remedy: expect.any(String),
      });
      expect(await store().read((tx) => listReviews(tx, 7))).toEqual([]);
    });
  });

  it('takes a report with controls without them, and says so', async () => {
    const report = '---\njurisdiction: KP\ntopic: Test_Status\nstatus: Allowed\n---\n\nAll\u0007 is\fwell.\n';
    const [imported] = await importText(report);
    expect(imported?.content.report?.narrative).toBe('All is well.');
    expect(imported?.importFindings).toContainEqual(
      expect.objectContaining({ code: 'CONTROL_CHARACTERS_REMOVED', message: expect.stringContaining('2') }),
    );
  });
});
