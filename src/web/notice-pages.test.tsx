/** Notices, watches, letters and the trail as pages: for whom, in which order, and what the forms do. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { tellWatchers } from '#notify/tell-watchers.ts';
import { makeUnsubscribeToken } from '#notify/unsubscribe-token.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import { findNoticeSettings } from '#store/notice-settings.ts';
import { countUnread } from '#store/notices.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendVersion } from '#store/versions.ts';
import { listWatches } from '#store/watches.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../../test/database/with-database.ts';
import { SECRET } from '../../test/web/account-parts.ts';
import { openSite, type TestSite } from '../../test/web/open-site.ts';

const AT = '2026-11-25T05:00:00.000Z';
const CONTENT = makeContent();

describe('the pages about notices', () => {
  const server = inject('servers').embedded;
  let database: TestDatabase;
  let site: TestSite;
  let ana: Viewer;
  let ben: Viewer;
  let adam: Viewer;
  beforeEach(async () => {
    database = await cloneDatabase(server);
    await database.store.write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ottilie', 'contributor');
      ben = await addPerson(tx, 'Ben <b>Example</b>', 'editor');
      adam = await addPerson(tx, 'Adam', 'admin');
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      const facts = {
        id: randomUUID(),
        analysis: 7,
        contentHash: contentHash(CONTENT),
        content: CONTENT,
        at: AT,
      };
      await appendVersion(tx, { ...facts, origin: 'edit', importFile: null, actor: actorOf(ben) });
    });
    site = await openSite(database.store, () => new Date(AT));
    site.setViewer(ana);
  });
  afterEach(async () => {
    await site.close();
    await dropDatabase(server, database);
    expect(site.faults).toEqual([]);
  });

  const publish = async () => {
    const event = { at: AT, actor: actorOf(ben), action: 'version.published', subject: 'analysis:7/1' };
    await database.store.write((tx) => appendAuditEvent(tx, event));
    await database.store.write((tx) => tellWatchers(tx));
  };
  const watch = (fields: Record<string, string> = {}) =>
    site.send('/watches', { kind: 'analysis', key: '7', watch: 'yes', ...fields });
  const html = async (path: string) => (await site.get(path)).text();
  const unread = () => database.store.read((tx) => countUnread(tx, ana.id));
  const watched = () => database.store.read((tx) => listWatches(tx, ana.id));

  it.each(['/notices', '/account/notices', '/admin/audit'])(
    'lead readers without an account from %s to sign in',
    async (path) => {
      site.setViewer(null);
      const response = await site.get(path);
      expect([response.status, response.headers.get('Location')]).toEqual([
        303,
        `/sign-in?then=${encodeURIComponent(path)}`,
      ]);
    },
  );

  it('say how to watch while there is nothing to tell', async () => {
    expect(await html('/notices')).toMatch(/There is nothing to tell you yet\. Press <b>Watch<\/b>/);
    expect(await html('/account/notices')).toContain('You watch nothing.');
  });

  it.each([
    ['/analyses/7', 'analysis', '7', 'Watch North Korea, Test status'],
    ['/jurisdictions/KP', 'jurisdiction', 'KP', 'Watch North Korea'],
    ['/topics/Test_Status', 'topic', 'Test_Status', 'Watch Test status'],
  ])('have a button on %s, for people with an account', async (path, kind, key, label) => {
    expect(await html(path)).toContain(`aria-label="${label}"`);
    const response = await site.send('/watches', { kind, key, watch: 'yes' });
    expect([response.status, response.headers.get('Location')]).toEqual([303, path]);
    expect(await html(path)).toContain(`aria-label="${label.replace('Watch', 'Stop watching')}"`);
    expect(await watched()).toMatchObject([{ kind, key, since: AT }]);
    site.setViewer(null);
    expect(await html(path)).not.toContain('action="/watches"');
  });

  it('take a watch back, from the list as well', async () => {
    await watch();
    expect(await html('/account/notices')).toMatch(/<a href="\/analyses\/7">North Korea · Test status<\/a>/);
    const response = await watch({ watch: 'no', from: 'list' });
    expect([response.headers.get('Location'), await watched()]).toEqual(['/account/notices', []]);
  });

  it.each([
    [{ kind: 'person' }, 422],
    [{ key: '8' }, 404],
    [{ key: '7; drop' }, 404],
    [{ key: '\0' }, 404],
    [{ key: '99999999999999999999' }, 404],
    [{ kind: 'jurisdiction', key: 'XX' }, 404],
  ])('refuse to watch %j', async (fields, status) => {
    expect((await watch(fields)).status).toBe(status);
    expect(await watched()).toEqual([]);
  });

  it('show what is not read first, in the menu too, and take it as read one by one or together', async () => {
    await watch();
    for (let index = 0; index < 3; index += 1) await publish();
    const before = await html('/notices');
    expect(before).toContain('3 notices not read.');
    expect(before).toContain('Ben &lt;b>Example&lt;/b> published version 1.');
    expect(before).toMatch(/unread-count[^>]*>3</);
    const only = /name="only" value="(\d+)"/.exec(before)?.[1] ?? '';
    expect((await site.send('/notices/read', { only })).status).toBe(303);
    const after = await html('/notices');
    expect(after).toContain('2 notices not read.');
    expect(after.lastIndexOf('is-unread')).toBeLessThan(after.indexOf('is-read'));
    const upTo = /name="upTo" value="(\d+)"/.exec(after)?.[1] ?? '';
    await publish();
    await site.send('/notices/read', { upTo });
    // The one that came after the page was shown is still new.
    expect(await unread()).toBe(1);
  });

  it('never mark what is somebody else’s', async () => {
    await watch();
    await publish();
    site.setViewer(adam);
    const id = (await database.store.pool.query<{ id: number }>('select id from notice')).rows[0]?.id;
    await site.send('/notices/read', { only: String(id) });
    await site.send('/notices/read', { upTo: '999999' });
    expect(await unread()).toBe(1);
    expect((await site.send('/notices/read', {})).status).toBe(422);
  });

  it('keep the choice of letters, and refuse another one', async () => {
    const choices = {
      ...{ assigned: 'at once', published: 'weekly', challenged: 'never' },
      ...{ reviewed: 'daily', drafted: 'never', due: 'never' },
    };
    const settings = () => database.store.read((tx) => findNoticeSettings(tx, ana.id));
    const response = await site.send('/account/notices', choices);
    expect(response.headers.get('Location')).toBe('/account/notices?done=kept');
    expect(await settings()).toEqual(choices);
    expect((await site.send('/account/notices', { ...choices, due: 'hourly' })).status).toBe(422);
    expect(await settings()).toEqual(choices);
    expect(await html('/account/notices?done=kept')).toContain('Your choices are kept.');
  });

  it('say so when no letter can go out', async () => {
    expect(await html('/account/notices')).toContain('nobody has shown that this address is yours');
    await database.store.pool.query('update person set email_verified = true');
    expect(await html('/account/notices')).not.toContain('nobody has shown');
  });

  describe('the link at the end of a letter', () => {
    const settings = () => database.store.read((tx) => findNoticeSettings(tx, ana.id));

    it('changes nothing when it is looked at, and ends letters with one click, without signing in', async () => {
      site.setViewer(null);
      const path = `/unsubscribe/${makeUnsubscribeToken(SECRET, ana.id)}`;
      const page = await html(path);
      expect(page).toContain(`action="${path}"`);
      expect(page).not.toContain('Ottilie');
      expect((await settings()).published).toBe('daily');
      // As a mail program sends it: from nowhere, with what RFC 8058 says.
      const init = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
      const response = await site.send(path, { 'List-Unsubscribe': 'One-Click' }, init);
      expect([response.status, await response.text()]).toEqual([
        200,
        expect.stringContaining('No more letters'),
      ]);
      expect(new Set(Object.values(await settings()))).toEqual(new Set(['never']));
    });

    it.each([
      ['of another secret', () => makeUnsubscribeToken(`${SECRET}x`, ana.id)],
      ['of nobody', () => 'abc'],
    ])('%s is no link', async (_, make) => {
      const path = `/unsubscribe/${make()}`;
      expect([(await site.get(path)).status, (await site.send(path, {})).status]).toEqual([404, 404]);
      expect((await settings()).published).toBe('daily');
    });

    it('is the only form that other sites may send', async () => {
      const init = { headers: { Origin: 'https://elsewhere.example' } };
      expect((await site.send('/watches', { kind: 'analysis', key: '7', watch: 'yes' }, init)).status).toBe(
        403,
      );
      expect(await watched()).toEqual([]);
    });
  });

  describe('the trail', () => {
    beforeEach(async () => {
      site.setViewer(adam);
      for (let index = 0; index < 60; index += 1) await publish();
      const note = { at: '2026-03-31T23:30:00.000Z', actor: 'command line', action: 'source.added' };
      await database.store.write((tx) => appendAuditEvent(tx, { ...note, subject: 'source:3' }));
    });
    const ids = async (query: string) =>
      [...(await html(`/admin/audit${query}`)).matchAll(/<th scope="row">(\d+)<\/th>/g)].map((one) =>
        Number(one[1]),
      );

    it('is for administrators only', async () => {
      site.setViewer(ben);
      expect((await site.get('/admin/audit')).status).toBe(403);
    });

    it('shows the newest events with names, and the way to older ones', async () => {
      const page = await html('/admin/audit');
      expect(page).toContain('>Ben &lt;b>Example&lt;/b></a>');
      expect(await ids('')).toEqual(Array.from({ length: 50 }, (_, index) => 61 - index));
      expect(/href="(\/admin\/audit\?before=12)"/.exec(page)?.[1]).toBeDefined();
      expect(await ids('?before=12')).toEqual(Array.from({ length: 11 }, (_, index) => 11 - index));
    });

    it.each([
      ['?action=source.added', [61]],
      ['?actor=command+line', [61]],
      ['?subject=source:3', [61]],
      ['?since=2026-03-31&until=2026-03-31', [61]],
      ['?until=2026-03-30', []],
      ['?actor=ben+%3Cb%3Eexample%3C/b%3E&before=3', [2, 1]],
      ['?subject=analysis:7&before=3', [2, 1]],
      ['?subject=analysis:', []],
      ['?actor=%00', undefined],
    ])('filters by %s', async (query, wanted) => {
      if (wanted === undefined) expect(await ids(query)).toHaveLength(50);
      else expect(await ids(query)).toEqual(wanted);
    });

    it('says which filter it could not read', async () => {
      const page = await html('/admin/audit?since=2026-02-30');
      expect(page).toContain('“2026-02-30” is not a day.');
      expect(await ids('?since=2026-02-30')).toEqual([]);
    });
  });
});
