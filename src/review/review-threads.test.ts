/** What becomes of a review: who may decide, comment, assign and apply, and what each of it leaves behind. */
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { ACCOUNT_ROLES, actorOf, type Viewer } from '#domain/person.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { appendLineage } from '#store/lineage.ts';
import { findAnchor } from '#store/review-anchors.ts';
import { findReview } from '#store/review-records.ts';
import { listComments } from '#store/review-threads.ts';
import { appendReview, countStandingChallenges } from '#store/reviews.ts';
import { findVersion } from '#store/versions.ts';
import {
  AT,
  addReviewed,
  addVersion,
  type People,
  REVIEWED,
  reviewBy,
  SECOND_SENTENCE,
} from '../../test/database/add-reviewed.ts';
import { makeContent } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { anchorReviews } from './anchor-reviews.ts';
import { applyRefinement } from './apply-refinement.ts';
import { assignReview } from './assign-review.ts';
import { commentOnReview } from './comment-on-review.ts';
import { decideReview } from './decide-review.ts';
import { submitReview } from './submit-review.ts';

describeStore('a review', (store) => {
  let people: People;
  let versionId = '';
  let looked: string[] = [];
  const deps = {
    clock: () => new Date(AT),
    newId: randomUUID,
    requestReverification: async (_tx: unknown, version: string) => looked.push(version),
    verifyVersion: async (_tx: unknown, version: string) => looked.push(version),
    onAppended: anchorReviews,
  };
  beforeEach(async () => {
    ({ people, versionId } = await addReviewed(store()));
  });

  const submit = async (actor: Viewer, change: Parameters<typeof reviewBy>[1] = {}) => {
    const id = await store().write((tx) => submitReview(tx, deps, reviewBy(actor, change)));
    looked = [];
    return id;
  };
  const decide = (actor: Viewer, review: string, outcome: string, reason = 'So it is.') =>
    store().write((tx) => decideReview(tx, deps, { actor, review, outcome, reason }));
  const read = (id: string) => store().read((tx) => findReview(tx, id));
  const standing = (version: string) => store().read((tx) => countStandingChallenges(tx, version));
  const addNext = (content = makeContent({ notes: 'No licence is needed. It is new.' })) =>
    store().write(async (tx) => {
      const id = await addVersion(tx, content);
      await anchorReviews(tx, id);
      return id;
    });
  const forbidden = { code: 'forbidden' };
  const conflict = { code: 'conflict' };

  describe('is decided on', () => {
    it.each(ACCOUNT_ROLES)('by an editor or above, not by a mere %s', async (role) => {
      const id = await submit(people.contributor);
      const actor = role === 'contributor' ? { ...people.contributor, id: people.analyst.id } : people[role];
      const mayDecide = role === 'editor' || role === 'admin';
      for (const outcome of ['accepted', 'rejected']) {
        const other = outcome === 'accepted' ? id : await submit(people.contributor, { text: 'Another.' });
        if (mayDecide) await decide(actor, other, outcome);
        else await expect(decide(actor, other, outcome)).rejects.toMatchObject(forbidden);
        expect((await read(other))?.state).toBe(mayDecide ? outcome : 'open');
      }
    });

    it('never by whoever submitted it, except to take it back, and by nobody else for that', async () => {
      const own = await submit(people.editor);
      await expect(decide(people.editor, own, 'accepted')).rejects.toMatchObject(forbidden);
      await expect(decide(people.editor, own, 'rejected')).rejects.toMatchObject(forbidden);
      await expect(decide(people.admin, own, 'withdrawn')).rejects.toMatchObject(forbidden);
      await decide(people.editor, own, 'withdrawn', 'I was wrong.');
      expect((await read(own))?.outcome).toEqual({
        ...{ outcome: 'withdrawn', reason: 'I was wrong.', by: 'Eli Editor', vouched: true, decidedAt: AT },
      });
      const another = await submit(people.contributor);
      await decide(people.contributor, another, 'withdrawn');
      expect((await read(another))?.state).toBe('withdrawn');
    });

    it('once, with a reason, and not at all when it is an Approval', async () => {
      const id = await submit(people.contributor);
      await expect(decide(people.editor, id, 'accepted', '  ')).rejects.toMatchObject({
        ...{ code: 'invalid-input', place: { field: 'reason' } },
      });
      await expect(decide(people.editor, id, 'praised')).rejects.toMatchObject({ code: 'invalid-input' });
      await decide(people.editor, id, 'rejected');
      await expect(decide(people.other, id, 'accepted')).rejects.toMatchObject(conflict);
      await expect(decide(people.contributor, id, 'withdrawn')).rejects.toMatchObject(conflict);
      const approval = await submit(people.contributor, { kind: 'Approval', text: 'Good.' });
      await expect(decide(people.editor, approval, 'rejected')).rejects.toMatchObject(forbidden);
      await decide(people.contributor, approval, 'withdrawn');
    });

    it('by one of two editors who decide at once', async () => {
      const id = await submit(people.contributor);
      const done = await Promise.allSettled([
        decide(people.editor, id, 'accepted'),
        decide(people.other, id, 'rejected'),
      ]);
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: conflict });
    });

    it.each(['none', '0', '', "' or 1=1 --", randomUUID()])('not under the id “%s”', async (id) => {
      await expect(decide(people.editor, id, 'accepted')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('in the trail, and has the page looked at anew', async () => {
      const id = await submit(people.contributor);
      const newer = await addNext();
      await decide(people.editor, id, 'rejected', 'The decree says so.');
      expect(new Set(looked)).toEqual(new Set([versionId, newer]));
      const { rows } = await store().pool.query('select actor, action, subject, detail from audit_event');
      expect(rows.at(-1)).toEqual({
        ...{ actor: actorOf(people.editor), action: 'review.rejected', subject: 'analysis:7/1' },
        detail: { review: id, kind: 'Challenge', outcome: 'rejected', reason: 'The decree says so.' },
      });
      expect(await store().read(listBrokenAuditEvents)).toEqual([]);
    });
  });

  describe('that is a Challenge', () => {
    it('stands on later versions while its words do, until it is rejected', async () => {
      const id = await submit(people.contributor, { target: SECOND_SENTENCE, severity: 'critical' });
      const second = await addNext();
      const third = await addNext(makeContent({ notes: 'A licence is needed.' }));
      expect(await standing(second)).toEqual({ open: 1, critical: 1 });
      expect(await standing(third)).toEqual({ open: 0, critical: 0 });
      expect(await store().read((tx) => findAnchor(tx, id, third))).toEqual({ state: 'outdated' });
      await decide(people.editor, id, 'rejected');
      for (const version of [versionId, second]) expect((await standing(version)).open).toBe(0);
    });

    it('stands when accepted, until a version mends it', async () => {
      const id = await submit(people.contributor);
      await decide(people.editor, id, 'accepted');
      const second = await addNext();
      expect((await standing(second)).open).toBe(1);
      const third = await store().write(async (tx) => {
        const version = await addVersion(tx, makeContent({ notes: 'Mended.' }));
        const causes = [{ kind: 'review' as const, review: id, note: null }];
        await appendLineage(tx, version, { basedOn: second, note: null, causes });
        await anchorReviews(tx, version);
        return version;
      });
      const fourth = await addNext(makeContent({ notes: 'Later.' }));
      expect([(await standing(versionId)).open, (await standing(third)).open]).toEqual([1, 0]);
      expect((await standing(fourth)).open).toBe(0);
      expect((await read(id))?.causeOf).toBe(3);
      expect(await store().read((tx) => findAnchor(tx, id, fourth))).toBeUndefined();
    });

    it('of the system takes an outcome like any other, and what it rests on stays', async () => {
      const id = randomUUID();
      await store().write((tx) =>
        appendReview(tx, {
          ...{ id, versionId, kind: 'Challenge', origin: 'system', author: 'rules/1' },
          ...{ text: 'A document says otherwise.', submittedAt: AT },
        }),
      );
      expect((await standing(versionId)).open).toBe(1);
      await expect(decide(people.analyst, id, 'rejected')).rejects.toMatchObject(forbidden);
      await decide(people.editor, id, 'rejected', 'It is about another state.');
      expect((await standing(versionId)).open).toBe(0);
      expect(await read(id)).toMatchObject({ text: 'A document says otherwise.', state: 'rejected' });
    });
  });

  describe('is discussed', () => {
    const comment = (actor: Viewer, review: string, kind = 'comment', text = 'I see.') =>
      store().write((tx) => commentOnReview(tx, deps, { actor, least: 'contributor', review, kind, text }));

    it('by everyone with an account; only editors answer', async () => {
      const id = await submit(people.contributor);
      await comment(people.analyst, id);
      await expect(comment(people.analyst, id, 'answer')).rejects.toMatchObject(forbidden);
      await comment(people.editor, id, 'answer', 'We look into it.');
      await decide(people.editor, id, 'rejected');
      await comment(people.contributor, id, 'comment', 'Why?');
      const comments = await store().read((tx) => listComments(tx, id, 50));
      expect(comments.map(({ name, kind }) => [name, kind])).toEqual(
        expect.arrayContaining([
          ['Ana Analyst', 'comment'],
          ['Eli Editor', 'answer'],
          ['Cleo Contributor', 'comment'],
        ]),
      );
    });

    it.each([
      ['comment', '', 'text'],
      ['comment', '\u200B', 'text'],
      ['comment', 'x'.repeat(5_001), 'text'],
      ['praise', 'Good.', 'kind'],
    ])('but not with %s “%.20s”', async (kind, text, field) => {
      const id = await submit(people.contributor);
      await expect(comment(people.analyst, id, kind, text)).rejects.toMatchObject({ place: { field } });
    });

    it('but not by contributors where reviews are closed, nor twice in the same words', async () => {
      const id = await submit(people.contributor);
      const input = { actor: people.contributor, review: id, kind: 'comment', text: 'Well.' };
      const say = (least: 'contributor' | 'analyst') =>
        store().write((tx) => commentOnReview(tx, deps, { ...input, least }));
      await expect(say('analyst')).rejects.toMatchObject(forbidden);
      await say('contributor');
      await expect(say('contributor')).rejects.toMatchObject({ place: { field: 'text' } });
    });
  });

  describe('is assigned', () => {
    const assign = (actor: Viewer, review: string, to: Viewer | null, seen: Viewer | null = null) =>
      store().write((tx) =>
        assignReview(tx, deps, { actor, review, to: to?.id ?? '', seen: seen?.id ?? '' }),
      );

    it('taken and dropped by analysts, given by editors, to nobody who cannot work on it', async () => {
      const { contributor, analyst, editor, other } = people;
      const id = await submit(contributor);
      await expect(assign(contributor, id, contributor)).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(assign(contributor, id, null)).rejects.toMatchObject(forbidden);
      await expect(assign(analyst, id, editor)).rejects.toMatchObject(forbidden);
      await assign(analyst, id, analyst);
      expect((await read(id))?.assignee).toEqual({ id: analyst.id, name: 'Ana Analyst' });
      await assign(editor, id, other, analyst);
      await expect(assign(analyst, id, analyst, other)).rejects.toMatchObject(forbidden);
      await expect(assign(analyst, id, null, other)).rejects.toMatchObject(forbidden);
      await assign(other, id, null, other);
      expect((await read(id))?.assignee).toBeNull();
    });

    it('by one of two who take it at once, and not after its outcome', async () => {
      const id = await submit(people.contributor);
      const done = await Promise.allSettled([
        assign(people.analyst, id, people.analyst),
        assign(people.editor, id, people.editor),
      ]);
      expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const holder = (await read(id))?.assignee?.id === people.analyst.id ? people.analyst : people.editor;
      await decide(people.other, id, 'rejected');
      await expect(assign(people.other, id, null, holder)).rejects.toMatchObject(conflict);
    });
  });

  describe('that is a Refinement', () => {
    const refinement = {
      ...{ kind: 'Refinement', target: SECOND_SENTENCE, text: 'It is wrong.' },
      proposedText: 'A licence is needed.',
    };
    const apply = (actor: Viewer, review: string, note = '') =>
      store().write((tx) => applyRefinement(tx, deps, { actor, review, note }));

    it('becomes the next version in one action, with the review as its cause', async () => {
      const id = await submit(people.contributor, refinement);
      const saved = await apply(people.analyst, id, 'Much better.');
      const version = await store().read((tx) => findVersion(tx, 7));
      expect(version?.id).toBe(saved.versionId);
      expect(version?.content.sections[0]?.text).toBe('Testing is allowed. A licence is needed.[1]');
      expect(await read(id)).toMatchObject({
        ...{ state: 'accepted', causeOf: 2, outcome: { by: 'Ana Analyst', reason: 'Much better.' } },
      });
    });

    it('is not applied by contributors, by its own author, or by analysts over a version in review', async () => {
      const id = await submit(people.analyst, refinement);
      await expect(apply(people.contributor, id)).rejects.toMatchObject(forbidden);
      await expect(apply(people.analyst, id)).rejects.toMatchObject(forbidden);
      const other = await submit(people.contributor, refinement);
      await store().pool.query(`update version_state set stage = 'In review'`);
      await expect(apply(people.analyst, other)).rejects.toMatchObject(forbidden);
      await apply(people.editor, other);
    });

    it('follows its words to a newer version, and is refused where they are gone, with nothing stored', async () => {
      const id = await submit(people.contributor, refinement);
      const late = await submit(people.contributor, { ...refinement, text: 'Once more.' });
      await addNext();
      await apply(people.editor, id);
      expect((await store().read((tx) => findVersion(tx, 7)))?.content.sections[0]?.text).toBe(
        'A licence is needed. It is new.',
      );
      await expect(apply(people.editor, late)).rejects.toMatchObject(conflict);
      expect((await store().read((tx) => findVersion(tx, 7)))?.number).toBe(3);
      expect((await read(late))?.state).toBe('open');
    });

    it('is not applied twice, nor when it is no Refinement or names no words', async () => {
      const id = await submit(people.contributor, refinement);
      await apply(people.editor, id);
      await expect(apply(people.other, id)).rejects.toMatchObject(conflict);
      const challenge = await submit(people.contributor);
      await expect(apply(people.editor, challenge)).rejects.toMatchObject(conflict);
      const version = await store().read((tx) => findVersion(tx, 7));
      const whole = await submit(people.contributor, {
        ...{
          kind: 'Refinement',
          text: 'More of it.',
          contentHash: contentHash(version?.content ?? REVIEWED),
        },
      });
      await expect(apply(people.editor, whole)).rejects.toMatchObject(conflict);
    });
  });
});
