import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import type { LetterDeps } from '#notify/queue-letters.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import { countUnread } from '#store/notices.ts';
import { insertMessage, listMessages } from '#store/outbox.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion } from '#store/versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { keepTelling } from './tell-watchers.ts';

const AT = '2026-11-25T05:00:00.000Z';

describeStore('telling people as things happen', (store) => {
  let ana: Viewer;
  let ben: Viewer;
  const faults: unknown[] = [];
  const deps: LetterDeps = {
    clock: () => new Date(AT),
    publicUrl: () => 'https://regatlas.example',
    secret: 'a secret of more than thirty-two characters',
    digestHour: 6,
    queueMessage: (tx, letter) => insertMessage(tx, { ...letter, id: randomUUID(), queuedAt: AT }),
  };
  beforeEach(async () => {
    faults.length = 0;
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana', 'analyst');
      ben = await addPerson(tx, 'Ben', 'editor');
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      const content = makeContent();
      const facts = { id: randomUUID(), analysis: 7, contentHash: contentHash(content), content, at: AT };
      await appendVersion(tx, { ...facts, origin: 'edit', importFile: null, actor: actorOf(ana) });
    });
    await store().pool.query(
      `insert into notice_setting select id, 'published', 'at once' from person; update person set email_verified = true`,
    );
  });

  const publish = () =>
    store().write((tx) =>
      appendAuditEvent(tx, {
        at: AT,
        actor: actorOf(ben),
        action: 'version.published',
        subject: 'analysis:7/1',
      }),
    );
  const unread = () => store().read((tx) => countUnread(tx, ana.id));
  /** Resolves once Ana has so many; what never comes ends the test by its own time. */
  const untilUnread = async (count: number) => {
    while ((await unread()) !== count) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('tells of what happened before it began, and of what happens then, with a letter for each', async () => {
    await publish();
    await using _telling = keepTelling(store(), deps, (error) => faults.push(error));
    await untilUnread(1);
    await publish();
    await untilUnread(2);
    while ((await store().read((tx) => listMessages(tx, 9))).length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(faults).toEqual([]);
  });

  it('is safe to do in several processes, and tells on when one of them ends in the middle', async () => {
    const first = keepTelling(store(), deps, (error) => faults.push(error));
    await using _second = keepTelling(store(), deps, (error) => faults.push(error));
    for (let index = 0; index < 10; index += 1) await publish();
    await first[Symbol.asyncDispose]();
    for (let index = 0; index < 10; index += 1) await publish();
    await untilUnread(20);
    const { rows } = await store().pool.query(
      'select count(*)::int as n, count(distinct event)::int as events from notice',
    );
    expect([rows, faults]).toEqual([[{ n: 20, events: 20 }], []]);
  });

  it('goes on after a failure', async () => {
    let isBroken = true;
    const failing: LetterDeps = {
      ...deps,
      queueMessage: (tx, letter) =>
        isBroken ? Promise.reject(new Error('no outbox')) : deps.queueMessage(tx, letter),
    };
    await using _telling = keepTelling(store(), failing, (error) => faults.push(error));
    await publish();
    while (faults.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    isBroken = false;
    await publish();
    while ((await store().read((tx) => listMessages(tx, 9))).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await unread()).toBe(2);
    expect((await store().read((tx) => listMessages(tx, 9)))[0]?.subject).toMatch(/\(and 1 more\)$/);
  });
});
