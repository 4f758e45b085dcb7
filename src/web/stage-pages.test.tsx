import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { createHttpApp } from '#http/create-http-app.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import {
  approveAndPublish,
  challenge,
  type Desk,
  draftVersion,
  openDesk,
  publish,
  type Seen,
  seenBy,
  stageOf,
  versionIn,
  workflowDeps,
} from '../../test/database/staged-versions.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../../test/database/with-database.ts';
import { accountParts } from '../../test/web/account-parts.ts';
import { editingParts } from '../../test/web/editing-parts.ts';
import { researchingParts } from '../../test/web/researching-parts.ts';
import { FRAME } from '../../test/web/sample-views.ts';
import { approveVersion } from '../review/approve-version.ts';
import { moveVersion } from '../review/move-version.ts';
import { createPages } from './create-pages.tsx';
import { createPageCache } from './page-cache.ts';
import { createMemory } from './remember.ts';
import { openRunNews } from './run-news.ts';

const REFERENCE = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const NOW = '2026-03-10T00:00:00.000Z';

describe('the stage of a version on its page', () => {
  const server = inject('servers').embedded;
  let database: TestDatabase;
  let app: ReturnType<typeof createHttpApp>;
  let desk: Desk;
  let viewer: Viewer | null = null;
  let now = NOW;
  let folder = '';
  let search: SearchIndex;
  const faults: unknown[] = [];

  beforeEach(async () => {
    database = await cloneDatabase(server);
    const { store } = database;
    [viewer, now] = [null, NOW];
    desk = await openDesk(store);
    folder = await mkdtemp(join(tmpdir(), 'regatlas-stages-'));
    search = createSearchIndex({ store, folder, topics: TEST_REFERENCE.topics });
    const clock = () => new Date(now);
    const pages = createPages({
      ...{ store, search, cache: createPageCache(0), bodies: createMemory(10), assets: FRAME.assets },
      ...{ appVersion: '9.9.9', reviewsOpen: true, addressOf: () => '192.0.2.1' },
      ...accountParts(store),
      editing: editingParts(REFERENCE, clock),
      researching: researchingParts(clock, openRunNews(store)),
      ...workflowDeps(),
      deps: {
        ...workflowDeps(),
        clock,
        reference: REFERENCE,
      },
    });
    app = createHttpApp({
      ...{ store, pages, assetsDir: import.meta.dirname, allowedHosts: null },
      findViewer: async () => viewer,
      onError: (error) => faults.push(error),
    });
  });
  afterEach(async () => {
    search.close();
    await rm(folder, { recursive: true, force: true });
    await dropDatabase(server, database);
    expect(faults.splice(0)).toEqual([]);
  });

  const pathOf = ({ analysis, version }: Seen) => `/analyses/${analysis}/versions/${version}`;

  async function open(path: string) {
    const response = await app.request(path);
    expect(response.status).toBe(200);
    return parseHTML(await response.text()).document;
  }

  const words = (element: Element | null | undefined) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const banners = async (path: string) => [...(await open(path)).querySelectorAll('.banner')].map(words);

  const send = (seen: Seen, fields: Record<string, string>) =>
    app.request(`${pathOf(seen)}/stage`, {
      method: 'POST',
      headers: { Origin: 'http://localhost' },
      body: new URLSearchParams({ content: seen.contentHash, ...fields }),
    });

  const actions = async (seen: Seen) =>
    [...(await open(pathOf(seen))).querySelectorAll('.stage-action input[name=action]')].map((input) =>
      input.getAttribute('value'),
    );

  it('offers readers and contributors nothing', async () => {
    const seen = await versionIn(database.store, 'In review', desk);
    expect(await actions(seen)).toEqual([]);
    viewer = await database.store.write((tx) => addPerson(tx, 'Kim', 'contributor'));
    expect(await actions(seen)).toEqual([]);
    expect((await send(seen, { action: 'submit' })).status).toBe(403);
    viewer = null;
    expect((await send(seen, { action: 'submit' })).status).toBe(401);
  });

  it('offers exactly what role and stage allow, and publishing once the gate is open', async () => {
    const { store } = database;
    viewer = desk.ana;
    expect(await actions(await draftVersion(store, desk.ana))).toEqual(['submit', 'withdraw']);
    const seen = await versionIn(store, 'In review', desk);
    expect(await actions(seen)).toEqual(['return', 'withdraw']);
    viewer = desk.ben;
    await store.write((tx) => workflowDeps().verifyVersion(tx, seen.id));
    expect(await actions(seen)).toEqual(['return', 'approve', 'withdraw']);
    await store.write((tx) => approveVersion(tx, workflowDeps(), { ...seenBy(seen, desk.cem), note: '' }));
    expect(await actions(seen)).toEqual(['return', 'approve', 'publish', 'withdraw']);
    expect(await actions(await versionIn(store, 'Archived', desk))).toEqual([]);
  });

  it('leads from draft to the published page by its forms', async () => {
    const seen = await draftVersion(database.store, desk.ana);
    const steps: [Viewer, string][] = [
      [desk.ana, 'submit'],
      [desk.cem, 'approve'],
      [desk.ben, 'publish'],
    ];
    for (const [who, action] of steps) {
      viewer = who;
      const response = await send(seen, { action });
      expect([response.status, response.headers.get('Location')]).toEqual([303, `${pathOf(seen)}#stage`]);
    }
    viewer = null;
    const page = await open(`/analyses/${seen.analysis}`);
    const facts = words(page.querySelector('.panel-facts'));
    expect(facts).toContain('StageLive');
    expect(facts).toContain('AuthorAna');
    expect(facts).toContain('Approved byCem');
    expect(facts).toContain('by Ben');
    expect(words(page.querySelector('.identity'))).toContain('(latest)');
  });

  it('gives a refused form back as it was filled in', async () => {
    const seen = await versionIn(database.store, 'In review', desk);
    viewer = desk.ben;
    const refused = await send(seen, { action: 'return', reason: ' ' });
    expect(refused.status).toBe(422);
    const closed = await send(seen, { action: 'publish' });
    expect(closed.status).toBe(409);
    expect(words(parseHTML(await closed.text()).document.querySelector('.stage-panel .problem'))).toContain(
      'No editor other than the author has approved exactly this version.',
    );
    const stale = await send(
      { ...seen, contentHash: '0'.repeat(64) },
      { action: 'withdraw', reason: 'Twice <b>.' },
    );
    expect(stale.status).toBe(409);
    expect(await stale.text()).toMatch(/<textarea id="stage-withdraw"[^>]*>Twice &lt;b>\.<\/textarea>/);
    expect((await send(seen, { action: 'delete' })).status).toBe(422);
    expect(await stageOf(database.store, seen)).toBe('In review');
  });

  it('lists what stands in the way, leads to each challenge, and takes an override with its reason', async () => {
    const { store } = database;
    const seen = await versionIn(store, 'In review', desk);
    await store.write((tx) => workflowDeps().verifyVersion(tx, seen.id));
    await store.write((tx) => approveVersion(tx, workflowDeps(), { ...seenBy(seen, desk.cem), note: '' }));
    const review = await challenge(store, seen, 'critical');
    viewer = desk.ben;
    const page = await open(pathOf(seen));
    const links = [...page.querySelectorAll('.stage-list a')].map((link) => link.getAttribute('href'));
    expect(links).toContain(`/reviews/${review}`);
    const overridden = page.querySelector('input[name=overridden]')?.getAttribute('value') ?? '';
    expect((await send(seen, { action: 'publish', overridden })).status).toBe(422);
    const reason = 'Two <i>prints</i> agree.';
    expect((await send(seen, { action: 'publish', overridden, reason })).status).toBe(303);
    viewer = null;
    expect((await banners(`/analyses/${seen.analysis}`)).join(' ')).toContain(
      `Ben published this on 10 Mar 2026 although something critical was open. The reason given: “${reason}”`,
    );
  });

  it('tells readers of a newer draft, of what took the place, and of who withdrew it and why', async () => {
    const { store } = database;
    const live = await versionIn(store, 'Live', desk);
    const draft = await draftVersion(store, desk.ana, { analysis: live.analysis });
    const main = `/analyses/${live.analysis}`;
    expect(await banners(main)).toContainEqual(expect.stringContaining('version 2 (Draft)'));
    expect((await banners(pathOf(draft))).join()).toContain('not the published one. Published is version 1');
    await store.write((tx) =>
      moveVersion(tx, workflowDeps(), { ...seenBy(draft, desk.ana), action: 'submit', reason: '' }),
    );
    await approveAndPublish(store, draft, desk.ben);
    expect((await banners(pathOf(live))).join()).toContain('superseded on 4 Mar 2026 by version 2');
    await store.write((tx) =>
      moveVersion(tx, workflowDeps(), {
        ...seenBy(draft, desk.ben),
        action: 'withdraw',
        reason: 'A law <u>more.',
      }),
    );
    expect((await banners(main)).join()).toContain(
      'withdrawn by Ben on 4 Mar 2026. The reason given: “A law <u>more.”',
    );
  });

  it('names one latest version of the cell in the list of versions', async () => {
    const live = await versionIn(database.store, 'Live', desk);
    await draftVersion(database.store, desk.ana, { analysis: live.analysis });
    const other = await draftVersion(database.store, desk.ana);
    const latest = async (analysis: number) =>
      [...(await open(`/analyses/${analysis}/versions`)).querySelectorAll('tbody th')]
        .map(words)
        .filter((line) => line.includes('(latest)')).length;
    expect([await latest(live.analysis), await latest(other.analysis)]).toEqual([1, 0]);
  });

  it('reckons the next review from publication, and from an approval since', async () => {
    const { store } = database;
    const live = await versionIn(store, 'Live', desk);
    const main = `/analyses/${live.analysis}`;
    const listed = async () => (await open('/analyses?due=late')).querySelectorAll('tbody tr').length;
    expect(await listed()).toBe(0);
    now = '2026-04-10T00:00:00.000Z';
    expect((await banners(main)).join()).toContain(
      'due on 3 Apr 2026: 7 days late, reckoned from the day it was published',
    );
    expect(await listed()).toBe(1);
    viewer = desk.cem;
    expect((await send(live, { action: 'approve' })).status).toBe(303);
    viewer = null;
    expect((await banners(main)).join()).not.toContain('late');
    expect(await listed()).toBe(0);
    now = '2026-05-20T00:00:00.000Z';
    expect((await banners(main)).join()).toContain(
      'reckoned from the day an editor last approved it, 10 Apr 2026',
    );
  });

  it('shows the Live version of another analysis where both are about one cell', async () => {
    const { store } = database;
    const live = await versionIn(store, 'Live', desk);
    const other = await draftVersion(store, desk.ana);
    expect((await banners(`/analyses/${other.analysis}`)).join()).toContain(
      `Published is #${live.analysis} version 1`,
    );
    await expect(publish(store, other, desk.ben)).rejects.toMatchObject({ code: 'conflict' });
  });
});
