import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import type { WatchKind } from '#domain/notice.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { type AuditEvent, appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { putNoticeSettings } from '#store/notice-settings.ts';
import { countUnread, listNotices, markNoticesRead } from '#store/notices.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion } from '#store/versions.ts';
import { putWatch } from '#store/watches.ts';
import { addApproval, addPerson } from '../../test/database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { presentNotices } from './present-notices.ts';
import { tellWatchers } from './tell-watchers.ts';

const EARLY = '2026-03-01T00:00:00.000Z';
const AT = '2026-03-04T05:06:07.000Z';
const CONTENT = makeContent();

describeStore('telling people', (store) => {
  let version = '';
  let ana: Viewer;
  let ben: Viewer;
  let cem: Viewer;
  let dora: Viewer;
  beforeEach(async () => {
    version = randomUUID();
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana', 'analyst');
      ben = await addPerson(tx, 'Ben', 'editor');
      cem = await addPerson(tx, 'Cem', 'contributor');
      dora = await addPerson(tx, 'Dora', 'analyst');
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      const facts = { id: version, analysis: 7, contentHash: contentHash(CONTENT), content: CONTENT, at: AT };
      await appendVersion(tx, { ...facts, origin: 'edit', importFile: null, actor: actorOf(ana) });
    });
  });

  const happen = (action: string, by: Viewer | string, more: Partial<AuditEvent> = {}) =>
    store().write((tx) =>
      appendAuditEvent(tx, {
        at: AT,
        actor: typeof by === 'string' ? by : actorOf(by),
        action,
        subject: 'analysis:7/1',
        ...more,
      }),
    );
  const watch = (who: Viewer, kind: WatchKind, key: string, at = EARLY) =>
    store().write((tx) => putWatch(tx, who.id, { kind, key }, at));
  const tell = () => store().write((tx) => tellWatchers(tx));
  /** Who is told, and why, of everything so far. */
  const told = () =>
    store().read(async (tx) => {
      const all: Record<string, string[]> = {};
      for (const who of [ana, ben, cem, dora]) {
        const notices = await listNotices(tx, who.id, { offset: 0, limit: 50 });
        if (notices.length > 0) all[who.name] = notices.map((one) => `${one.because}: ${one.kind}`).sort();
      }
      return all;
    });

  it('tells nobody who neither follows nor takes part', async () => {
    await happen('version.published', ben);
    await happen('version.imported', 'command line');
    expect(await tell()).toEqual({ events: 2, notices: 1, isDone: true });
    expect(await told()).toEqual({ Ana: ['author: published'] });
  });

  it('tells those who watch the page, its jurisdiction or its topic, once, and nobody of what others do elsewhere', async () => {
    await watch(cem, 'jurisdiction', 'KP');
    await watch(cem, 'topic', 'Test_Status');
    await watch(cem, 'analysis', '7');
    await watch(dora, 'analysis', '8');
    await happen('version.published', ben);
    await tell();
    expect(await told()).toEqual({ Ana: ['author: published'], Cem: ['watch: published'] });
  });

  it('never tells of one’s own action, nor of what was before the watch', async () => {
    await watch(ana, 'analysis', '7');
    await watch(ben, 'analysis', '7');
    await watch(dora, 'analysis', '7', '2026-03-05T00:00:00.000Z');
    await happen('version.published', ben);
    await happen('version.saved', ana);
    await tell();
    expect(await told()).toEqual({ Ana: ['author: published'], Ben: ['watch: drafted'] });
  });

  it('keeps drafts from those who may not work on them', async () => {
    for (const who of [ben, cem]) await watch(who, 'topic', 'Test_Status');
    await happen('version.submitted', ana);
    await happen('version.withdrawn', ana, { detail: { from: 'Draft' } });
    await happen('version.withdrawn', dora, { detail: { from: 'Live' } });
    await tell();
    expect(await told()).toEqual({
      Ana: ['author: published'],
      Ben: ['watch: drafted', 'watch: drafted', 'watch: published'],
      Cem: ['watch: published'],
    });
  });

  it('tells those in a discussion and whom it is given to, for the first reason that holds', async () => {
    const review = await store().write(async (tx) => {
      const id = await addApproval(tx, version, cem);
      await tx
        .insertInto('review_comment')
        .values({
          id: randomUUID(),
          review: id,
          person: dora.id,
          author: actorOf(dora),
          kind: 'comment',
          text: 'Why?',
          written_at: AT,
        })
        .execute();
      return id;
    });
    await happen('review.assigned', ben, { detail: { review, assignee: actorOf(dora) } });
    await happen('review.commented', dora, { detail: { review } });
    await happen('review.answered', ben, { detail: { review } });
    await tell();
    expect(await told()).toEqual({
      Ana: ['author: reviewed'],
      Cem: ['thread: reviewed', 'thread: reviewed'],
      Dora: ['assignee: assigned', 'thread: reviewed'],
    });
  });

  it('tells nobody of events that it does not know, of other subjects, and of what did not change', async () => {
    for (const who of [ana, ben, cem, dora]) await watch(who, 'analysis', '7');
    const same = contentHash(CONTENT);
    await happen('version.renumbered', 'command line');
    await happen('constructor', 'command line');
    await happen('version.published', 'command line', { subject: 'source:3' });
    await happen('version.published', 'command line', { beforeHash: same, afterHash: same });
    await happen('version.archived', 'command line');
    expect(await tell()).toEqual({ events: 5, notices: 0, isDone: true });
  });

  it('tells nobody who may not sign in any more', async () => {
    await watch(cem, 'analysis', '7');
    await store().pool.query(`update person set disabled_at = now() where id in ('${cem.id}', '${ana.id}')`);
    await happen('version.published', ben);
    expect((await tell()).notices).toBe(0);
  });

  it('counts what is not read, and marks one or all', async () => {
    for (let index = 0; index < 3; index += 1) await happen('version.published', ben);
    await tell();
    const unread = () => store().read((tx) => countUnread(tx, ana.id));
    const [newest] = await store().read((tx) => listNotices(tx, ana.id, { offset: 0, limit: 1 }));
    const mark = (person: string, which: Parameters<typeof markNoticesRead>[2]) =>
      store().write((tx) => markNoticesRead(tx, person, which, AT));
    expect(await mark(ben.id, { only: newest?.id ?? 0 })).toBe(0);
    expect([await unread(), await mark(ana.id, { only: newest?.id ?? 0 }), await unread()]).toEqual([
      3, 1, 2,
    ]);
    const [first] = await store().read((tx) => listNotices(tx, ana.id, { offset: 0, limit: 1 }));
    expect(first?.readAt).toBeNull();
    expect([await mark(ana.id, { upTo: newest?.id ?? 0 }), await unread()]).toEqual([2, 0]);
  });

  it('says it in words', async () => {
    await happen('version.returned', ben, {
      detail: { from: 'In review', to: 'Draft', reason: 'The date is missing.' },
    });
    await happen('challenge.opened', 'regatlas-signals/1', { detail: { review: randomUUID() } });
    await tell();
    const notices = await store().read(async (tx) =>
      presentNotices(tx, await listNotices(tx, ana.id, { offset: 0, limit: 9 })),
    );
    expect(notices).toMatchObject([
      {
        page: 'North Korea · Test status',
        sentence: 'A stored source speaks against version 1; it is challenged.',
        href: expect.stringMatching(/^\/analyses\/7\/versions\/1#review-[0-9a-f-]{36}$/),
      },
      {
        sentence: 'Ben returned version 1 to its author: “The date is missing.”',
        href: '/analyses/7/versions/1',
        compareHref: null,
        isRead: false,
      },
    ]);
  });

  it('cuts a long reason, never within a character', async () => {
    await happen('version.returned', ben, { detail: { reason: '𝒶'.repeat(500) } });
    await tell();
    const [notice] = await store().read(async (tx) =>
      presentNotices(tx, await listNotices(tx, ana.id, { offset: 0, limit: 1 })),
    );
    expect(notice?.sentence).toBe(`Ben returned version 1 to its author: “${'𝒶'.repeat(280)} …”`);
  });

  describe('once, whatever happens', () => {
    it('makes nothing twice when it ends before its end and begins again', async () => {
      await happen('version.published', ben);
      const killed = store().write(async (tx) => {
        expect((await tellWatchers(tx)).notices).toBe(1);
        throw new Error('killed');
      });
      await expect(killed).rejects.toThrow('killed');
      expect(await told()).toEqual({});
      expect((await tell()).notices).toBe(1);
      expect(await tell()).toEqual({ events: 0, notices: 0, isDone: true });
      // As if the place where it stopped were lost.
      await store().pool.query('update notice_cursor set event = 0');
      expect(await tell()).toEqual({ events: 1, notices: 0, isDone: true });
      expect(await told()).toEqual({ Ana: ['author: published'] });
    });

    it('makes each notice once when many tell at the same time, in portions', async () => {
      for (let index = 0; index < 20; index += 1) await happen('version.published', ben);
      const tellOne = async () => {
        for (;;) if ((await store().write((tx) => tellWatchers(tx, 3))).isDone) return;
      };
      await Promise.all([tellOne(), tellOne(), tellOne()]);
      expect((await told()).Ana).toHaveLength(20);
    });

    it('loses none when transactions end in another order than they began', async () => {
      const append = (tx: WriteTx, action: string) =>
        appendAuditEvent(tx, { at: AT, actor: actorOf(ben), action, subject: 'analysis:7/1' });
      const slow = Promise.withResolvers<void>();
      const hasAppended = Promise.withResolvers<void>();
      // Begins first and appends last; then one that has appended and stays open while others want to.
      const late = store().write(async (tx) => {
        await tx.selectFrom('analysis').select('number').execute();
        await hasAppended.promise;
        await append(tx, 'version.published');
      });
      const open = store().write(async (tx) => {
        await append(tx, 'version.published');
        hasAppended.resolve();
        await slow.promise;
      });
      await hasAppended.promise;
      expect(await tell()).toMatchObject({ events: 0 });
      slow.resolve();
      await Promise.all([open, late]);
      expect(await tell()).toMatchObject({ events: 2, notices: 2 });
    });

    it('never sees a number below one that it has seen, with many writing and some undone', async () => {
      let seen = 0;
      let isWriting = true;
      const follow = async () => {
        while (isWriting) seen += (await tell()).notices;
      };
      const write = (index: number) =>
        store()
          .write(async (tx) => {
            await appendAuditEvent(tx, {
              ...{ at: AT, actor: actorOf(ben), action: 'version.published', subject: 'analysis:7/1' },
            });
            if (index % 5 === 0) throw new Error('undone');
          })
          .catch((error: unknown) => {
            if (index % 5 !== 0) throw error;
          });
      const following = follow();
      for (let round = 0; round < 5; round += 1) {
        await Promise.all(Array.from({ length: 10 }, (_, index) => write(index)));
      }
      isWriting = false;
      await following;
      seen += (await tell()).notices;
      expect([seen, (await told()).Ana?.length]).toEqual([40, 40]);
    });
  });

  it('gives a notice the letter that its person has chosen by then', async () => {
    const settings = (delivery: 'never' | 'weekly') =>
      ({
        ...{ assigned: delivery, published: delivery, challenged: delivery },
        ...{ reviewed: delivery, drafted: delivery, due: delivery },
      }) as const;
    const deliveries = async () =>
      (await store().pool.query<{ delivery: string }>('select delivery from notice order by id')).rows.map(
        (row) => row.delivery,
      );
    await happen('version.published', ben);
    await tell();
    await store().write((tx) => putNoticeSettings(tx, ana.id, settings('weekly')));
    expect(await deliveries()).toEqual(['weekly']);
    await store().write((tx) => putNoticeSettings(tx, ana.id, settings('never')));
    await happen('version.published', ben);
    await tell();
    // What no letter was wanted for never gets one.
    await store().write((tx) => putNoticeSettings(tx, ana.id, settings('weekly')));
    expect(await deliveries()).toEqual(['never', 'never']);
  });
});
