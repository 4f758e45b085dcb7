/** The pages and forms of reviews behind their addresses: who may send what, what each shows, and the queue. */
import { randomUUID } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { ACCOUNT_ROLES, type Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { createHttpApp } from '#http/create-http-app.ts';
import { decideReview } from '#review/decide-review.ts';
import { type ReviewInput, submitReview } from '#review/submit-review.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { appendReview } from '#store/reviews.ts';
import { AT, addReviewed, type People, reviewBy, SECOND_SENTENCE } from '../../test/database/add-reviewed.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../../test/database/with-database.ts';
import { accountParts } from '../../test/web/account-parts.ts';
import { editingParts } from '../../test/web/editing-parts.ts';
import { researchingParts } from '../../test/web/researching-parts.ts';
import { FRAME } from '../../test/web/sample-views.ts';
import { createPages } from './create-pages.tsx';
import { createPageCache } from './page-cache.ts';
import { createMemory } from './remember.ts';
import { openRunNews } from './run-news.ts';

describe('reviews', () => {
  const server = inject('servers').embedded;
  let database: TestDatabase;
  let app: ReturnType<typeof createHttpApp>;
  let people: People;
  let versionId = '';
  let viewer: Viewer | null = null;
  let search: SearchIndex;
  const deps = {
    clock: () => new Date(AT),
    newId: randomUUID,
    requestReverification: async () => undefined,
  };

  beforeEach(async () => {
    database = await cloneDatabase(server);
    const { store } = database;
    ({ people, versionId } = await addReviewed(store));
    viewer = null;
    search = createSearchIndex({ store, folder: '/nonexistent', topics: TEST_REFERENCE.topics });
    const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
    const pages = createPages({
      ...{ store, search, cache: createPageCache(0), bodies: createMemory(10), assets: FRAME.assets },
      ...{ appVersion: '9.9.9', reviewsOpen: true, addressOf: () => '192.0.2.1' },
      ...accountParts(store),
      requestReverification: async () => undefined,
      verifyVersion: async () => undefined,
      requestRelating: async () => undefined,
      editing: editingParts(reference, deps.clock),
      researching: researchingParts(deps.clock, openRunNews(store)),
      deps: { clock: deps.clock, newId: randomUUID, reference },
    });
    app = createHttpApp({
      ...{ store, pages, assetsDir: import.meta.dirname, allowedHosts: null },
      findViewer: async () => viewer,
      onError: (error) => {
        throw error;
      },
    });
  });
  afterEach(async () => {
    search.close();
    await dropDatabase(server, database);
  });

  const submit = (actor: Viewer, change: Partial<ReviewInput> = {}) =>
    database.store.write((tx) => submitReview(tx, deps, reviewBy(actor, change)));
  const get = async (path: string, who: Viewer | null = null) => {
    viewer = who;
    const answer = await app.request(path);
    const html = await answer.text();
    const { document } = parseHTML(html);
    const words = (document.querySelector('main')?.textContent ?? '').replace(/\s+/g, ' ');
    return { status: answer.status, html, document, words };
  };
  const post = (path: string, fields: Record<string, string>, who: Viewer | null) => {
    viewer = who;
    const headers = { Origin: 'http://localhost' };
    return app.request(path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  };

  describe('forms', () => {
    const fields = {
      comments: { kind: 'comment', text: 'I see.' },
      outcome: { outcome: 'rejected', reason: 'It is not so.' },
      assignment: { assignee: '', seen: '' },
      apply: { note: '' },
    };
    const refinement = { kind: 'Refinement', target: SECOND_SENTENCE, proposedText: 'A licence is needed.' };
    it.each([
      ['comments', 401, 303, 303, 303, 303],
      ['outcome', 401, 403, 403, 303, 303],
      ['assignment', 401, 403, 303, 303, 303],
      ['apply', 401, 403, 303, 303, 303],
    ] as const)('%s: a reader gets %i, then by role %i %i %i %i', async (form, ...statuses) => {
      for (const [index, role] of [null, ...ACCOUNT_ROLES].entries()) {
        const author = role === 'contributor' ? people.analyst : people.contributor;
        const id = await submit(author, { ...refinement, text: `Reason ${index}.` });
        const who = role === null ? null : people[role];
        const sent = form === 'assignment' ? { assignee: who?.id ?? '', seen: '' } : fields[form];
        const answer = await post(`/reviews/${id}/${form}`, sent, who);
        expect([role, answer.status]).toEqual([role, statuses[index]]);
        // What is applied leaves nothing for the next to replace.
        if (form === 'apply' && answer.status === 303) return;
      }
    });

    it('come back as they were filled in, with what is wrong', async () => {
      const id = await submit(people.contributor);
      const answer = await post(
        `/reviews/${id}/outcome`,
        { outcome: 'accepted', reason: ' ' },
        people.editor,
      );
      const html = await answer.text();
      expect(answer.status).toBe(422);
      expect(html).toContain('Reason: is needed');
      expect(html).toMatch(/value="accepted" required checked|checked[^>]*value="accepted"/);
      const late = await post(
        `/reviews/${id}/assignment`,
        { assignee: '', seen: randomUUID() },
        people.editor,
      );
      expect([late.status, await late.text()]).toEqual([409, expect.stringContaining('changed hands')]);
    });

    it('lead back to where they were sent from, and to no other site', async () => {
      const sent = { assignee: people.analyst.id, seen: '', back: '/reviews?view=unassigned' };
      const first = await post(
        `/reviews/${await submit(people.contributor)}/assignment`,
        sent,
        people.analyst,
      );
      expect(first.headers.get('Location')).toBe('/reviews?view=unassigned#main');
      const other = await submit(people.contributor, { text: 'Another.' });
      const second = await post(
        `/reviews/${other}/assignment`,
        { ...sent, back: '//evil.example' },
        people.analyst,
      );
      expect(second.headers.get('Location')).toBe('/#main');
    });

    it.each(['0', 'x'.repeat(36), '00000000-0000-4000-8000-000000000000', "'; drop table review; --"])(
      'lead nowhere for the review “%s”',
      async (id) => {
        const path = `/reviews/${encodeURIComponent(id)}`;
        expect((await get(path)).status).toBe(404);
        expect(
          (await post(`${path}/comments`, fields.comments, people.editor)).status,
        ).toBeGreaterThanOrEqual(404);
      },
    );
  });

  describe('a page of its own', () => {
    it('shows readers all of it and none of the forms', async () => {
      const id = await submit(people.contributor, {
        ...{ target: SECOND_SENTENCE, severity: 'critical' },
        evidence: { links: 'https://example.org/law The law', passages: [] },
      });
      const { status, words, document } = await get(`/reviews/${id}`);
      expect(status).toBe(200);
      for (const said of ['critical', 'Cleo Contributor (contributor)', 'No licence is needed.', 'The law']) {
        expect(words).toContain(said);
      }
      expect(document.querySelector('main form')).toBeNull();
      expect(document.querySelector('main a[href^="/sign-in?then=%2Freviews%2F"]')).not.toBeNull();
      expect(document.querySelector('a[href="https://example.org/law"]')?.getAttribute('rel')).toContain(
        'nofollow',
      );
    });

    it('offers each person what they may do', async () => {
      const id = await submit(people.contributor, {
        ...{ kind: 'Refinement', target: SECOND_SENTENCE, proposedText: 'A licence is needed.' },
      });
      const forms = async (who: Viewer) =>
        [...(await get(`/reviews/${id}`, who)).document.querySelectorAll('main form')].map((form) =>
          form.getAttribute('action')?.replace(/^.*\/([a-z]+)#.*$/, '$1'),
        );
      expect(await forms(people.contributor)).toEqual(['outcome', 'comments']);
      expect(await forms(people.analyst)).toEqual(['apply', 'assignment', 'comments']);
      expect(await forms(people.editor)).toEqual([
        'apply',
        'outcome',
        'assignment',
        'assignment',
        'comments',
      ]);
    });

    it('names the version that mended it, with the way to compare', async () => {
      const id = await submit(people.contributor, {
        ...{ kind: 'Refinement', target: SECOND_SENTENCE, proposedText: 'A licence is needed.' },
      });
      const answer = await post(`/reviews/${id}/apply`, { note: '' }, people.editor);
      expect(answer.headers.get('Location')).toBe('/analyses/7/versions/2#main');
      const { document, words } = await get(`/reviews/${id}`);
      expect(words).toContain('accepted, mended in version 2');
      expect(document.querySelector('a[href="/analyses/7/compare/1/2"]')).not.toBeNull();
      expect((await get('/analyses/7/versions/2')).words).toMatch(/Words by\s?Cleo Contributor/);
    });

    it('makes no markup of anything that people wrote', async () => {
      const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';
      const id = await submit(people.contributor, {
        ...{ kind: 'Refinement', target: SECOND_SENTENCE, text: evil, proposedText: evil },
        evidence: { links: `https://example.org/"onmouseover="alert(3) ${evil}`, passages: [] },
      });
      await post(`/reviews/${id}/comments`, { kind: 'answer', text: evil }, people.editor);
      await post(`/reviews/${id}/outcome`, { outcome: 'rejected', reason: evil }, people.editor);
      await database.store.pool.query('update person set name = $1', [evil]);
      for (const path of [`/reviews/${id}`, '/analyses/7', '/reviews?state=rejected']) {
        const { document, words } = await get(path, people.editor);
        expect(words).toContain(evil);
        expect(document.querySelectorAll('main script, main img, [onerror], [onmouseover]')).toHaveLength(0);
      }
    });
  });

  describe('on the page of the analysis', () => {
    it('count a challenge by the system only while it waits to be judged', async () => {
      const id = randomUUID();
      await database.store.write((tx) =>
        appendReview(tx, {
          ...{ id, versionId, kind: 'Challenge', origin: 'system', author: 'rules/1' },
          ...{ text: 'A document says otherwise.', submittedAt: AT },
        }),
      );
      expect((await get('/analyses/7')).words).toContain('1 stored source speaks against this page');
      await database.store.write((tx) =>
        decideReview(tx, deps, { actor: people.editor, review: id, outcome: 'rejected', reason: 'No.' }),
      );
      const { words } = await get('/analyses/7');
      expect(words).not.toContain('speaks against this page, and nobody');
      expect(words).toContain('Rejected by Eli Editor');
    });

    it('name those that stand, and what became of the others', async () => {
      await submit(people.contributor, { severity: 'critical', target: 'section:notes' });
      const other = await submit(people.analyst, { text: 'Another matter.' });
      await database.store.write((tx) =>
        decideReview(tx, deps, { actor: people.editor, review: other, outcome: 'rejected', reason: 'No.' }),
      );
      const { words, document } = await get('/analyses/7');
      expect(words).toContain(
        '1 challenge stands against this version and lowers its confidence; 1 of severity critical',
      );
      expect(document.querySelector('.review-mark')?.getAttribute('aria-label')).toBe(
        'challenged: 1 open review of this section',
      );
      expect(document.querySelector('.review-offer')).toBeNull();
      expect(
        (await get('/analyses/7', people.contributor)).document.querySelector('.review-offer'),
      ).not.toBeNull();
    });
  });

  describe('in the queue', () => {
    const rows = async (query: string, who: Viewer) =>
      [...(await get(`/reviews${query}`, who)).document.querySelectorAll('tbody .row-sub')]
        .map((line) => line.textContent ?? '')
        .filter((line) => /^Reason/.test(line));

    it('stand the gravest first, then the oldest, by the filters', async () => {
      await submit(people.contributor, { text: 'Reason minor.', severity: 'minor' });
      await submit(people.analyst, { text: 'Reason major.', severity: 'major' });
      const taken = await submit(people.contributor, { text: 'Reason critical.', severity: 'critical' });
      await submit(people.contributor, { kind: 'Approval', text: 'Reason to approve.' });
      await post(`/reviews/${taken}/assignment`, { assignee: people.editor.id, seen: '' }, people.editor);
      const all = ['Reason critical.', 'Reason major.', 'Reason minor.'];
      expect(await rows('', people.editor)).toEqual(all);
      expect(await rows('?view=unassigned', people.editor)).toEqual(all.slice(1));
      expect(await rows('?view=assigned', people.editor)).toEqual(all.slice(0, 1));
      expect(await rows('?severity=minor', people.editor)).toEqual(all.slice(2));
      expect(await rows('?origin=system', people.editor)).toEqual([]);
      expect(await rows('?state=rejected', people.editor)).toEqual([]);
      expect(await rows('?view=mine', people.analyst)).toEqual(['Reason major.']);
      expect((await rows('?view=all', people.contributor)).toSorted()).toEqual([
        'Reason critical.',
        'Reason minor.',
        'Reason to approve.',
      ]);
      expect(await rows('?kind=%00&severity=x&state=y&after=z', people.editor)).toEqual(all);
      viewer = null;
      expect((await app.request('/reviews')).headers.get('Location')).toBe('/sign-in?then=%2Freviews');
    });

    it('stand on as many pages as it takes, each once', async () => {
      await database.store.write(async (tx) => {
        for (let index = 0; index < 120; index += 1) {
          const review = { id: randomUUID(), versionId, kind: 'Challenge', origin: 'imported' } as const;
          const submittedAt = `2026-01-01T00:00:${String(index % 60).padStart(2, '0')}.123Z`;
          await appendReview(tx, { ...review, author: 'Somebody', text: `Reason ${index}.`, submittedAt });
        }
      });
      const seen: string[] = [];
      let path: string | null = '/reviews';
      for (let page = 0; path !== null && page < 5; page += 1) {
        seen.push(...(await rows(path.slice('/reviews'.length), people.analyst)));
        const { document } = await get(path, people.analyst);
        path = document.querySelector('a[rel=next]')?.getAttribute('href') ?? null;
      }
      expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
    });
  });
});
