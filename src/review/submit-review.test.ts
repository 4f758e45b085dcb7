import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { actorOf } from '#domain/person.ts';
import { listApprovals } from '#store/approvals.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { findAnchor } from '#store/review-anchors.ts';
import { listReviews } from '#store/review-records.ts';
import { countStandingChallenges } from '#store/reviews.ts';
import { moveStage } from '#store/stages.ts';
import {
  AT,
  addReviewed,
  addVersion,
  type People,
  reviewBy,
  SECOND_SENTENCE,
} from '../../test/database/add-reviewed.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { REVIEW_LIMITS, type ReviewInput, submitReview } from './submit-review.ts';

describeStore('submitting a review', (store) => {
  let people: People;
  let versionId = '';
  let looked: string[] = [];
  const deps = {
    clock: () => new Date(AT),
    newId: randomUUID,
    requestReverification: async (_tx: unknown, version: string) => looked.push(version),
  };
  beforeEach(async () => {
    ({ people, versionId } = await addReviewed(store()));
    looked = [];
  });

  const submit = (change: Partial<ReviewInput> = {}) =>
    store().write((tx) => submitReview(tx, deps, reviewBy(change.actor ?? people.contributor, change)));
  const listed = () => store().read((tx) => listReviews(tx, 7));

  it('keeps it with the version it speaks of, under an id for the person and the name they have now', async () => {
    await submit({ severity: 'critical' });
    const [review] = await listed();
    expect(review).toMatchObject({
      ...{ kind: 'Challenge', severity: 'critical', version: 1, submittedAt: AT, state: 'open' },
      ...{ author: actorOf(people.contributor), name: 'Cleo Contributor', role: 'contributor' },
      ...{ target: { kind: 'version' }, evidence: [], outcome: null, assignee: null },
    });
    const { standing, broken } = await store().read(async (tx) => ({
      standing: await countStandingChallenges(tx, versionId),
      broken: await listBrokenAuditEvents(tx),
    }));
    expect([standing, broken, looked]).toEqual([{ open: 1, critical: 1 }, [], [versionId]]);
    const { rows } = await store().pool.query(`select actor, action, subject from audit_event`);
    expect(rows.at(-1)).toEqual({
      ...{ actor: actorOf(people.contributor), action: 'review.submitted', subject: 'analysis:7/1' },
    });
  });

  it.each([
    ['version', { kind: 'version' }],
    ['section:notes', { kind: 'section', section: 'notes' }],
    ['citation:1', { kind: 'citation', ref: '1' }],
    [
      SECOND_SENTENCE,
      {
        ...{ kind: 'sentence', unit: 'section/notes', position: { start: 20, end: 41 } },
        quote: { exact: 'No licence is needed.', prefix: 'Testing is allowed. ', suffix: '[1]' },
      },
    ],
  ])('takes %s as what it is about, with the words found on the server', async (target, expected) => {
    await submit({ target });
    expect((await listed())[0]?.target).toEqual(expected);
  });

  it('keeps links, and words of a stored source where they stand', async () => {
    await addTexts(store(), [{ text: 'Article 1. A licence is needed for “tests”. Article 2.' }]);
    await submit({
      evidence: {
        links: 'https://example.org/law  The law itself\r\nhttp://example.org/b',
        passages: [{ source: '1', words: 'A licence is needed for "tests".' }],
      },
    });
    expect((await listed())[0]?.evidence).toMatchObject([
      { kind: 'link', url: 'https://example.org/law', note: 'The law itself' },
      { kind: 'link', url: 'http://example.org/b', note: null },
      { kind: 'passage', quote: { exact: 'A licence is needed for “tests”.', prefix: 'Article 1. ' } },
    ]);
  });

  it('keeps the words that a Refinement proposes', async () => {
    await submit({ kind: 'Refinement', target: SECOND_SENTENCE, proposedText: 'A licence is needed.' });
    expect((await listed())[0]).toMatchObject({ proposedText: 'A licence is needed.', severity: null });
  });

  it('keeps lines as lines, and no mark that turns the direction of writing', async () => {
    await submit({ text: 'One.\r\nTwo \u2066two\u2069.' });
    expect((await listed())[0]?.text).toBe('One.\nTwo two.');
  });

  it('refuses the same words by the same person, which would only weigh more', async () => {
    await submit();
    await expect(submit()).rejects.toMatchObject({ code: 'invalid-input', place: { field: 'text' } });
    await submit({ actor: people.analyst });
    expect(await listed()).toHaveLength(2);
  });

  it('finds its place on a version that was there before it came', async () => {
    const [kept, gone] = await store().write(async (tx) => [
      await addVersion(tx, { ...makeContent({ notes: 'New. No licence is needed.' }) }),
      await addVersion(tx, makeContent({ notes: 'Nothing of it.' })),
    ]);
    const id = await submit({ target: SECOND_SENTENCE });
    const anchors = await store().read(async (tx) => [
      await findAnchor(tx, id, kept ?? ''),
      await findAnchor(tx, id, gone ?? ''),
    ]);
    expect(anchors).toMatchObject([
      { state: 'anchored', target: { position: { start: 5, end: 26 } } },
      { state: 'outdated' },
    ]);
    expect(new Set(looked)).toEqual(new Set([versionId, gone]));
  });

  describe('an Approval', () => {
    const approve = (change: Partial<ReviewInput>) =>
      submit({ kind: 'Approval', text: 'It is so.', ...change });
    const counting = () => store().read((tx) => listApprovals(tx, versionId));

    it('by a contributor is kept and is none that the gate asks for by role', async () => {
      await approve({});
      expect(await counting()).toMatchObject([{ role: 'contributor' }]);
    });

    it('of a section never counts for the version', async () => {
      await approve({ actor: people.editor, target: 'section:notes' });
      expect([await counting(), (await listed()).length]).toEqual([[], 1]);
    });

    it('of the whole version by an editor follows the rules of the stage', async () => {
      await expect(approve({ actor: people.editor })).rejects.toMatchObject({ code: 'conflict' });
      const move = {
        version: versionId,
        from: 'Draft',
        to: 'In review',
        actor: 'test',
        reason: null,
      } as const;
      await store().write((tx) => moveStage(tx, { ...move, at: AT }));
      await approve({ actor: people.editor });
      expect(await counting()).toMatchObject([{ role: 'editor', person: people.editor.id }]);
      await expect(approve({ actor: people.editor, text: 'Again.' })).rejects.toMatchObject({
        code: 'conflict',
      });
    });
  });

  it('is for analysts and above where reviews are closed to others', async () => {
    await expect(submit({ least: 'analyst' })).rejects.toMatchObject({ code: 'forbidden' });
    await submit({ least: 'analyst', actor: people.analyst });
    expect(await listed()).toHaveLength(1);
  });

  describe('refuses and stores nothing', () => {
    const links = (words: string) => ({ evidence: { links: words, passages: [] } });
    const passage = (source: string, words: string) => ({
      evidence: { links: '', passages: [{ source, words }] },
    });
    it.each<[Partial<ReviewInput>, string, string | undefined]>([
      [{ kind: 'Praise' }, 'invalid-input', 'kind'],
      [{ severity: '' }, 'invalid-input', 'severity'],
      [{ severity: 'fatal' }, 'invalid-input', 'severity'],
      [{ text: '' }, 'invalid-input', 'text'],
      [{ text: '\u200B\u200B' }, 'invalid-input', 'text'],
      [{ text: '\u202E\u200D' }, 'invalid-input', 'text'],
      [{ text: 'x'.repeat(REVIEW_LIMITS.text + 1) }, 'invalid-input', 'text'],
      [{ text: 'one\0two' }, 'invalid-input', 'text'],
      [{ text: 'one\u001B[2Jtwo' }, 'invalid-input', 'text'],
      [{ text: 'one\uD800two' }, 'invalid-input', 'text'],
      [{ target: 'section:considerations' }, 'invalid-input', 'target'],
      [{ target: 'citation:2' }, 'invalid-input', 'target'],
      [{ target: 'sentence:section/notes 0 21' }, 'invalid-input', 'target'],
      [{ target: 'nonsense\0' }, 'invalid-input', 'target'],
      [{ proposedText: 'Words for a Challenge.' }, 'invalid-input', 'proposedText'],
      [{ kind: 'Refinement', target: SECOND_SENTENCE }, 'invalid-input', 'proposedText'],
      [
        { kind: 'Refinement', target: SECOND_SENTENCE, proposedText: 'No licence is needed.' },
        ...(['invalid-input', 'proposedText'] as const),
      ],
      [links('javascript:alert(1)'), 'invalid-input', 'links'],
      [links('data:text/html,x'), 'invalid-input', 'links'],
      [links('//example.org'), 'invalid-input', 'links'],
      [links('https://ana:secret@example.org'), 'invalid-input', 'links'],
      [links('https://example.org/a\n'.repeat(11)), 'invalid-input', 'links'],
      [passage('9', 'Some words'), 'invalid-input', 'passage 1'],
      [passage('1; drop table source', 'Some words'), 'invalid-input', 'passage 1'],
      [passage('', 'Some words'), 'invalid-input', 'passage 1'],
      [passage('1', ''), 'invalid-input', 'passage 1'],
      [{ contentHash: '\0' }, 'invalid-input', 'version'],
      [{ analysis: 8 }, 'not-found', undefined],
      [{ contentHash: '0'.repeat(64) }, 'not-found', undefined],
    ])('%o', async (change, code, field) => {
      await expect(submit(change)).rejects.toMatchObject({
        code,
        place: field === undefined ? {} : { field },
      });
      expect(await listed()).toEqual([]);
    });

    it('words that the source does not say', async () => {
      await addTexts(store(), [{ text: 'A licence is needed for tests.' }]);
      await expect(submit(passage('1', 'No licence is needed for tests.'))).rejects.toMatchObject({
        place: { field: 'passage 1' },
      });
      expect(await listed()).toEqual([]);
    });

    it('an Approval by whoever made the version', async () => {
      const content = makeContent({ notes: 'By an analyst.' });
      await store().write((tx) => addVersion(tx, content, actorOf(people.analyst)));
      const own = { kind: 'Approval', contentHash: contentHash(content), text: 'I find it good.' };
      await expect(submit({ ...own, actor: people.analyst })).rejects.toMatchObject({ code: 'forbidden' });
      expect(await listed()).toEqual([]);
      await submit({ ...own, actor: people.contributor });
      expect(await listed()).toHaveLength(1);
    });
  });
});
