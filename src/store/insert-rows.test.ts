import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { makeContent, makeReport, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { insertAnalysis } from './analyses.ts';
import { insertRows } from './insert-rows.ts';
import { syncReferenceData } from './reference-data.ts';
import { appendVerification } from './verifications.ts';
import { appendVersion } from './versions.ts';

it('gives every row once, in order, in parts that a statement can take', async () => {
  const rows = Array.from({ length: 50_000 }, (_, a) => ({ a, b: a, c: a, d: a }));
  const parts: (typeof rows)[] = [];
  await insertRows(rows, async (part) => parts.push([...part]));
  expect(parts.flat()).toEqual(rows);
  expect(Math.max(...parts.map((part) => part.length * 4))).toBeLessThanOrEqual(65_535);
  await insertRows([], async () => expect.unreachable());
});

describeStore('a report of tens of thousands of findings', (store) => {
  it('is stored whole', async () => {
    const at = '2026-01-01T00:00:00.000Z';
    const id = await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      const cell = { jurisdiction: 'KP', topic: 'Test_Status' };
      const analysis = await insertAnalysis(tx, { number: null, ...cell, at });
      const content = makeContent();
      const versionId = randomUUID();
      const made = { origin: 'import', importFile: null, actor: 'test', at } as const;
      await appendVersion(tx, {
        id: versionId,
        analysis,
        content,
        contentHash: contentHash(content),
        ...made,
      });
      const report = makeReport('unverified', 20_000);
      return appendVerification(tx, { versionId, inputHash: 'a'.repeat(64), report, citations: [], at });
    });
    const { rows } = await store().pool.query(
      'select count(*)::int as n from finding where verification = $1',
      [id],
    );
    expect(rows).toEqual([{ n: 20_000 }]);
  });
});
