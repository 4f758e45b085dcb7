import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareVersions } from '#compare/compare-versions.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { actorOf } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { insertAnalysis } from '#store/analyses.ts';
import type { Store } from '#store/connect.ts';
import { appendLineage } from '#store/lineage.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendReview } from '#store/reviews.ts';
import { listVersionHistory } from '#store/version-history.ts';
import { appendVersion } from '#store/versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { compareStoredVersions, summarisePair } from './compare-stored-versions.ts';
import { presentComparison } from './present-comparison.ts';

const AT = '2026-01-02T03:04:05.000Z';
const CONTEXT = {
  topics: TEST_REFERENCE.topics,
  gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions),
};

/** Two versions by a person: the second answers a challenge on the first. */
async function fill(store: Store): Promise<{ review: string }> {
  const [first, second, review] = [randomUUID(), randomUUID(), randomUUID()];
  await store.write(async (tx) => {
    await syncReferenceData(tx, TEST_REFERENCE);
    await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
    const ada = await addPerson(tx, 'Ada', 'analyst');
    const append = (id: string, content: ReturnType<typeof makeContent>) =>
      appendVersion(tx, {
        ...{ id, analysis: 7, content, contentHash: contentHash(content), origin: 'edit', importFile: null },
        ...{ at: AT, actor: actorOf(ada) },
      });
    await append(first, makeContent({ notes: 'No law on testing exists. Testing is allowed.' }));
    await appendReview(tx, {
      ...{ id: review, versionId: first, kind: 'Challenge', origin: 'submitted', author: 'Cy' },
      ...{ text: 'The Test Act exists.', submittedAt: AT },
    });
    await append(second, makeContent({ notes: 'A law on testing is in force. Testing is allowed.' }));
    const causes = [
      { kind: 'review', review, note: null } as const,
      { kind: 'edit', note: 'Read anew.' } as const,
    ];
    await appendLineage(tx, second, { basedOn: first, note: 'The act was overlooked.', causes });
  });
  return { review };
}

describeStore('comparing stored versions', (store) => {
  const compare = (...versions: [number, number]) =>
    store().read((tx) => compareStoredVersions(tx, CONTEXT, { analysis: 7, versions }));

  it('tells what changed, the contradiction and the cause', async () => {
    const { review } = await fill(store());
    const found = await compare(1, 2);
    expect(found.summary).toEqual([
      'Status unchanged.',
      `One sentence reworded after challenge #${review.slice(0, 8)} and an edit.`,
      'Neither version has been checked yet.',
    ]);
    expect(found.contradictions.map(({ kind }) => kind)).toEqual(['law']);
    expect(found.history).toMatchObject([
      {
        number: 2,
        basedOn: 1,
        note: 'The act was overlooked.',
        moves: [{ from: null, to: 'Draft', by: { name: 'Ada' } }],
        causes: [
          { kind: 'review', review: { id: review, kind: 'Challenge', by: { name: 'Cy' }, version: 1 } },
          { kind: 'edit', review: null, source: null, note: 'Read anew.' },
        ],
      },
    ]);
  });

  it('puts the earlier version first, whichever is named first', async () => {
    await fill(store());
    expect(await compare(2, 1)).toEqual(await compare(1, 2));
  });

  it('finds nothing between a version and itself, and no cause', async () => {
    await fill(store());
    expect(await compare(2, 2)).toMatchObject({
      summary: ['Nothing changed.'],
      history: [],
      contradictions: [],
    });
  });

  it('says which version is not there', async () => {
    await fill(store());
    await expect(compare(1, 3)).rejects.toThrow('There is no analysis #7 with a version 3.');
  });

  it('is presented under the names of its schema', async () => {
    await fill(store());
    expect(presentComparison(await compare(1, 2))).toMatchObject({
      schema: 'regatlas.version-diff/1',
      analysis: 7,
      before: { version: 1, engine: null },
      after: { version: 2, stage: 'Draft' },
      diff: { laws: [], parts: [{ key: 'notes' }] },
    });
  });

  it('knows of an import neither a version before it nor a cause', async () => {
    await fill(store());
    const [first] = await store().read((tx) => listVersionHistory(tx, 7));
    expect(first).toMatchObject({ number: 1, basedOn: null, note: null, causes: [], overrideReason: null });
  });
});

describe('the summary of a pair', () => {
  it('uses the labels of the codebook', () => {
    const side = (status: string) => ({ content: makeContent({ status }), report: null });
    const topics = TEST_REFERENCE.topics.map((topic) => ({
      ...topic,
      statuses: topic.statuses.map((each) => ({ ...each, label: `${each.label}!` })),
    }));
    const pair = { before: side('Allowed'), after: side('Banned') };
    const diff = compareVersions(pair.before, pair.after);
    expect(summarisePair({ ...CONTEXT, topics }, pair, diff, [])[0]).toBe(
      'Status changed from Allowed! to Banned!.',
    );
  });
});
