import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { countOpenChallenges, listReviews } from '#store/reviews.ts';
import { appendVersion } from '#store/versions.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { REVIEW_LIMITS, type ReviewInput, submitReview } from './submit-review.ts';

const AT = '2026-03-04T05:06:07.000Z';
const content = makeContent();
const deps = { clock: () => new Date(AT), newId: randomUUID };
const good: ReviewInput = {
  analysis: 7,
  contentHash: contentHash(content),
  kind: 'Challenge',
  author: '  Ana Example ',
  text: 'The second sentence has no source.',
};

describeStore('submitting a review', (store) => {
  const id = randomUUID();
  beforeEach(async () => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      await appendVersion(tx, {
        id,
        analysis: 7,
        contentHash: good.contentHash,
        content,
        origin: 'import',
        importFile: null,
        at: AT,
        actor: 'test',
      });
    });
  });

  const submit = (change: Partial<ReviewInput>) =>
    store().write((tx) => submitReview(tx, deps, { ...good, ...change }));

  it('keeps it with the version it speaks of, in the trail, and counts a challenge as open', async () => {
    expect(await submit({})).toBe(id);
    await submit({ kind: 'Approval', text: 'It is so.' });
    const { reviews, challenges, broken } = await store().read(async (tx) => ({
      reviews: await listReviews(tx, 7),
      challenges: await countOpenChallenges(tx, id),
      broken: await listBrokenAuditEvents(tx),
    }));
    expect(
      reviews.map(({ kind, author, version, submittedAt }) => ({ kind, author, version, submittedAt })),
    ).toContainEqual({
      kind: 'Challenge',
      author: 'Ana Example',
      version: 1,
      submittedAt: AT,
    });
    expect([reviews.length, challenges, broken]).toEqual([2, 1, []]);
  });

  it('keeps lines as lines, and no mark that turns the direction of writing', async () => {
    await submit({ author: '\u202EAna', text: 'One.\r\nTwo \u2066two\u2069.' });
    const [review] = await store().read((tx) => listReviews(tx, 7));
    expect(review).toMatchObject({ author: 'Ana', text: 'One.\nTwo two.' });
  });

  it('refuses the same words by the same name, which would only weigh more', async () => {
    await submit({});
    await expect(submit({ kind: 'Refinement' })).rejects.toMatchObject({
      code: 'invalid-input',
      place: { field: 'text' },
    });
    await submit({ author: 'Bo Example' });
    expect(await store().read((tx) => listReviews(tx, 7))).toHaveLength(2);
  });

  describe('refuses and stores nothing', () => {
    it.each<[Partial<ReviewInput>, string, string | undefined]>([
      [{ kind: 'Praise' }, 'invalid-input', 'kind'],
      [{ author: '   ' }, 'invalid-input', 'name'],
      [{ author: 'x'.repeat(REVIEW_LIMITS.author + 1) }, 'invalid-input', 'name'],
      [{ text: '' }, 'invalid-input', 'text'],
      [{ text: 'x'.repeat(REVIEW_LIMITS.text + 1) }, 'invalid-input', 'text'],
      [{ author: 'Ana\0x' }, 'invalid-input', 'name'],
      [{ author: '\u200B' }, 'invalid-input', 'name'],
      [{ author: 'Ana\nExample' }, 'invalid-input', 'name'],
      [{ author: '\u202E\u200D' }, 'invalid-input', 'name'],
      [{ text: '\u200B\u200B' }, 'invalid-input', 'text'],
      [{ text: 'one\0two' }, 'invalid-input', 'text'],
      [{ text: 'one\u001B[2Jtwo' }, 'invalid-input', 'text'],
      [{ text: 'one\uD800two' }, 'invalid-input', 'text'],
      [{ contentHash: '\0' }, 'invalid-input', 'version'],
      [{ analysis: 8 }, 'not-found', undefined],
      [{ contentHash: '0'.repeat(64) }, 'not-found', undefined],
    ])('%o', async (change, code, field) => {
      await expect(submit(change)).rejects.toMatchObject({
        code,
        place: field === undefined ? {} : { field },
      });
      expect(await store().read((tx) => listReviews(tx, 7))).toEqual([]);
    });
  });
});
