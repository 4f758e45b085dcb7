import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import type { Delivery } from '#domain/notice.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import { putNoticeSettings } from '#store/notice-settings.ts';
import { listNotices, markNoticesRead } from '#store/notices.ts';
import { insertMessage, listMessages } from '#store/outbox.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion } from '#store/versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type LetterDeps, queueLetters } from './queue-letters.ts';
import { tellWatchers } from './tell-watchers.ts';
import { readUnsubscribeToken } from './unsubscribe-token.ts';

const SECRET = 'a secret of more than thirty-two characters';
/** A Wednesday, before the hour. */
const AT = '2026-11-25T05:00:00.000Z';

describeStore('letters with notices', (store) => {
  let ana: Viewer;
  let ben: Viewer;
  let now = AT;
  beforeEach(async () => {
    now = AT;
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana', 'analyst');
      ben = await addPerson(tx, 'Ben', 'editor');
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      for (const [index, notes] of ['first', 'second'].entries()) {
        const content = makeContent({ notes });
        const facts = { id: randomUUID(), analysis: 7, contentHash: contentHash(content), content, at: AT };
        const actor = actorOf(index === 0 ? ben : ana);
        await appendVersion(tx, { ...facts, origin: 'edit', importFile: null, actor });
      }
    });
    await store().pool.query('update person set email_verified = true');
  });

  const deps: LetterDeps = {
    clock: () => new Date(now),
    publicUrl: () => 'https://regatlas.example',
    secret: SECRET,
    digestHour: 6,
    queueMessage: (tx, letter) => insertMessage(tx, { ...letter, id: randomUUID(), queuedAt: now }),
  };
  /** Ana wants all her letters this way. */
  const choose = (delivery: Delivery) =>
    store().write((tx) =>
      putNoticeSettings(tx, ana.id, {
        ...{ assigned: delivery, published: delivery, challenged: delivery },
        ...{ reviewed: delivery, drafted: delivery, due: delivery },
      }),
    );
  const happen = async (action: string, detail: Record<string, string> = {}) => {
    const event = { at: now, actor: actorOf(ben), action, subject: 'analysis:7/2', detail };
    await store().write((tx) => appendAuditEvent(tx, event));
    await store().write((tx) => tellWatchers(tx));
  };
  const queue = () => queueLetters(store(), deps);
  const letters = async () => (await store().read((tx) => listMessages(tx, 50))).toReversed();

  it('says at once what changed, where to look, and how to get no more, in plain text', async () => {
    await choose('at once');
    await happen('version.published');
    expect(await queue()).toBe(1);
    const [letter] = await letters();
    expect(letter).toMatchObject({
      person: ana.id,
      recipient: expect.stringMatching(/^ana-.*@example\.org$/),
      subject: 'North Korea · Test status: Ben published version 2.',
    });
    const link = /https:\/\/regatlas\.example(\/unsubscribe\/(\S+))/.exec(letter?.body ?? '');
    expect(readUnsubscribeToken(SECRET, link?.[2] ?? '')).toBe(ana.id);
    expect(letter?.headers).toEqual({
      'List-Unsubscribe': `<https://regatlas.example${link?.[1]}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(letter?.body.replace(link?.[1] ?? '', '')).toBe(
      [
        'Ana,',
        '',
        'North Korea · Test status (#7)',
        '  Ben published version 2.',
        '  You made this version.',
        '  Page:     https://regatlas.example/analyses/7/versions/2',
        '  Compare:  https://regatlas.example/analyses/7/compare/1/2',
        '',
        '-- ',
        'All notices:       https://regatlas.example/notices',
        'Which letters:     https://regatlas.example/account/notices',
        'No more letters:   https://regatlas.example',
        '',
      ].join('\n'),
    );
  });

  it('puts what happened together into one letter, and nothing into two, however many write at once', async () => {
    await choose('at once');
    for (let index = 0; index < 40; index += 1) await happen('version.published');
    const counts = await Promise.all([queue(), queue(), queue()]);
    expect(counts.toSorted()).toEqual([0, 0, 1]);
    const [letter, ...others] = await letters();
    expect([others.length, letter?.subject]).toEqual([0, expect.stringMatching(/\(and 39 more\)$/)]);
    expect(letter?.body.match(/Ben published/g)).toHaveLength(30);
    expect(letter?.body).toContain('And 10 more: https://regatlas.example/notices');
    expect(await queue()).toBe(0);
  });

  it('takes back what it took when it ends before the letter is there', async () => {
    await choose('at once');
    await happen('version.published');
    const killed = { ...deps, queueMessage: () => Promise.reject(new Error('killed')) };
    await expect(queueLetters(store(), killed)).rejects.toThrow('killed');
    expect(await letters()).toEqual([]);
    expect(await queue()).toBe(1);
  });

  it('keeps a line end of a stranger’s words out of the subject', async () => {
    await choose('at once');
    await happen('version.returned', { reason: 'No.\r\nBcc: somebody@example.org' });
    await queue();
    const [letter] = await letters();
    expect(letter?.subject).toBe(
      'North Korea · Test status: Ben returned version 2 to its author: “No. Bcc: somebody@example.org”',
    );
  });

  describe('as a digest', () => {
    const when = (at: string) => {
      now = at;
      return queue();
    };

    it('go out once a day, after the hour, with what was before it', async () => {
      await choose('daily');
      await happen('version.published');
      expect(await when('2026-11-25T05:59:59.000Z')).toBe(0);
      expect(await when('2026-11-25T06:00:00.000Z')).toBe(1);
      now = '2026-11-25T06:30:00.000Z';
      await happen('version.published');
      expect(await when('2026-11-25T23:59:00.000Z')).toBe(0);
      expect(await when('2026-11-26T06:00:00.000Z')).toBe(1);
      expect((await letters()).map((one) => one.subject)).toEqual([
        'Today on Regatlas: 1 notice',
        'Today on Regatlas: 1 notice',
      ]);
    });

    it('are not sent when there is nothing to tell, or it was read meanwhile', async () => {
      await choose('daily');
      expect(await when('2026-11-25T07:00:00.000Z')).toBe(0);
      await happen('version.published');
      const [notice] = await store().read((tx) => listNotices(tx, ana.id, { offset: 0, limit: 1 }));
      await store().write((tx) => markNoticesRead(tx, ana.id, { only: notice?.id ?? 0 }, now));
      expect(await when('2026-11-26T07:00:00.000Z')).toBe(0);
    });

    it('catch up with one letter after days of silence', async () => {
      await choose('daily');
      for (const at of ['2026-11-25T05:00:00.000Z', '2026-11-26T05:00:00.000Z', '2026-11-27T05:00:00.000Z']) {
        now = at;
        await happen('version.published');
      }
      expect([await when('2026-11-28T12:00:00.000Z'), await when('2026-11-28T12:01:00.000Z')]).toEqual([
        1, 0,
      ]);
      expect((await letters())[0]?.subject).toBe('Today on Regatlas: 3 notices');
    });

    it('are written once for a moment, whatever is told late', async () => {
      await choose('daily');
      await happen('version.published');
      await when('2026-11-25T06:00:00.000Z');
      now = '2026-11-25T05:30:00.000Z';
      await happen('version.published');
      expect(await when('2026-11-25T06:10:00.000Z')).toBe(0);
      expect(await when('2026-11-26T06:00:00.000Z')).toBe(1);
    });

    it('go out on Mondays when they are weekly', async () => {
      await choose('weekly');
      await happen('version.published');
      expect(await when('2026-11-29T23:00:00.000Z')).toBe(0);
      expect(await when('2026-11-30T06:00:00.000Z')).toBe(1);
      expect((await letters())[0]?.subject).toBe('This week on Regatlas: 1 notice');
    });
  });

  it.each([
    ['wants none', () => choose('never')],
    [
      'has not shown that the address is theirs',
      () => store().pool.query('update person set email_verified = false'),
    ],
    ['may not sign in', () => store().pool.query('update person set disabled_at = now()')],
  ])('never go to somebody who %s', async (_, make) => {
    await choose('at once');
    await happen('version.published');
    await make();
    expect(await queue()).toBe(0);
  });
});
