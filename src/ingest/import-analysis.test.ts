import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RegatlasExport } from '#domain/analysis-export.ts';
import type { AppError } from '#domain/errors.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { listReviews } from '#store/review-records.ts';
import { listComments } from '#store/review-threads.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type ImportedVersion, importAnalysis, readImport } from './import-analysis.ts';

const NOW = '2026-03-04T05:06:07.000Z';
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const appended: string[] = [];
const deps = {
  ...{ reference, clock: () => new Date(NOW), newId: randomUUID },
  onAppended: async (_tx: unknown, versionId: string) => {
    appended.push(versionId);
  },
};

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

    it('takes what was said after them and how they ended, by names for which nobody vouches', async () => {
      const target = { kind: 'section', section: 'notes' } as const;
      const outcome = {
        ...({ outcome: 'rejected', reason: 'It is not so.', by: 'An Editor' } as const),
        decidedAt: '2026-01-03T00:00:00Z',
      } as const;
      const comments = [
        { author: 'Bo', kind: 'answer' as const, text: 'We look.', writtenAt: '2026-01-02T00:00:00Z' },
      ];
      const restsOn = [{ kind: 'link' as const, url: 'https://example.org/', note: null }];
      const challenge = {
        kind: 'Challenge',
        severity: 'critical',
        target,
        comments,
        outcome,
        restsOn,
      } as const;
      await importText(JSON.stringify(makeExport([{ ...challenge, role: 'admin' }])));
      const [review] = await store().read((tx) => listReviews(tx, 7));
      expect(review).toMatchObject({
        ...{ state: 'rejected', severity: 'critical', target, evidence: restsOn, person: null, role: null },
        outcome: { outcome: 'rejected', by: 'An Editor', vouched: false },
      });
      expect(await store().read((tx) => listComments(tx, review?.id ?? '', 5))).toMatchObject([
        { name: 'Bo', kind: 'answer', vouched: false },
      ]);
    });

    it('never decides on one that is here', async () => {
      const id = randomUUID();
      await importText(JSON.stringify(makeExport([{ id, kind: 'Challenge' }])));
      const outcome = {
        outcome: 'rejected',
        reason: 'No.',
        by: 'Me',
        decidedAt: '2026-01-03T00:00:00Z',
      } as const;
      await importText(JSON.stringify(makeExport([{ id, kind: 'Challenge', outcome }])));
      expect(await store().read((tx) => listReviews(tx, 7))).toMatchObject([
        { state: 'open', outcome: null },
      ]);
    });

    it('refuses names that would pass for people of this installation', async () => {
      const person = `person:${randomUUID()}`;
      const outcome = {
        ...({ outcome: 'rejected', reason: 'No.', by: person } as const),
        decidedAt: '2026-01-03T00:00:00Z',
      };
      for (const change of [{ author: person }, { outcome }]) {
        const importIt = async () => importText(JSON.stringify(makeExport([change])));
        await expect(importIt()).rejects.toMatchObject({ code: 'invalid-input' });
      }
    });

    it('carries over to later versions what a file adds to an earlier one', async () => {
      const two = (reviews: Partial<RegatlasExport['reviews'][number]>[]) => {
        const made = makeExport(reviews);
        const [first] = made.versions;
        const second = { ...first!, number: 2, content: makeContent({ notes: 'Another.' }) };
        return JSON.stringify({ ...made, versions: [first, second] });
      };
      const [, second] = await importText(two([]));
      appended.length = 0;
      await importText(two([{ kind: 'Challenge' }]));
      expect(appended).toEqual([second?.versionId]);
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
