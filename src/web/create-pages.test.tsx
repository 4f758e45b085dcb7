/** The pages behind their addresses, on a real database and inside the real HTTP frame. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { contentHash, sha256Hex } from '#domain/canonical-json.ts';
import type { Viewer } from '#domain/person.ts';
import type { Passage } from '#domain/source.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { createHttpApp } from '#http/create-http-app.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendReview } from '#store/reviews.ts';
import { insertSource } from '#store/sources.ts';
import { appendVerification } from '#store/verifications.ts';
import { appendVersion } from '#store/versions.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent, makeReport, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../../test/database/with-database.ts';
import { accountParts } from '../../test/web/account-parts.ts';
import { editingParts } from '../../test/web/editing-parts.ts';
import { researchingParts } from '../../test/web/researching-parts.ts';
import { FRAME } from '../../test/web/sample-views.ts';
import { createPages } from './create-pages.tsx';
import { createPageCache } from './page-cache.ts';
import { createMemory } from './remember.ts';
import { MOST_REVIEWS } from './review-limit.ts';
import { openRunNews } from './run-news.ts';

const AT = '2026-03-04T05:06:07.000Z';
const REFERENCE = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const CONTENT = makeContent();
const GOOD = {
  ...{ version: contentHash(CONTENT), kind: 'Challenge', severity: 'major', target: 'version' },
  text: 'It has no source.',
};

describe('the pages', () => {
  const server = inject('servers').embedded;
  let database: TestDatabase;
  let app: ReturnType<typeof createHttpApp>;
  let kept: string[] = [];
  let faults: unknown[] = [];
  let version = '';
  let viewer: Viewer | null = null;
  let folder = '';
  let search: SearchIndex;

  beforeEach(async () => {
    database = await cloneDatabase(server);
    const { store } = database;
    version = randomUUID();
    [kept, faults] = [[], []];
    viewer = null;
    await store.write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      const origin = 'import';
      const facts = { id: version, analysis: 7, contentHash: GOOD.version, content: CONTENT };
      await appendVersion(tx, { ...facts, origin, importFile: null, at: AT, actor: 'test' });
    });
    const cache = createPageCache(1_000_000);
    folder = await mkdtemp(join(tmpdir(), 'regatlas-pages-'));
    search = createSearchIndex({ store, folder, topics: TEST_REFERENCE.topics });
    const pages = createPages({
      store,
      search,
      deps: {
        clock: () => new Date(AT),
        newId: randomUUID,
        reference: REFERENCE,
      },
      cache: {
        ...cache,
        render: async (key, render, keep) => {
          const page = await cache.render(key, render, keep);
          if (cache.get(key) !== undefined) kept.push(key.split(' ')[1] ?? '');
          return page;
        },
      },
      bodies: createMemory(10),
      assets: FRAME.assets,
      appVersion: '9.9.9',
      reviewsOpen: true,
      ...accountParts(store),
      editing: editingParts(REFERENCE, () => new Date(AT)),
      researching: researchingParts(() => new Date(AT), openRunNews(store)),
      addressOf: () => '192.0.2.1',
      requestReverification: () => Promise.resolve(),
      verifyVersion: () => Promise.resolve(),
      requestRelating: () => Promise.resolve(),
    });
    const onError = (error: unknown) => faults.push(error);
    app = createHttpApp({
      store,
      pages,
      assetsDir: import.meta.dirname,
      allowedHosts: null,
      findViewer: async () => viewer,
      onError,
    });
  });
  afterEach(async () => {
    search.close();
    await rm(folder, { recursive: true, force: true });
    await dropDatabase(server, database);
    expect(faults).toEqual([]);
  });

  const send = (fields: Partial<typeof GOOD>) =>
    app.request('/analyses/7/reviews', {
      method: 'POST',
      headers: { Origin: 'http://localhost' },
      body: new URLSearchParams({ ...GOOD, ...fields }),
    });

  it.each([
    ['/analyses?text=%00', 200],
    ['/analyses?jurisdiction=%00&topic=a%00b', 200],
    ['/analyses?text=%ED%A0%80', 200],
    ['/sources?text=%00&tier=%00', 200],
    ['/jurisdictions?text=%00', 200],
    ['/analyses/99999999999.json', 404],
    ['/analyses/99999999999', 404],
    ['/analyses/7', 200],
    ['/analyses/7/versions/1', 200],
    ['/analyses/7/versions/2', 404],
    ['/analyses/7?page=2', 404],
    ['/analyses/7?at=section%2Fnotes+0+0', 302],
    ['/analyses/7?at=nonsense', 200],
    ['/analyses/7/report', 200],
    ['/analyses/7/report?severity=%00&page=9&view=x', 200],
    ['/analyses/7/versions/1/report', 200],
    ['/analyses/7/versions/2/report', 404],
    ['/analyses/7/report.json', 404],
    ['/sources/99999?at=500000', 404],
    ['/analyses/7/compare?before=1&after=1', 303],
    ['/analyses/7/compare?before=2&after=1', 303],
    ['/analyses/7/compare/1/1', 200],
    ['/analyses/7/compare/1/1?page=2', 404],
    ['/analyses/7/compare/2/1', 302],
    ['/analyses/7/compare/1/2', 404],
    ['/analyses/8/compare/1/1', 404],
  ])('answer %s with %i', async (path, status) => {
    expect((await app.request(path)).status).toBe(status);
  });

  it.each([
    '',
    '?before=1',
    '?before=1&after=%00',
    '?before=one&after=1',
    '?before=-1&after=1',
    '?before=0&after=1',
  ])('refuse to compare “%s” and say which field is wrong', async (query) => {
    const answer = await app.request(`/analyses/7/compare${query}`, {
      headers: { Accept: 'application/json' },
    });
    expect(answer.status).toBe(422);
    const problem = (await answer.json()) as { detail: string };
    expect(problem.detail).toContain('is not the number of a version');
  });

  it('have one address for a comparison, whichever version is named first', async () => {
    const answer = await app.request('/analyses/7/compare?before=3&after=2');
    expect(answer.headers.get('Location')).toBe('/analyses/7/compare/2/3');
  });

  it('are kept where they show something stored, never where anyone can make up more of them', async () => {
    for (const path of ['/', '/analyses', '/analyses/7', '/sources', '/topics', '/jurisdictions']) {
      await app.request(`${path}?made=up`);
    }
    expect(kept).toEqual(['/', '/analyses', '/analyses/7', '/sources', '/topics', '/jurisdictions']);
    kept = [];
    for (const path of ['/analyses?text=x', '/analyses?page=9', '/analyses?status=x', '/sources?tier=x']) {
      expect((await app.request(path)).status).toBe(200);
    }
    await app.request('/jurisdictions?text=x');
    await app.request('/analyses/7/report?severity=critical');
    expect(kept).toEqual([]);
  });

  describe('take a review', () => {
    beforeEach(async () => {
      viewer = await database.store.write((tx) => addPerson(tx, 'Cleo Contributor', 'contributor'));
    });

    it('and show it', async () => {
      const answer = await send({});
      expect(answer.status).toBe(303);
      expect(answer.headers.get('Location')).toMatch(/^\/analyses\/7#review-[0-9a-f-]{36}$/);
      viewer = null;
      expect(await (await app.request('/analyses/7')).text()).toContain(GOOD.text);
    });

    it('from nobody without an account, who reads them and is told where to sign in', async () => {
      await send({});
      viewer = null;
      expect((await send({ text: 'By nobody.' })).status).toBe(401);
      const html = await (await app.request('/analyses/7?review=section:notes')).text();
      expect(html).toContain('href="/sign-in?then=%2Fanalyses%2F7%3Freview%3Dversion"');
      expect(html).not.toMatch(/<form[^>]*id="review-form"/);
      expect(html).not.toContain('By nobody.');
    });

    it.each([
      ['Your reasons: holds', { text: 'a\0b' }],
      ['Your reasons: holds', { text: '\u200B\u200B' }],
      ['The version: holds', { version: '\0' }],
      ['The severity of a Challenge: must', { severity: '' }],
      ['What it is about: names nothing', { target: 'section:none\0' }],
    ])('or say “%s” and keep the form: %j', async (problem, change) => {
      const answer = await send(change);
      const html = await answer.text();
      expect(answer.status).toBe(422);
      expect(html).toContain(problem);
      expect(html).toContain('id="review-form"');
      expect(html).not.toContain('\0');
    });

    it.each([
      ['application/json', '{}'],
      ['text/plain', 'name=a'],
      ['multipart/form-data', 'no boundary'],
      ['application/x-www-form-urlencodedx', 'name=a'],
    ])('and nothing else: %s gets a short answer', async (type, body) => {
      const headers = { 'Content-Type': type, Origin: 'http://localhost' };
      const answer = await app.request('/analyses/7/reviews', { method: 'POST', headers, body });
      const html = await answer.text();
      expect(answer.status).toBe(422);
      expect(html).toContain('fields of a form');
      expect(html).not.toContain('id="review-form"');
    });

    it('until somebody has sent too many', async () => {
      for (let i = 0; i < MOST_REVIEWS; i += 1) expect((await send({ text: `No. ${i}` })).status).toBe(303);
      const answer = await send({ text: 'One more' });
      expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '3600']);
      expect(await (await app.request('/analyses/7')).text()).not.toContain('One more');
    });

    it('and lead whoever comes by its address to the page', async () => {
      const answer = await app.request('/analyses/7/reviews');
      expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/analyses/7#reviews']);
    });
  });

  it.each([
    ['report', 'application/json; charset=utf-8'],
    ['annotations', 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'],
    ['claim-review', 'application/ld+json; charset=utf-8'],
  ])('hand on the %s of a checked version, and only once to whoever has it', async (format, type) => {
    await database.store.write((tx) =>
      appendVerification(tx, {
        versionId: version,
        inputHash: 'ab'.repeat(32),
        report: makeReport('unverified', 1),
        citations: [],
        at: AT,
      }),
    );
    const paths = [`/analyses/7/${format}.json`, `/analyses/7/versions/1/${format}.json`];
    const [newest, named] = await Promise.all(paths.map((path) => app.request(path)));
    expect([newest?.status, newest?.headers.get('Content-Type')]).toEqual([200, type]);
    const text = await newest?.text();
    expect(JSON.parse(text ?? '')).toBeTypeOf('object');
    expect(await named?.text()).toBe(text);
    const tag = newest?.headers.get('ETag') ?? '';
    const again = await app.request(paths[0] ?? '', { headers: { 'If-None-Match': `W/${tag}, "other"` } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('show the newest fifty reviews and say where the others are', async () => {
    await database.store.write(async (tx) => {
      for (let i = 0; i < 53; i += 1) {
        const submittedAt = `2026-03-04T06:00:${String(i).padStart(2, '0')}.000Z`;
        const words = { author: 'Ana', text: `Remark ${i}.` };
        const facts = { id: randomUUID(), versionId: version, origin: 'submitted' as const, submittedAt };
        await appendReview(tx, { ...facts, kind: 'Refinement', ...words });
      }
    });
    const html = await (await app.request('/analyses/7')).text();
    expect(html.match(/Remark \d+\./g)).toHaveLength(50);
    expect(html).not.toContain('Remark 2.');
    expect(html.indexOf('Remark 3.')).toBeLessThan(html.indexOf('Remark 52.'));
    expect(html).toMatch(/3 earlier reviews are in the <a href="\/analyses\/7\.json">/);
  });

  describe('of a search', () => {
    beforeEach(async () => {
      const text = `One <b>zebra</b> & "more".\n\n${'Filler without it. '.repeat(15_000)}\n\nTwo giraffes.`;
      await addTexts(database.store, [{ text, title: '<i>Zoo</i> law', tier: 'law', about: ['KP'] }]);
    });

    it('lead to the very passage, with the words found marked and everything else as text', async () => {
      const html = await (await app.request('/search?text=zebras')).text();
      expect(html).toContain('href="/sources/1#p0"');
      expect(html).toContain('One &lt;b><mark>zebra</mark>&lt;/b> &amp;');
      expect(html).toContain('&lt;i>Zoo&lt;/i> law');
      const source = await (await app.request('/sources/1')).text();
      expect(source).toContain('<p id="p0">');
    });

    it('lead to the page of a far passage', async () => {
      const html = await (await app.request('/search?text=giraffe')).text();
      const [, address = '', at = ''] = /href="(\/sources\/1\?at=(\d+))#p\2"/.exec(html) ?? [];
      const answer = await app.request(address);
      const page = await (await app.request(answer.headers.get('Location') ?? '')).text();
      expect(page).toContain(`<p id="p${at}">Two giraffes.`);
    });

    it('keep what was asked, tell what was not understood, and say when nothing is found', async () => {
      const html = await (await app.request('/search?text=%22no+such%22+%3Cb%3E&after=soon&tier=law')).text();
      expect(html).toContain('value="&quot;no such&quot; &lt;b>"');
      expect(html).toContain('“soon” is no date');
      expect(html).toContain('<option value="law" selected>');
      expect(html).toContain('Nothing stored has these words.');
    });

    it('are pages for a person when the index cannot be used', async () => {
      search.close();
      await rm(folder, { recursive: true, force: true });
      await writeFile(folder, '');
      const answer = await app.request('/search?text=zebra');
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('The search does not work at the moment');
      faults = [];
    });
  });

  describe('of a long source', () => {
    const paragraph = 'Nobody may trade tokens here. '.repeat(1_000).trim();
    const text = Array.from({ length: 20 }, (_, index) => `§ ${index}. ${paragraph}`).join('\n\n');
    let id = 0;
    beforeEach(async () => {
      id = await database.store.write((tx) => insertSource(tx, makeSource(text)));
    });

    it('hold a part each, with the way to the others', async () => {
      const html = await (await app.request(`/sources/${id}`)).text();
      expect(html.length).toBeLessThan(300_000);
      expect(html).toContain('in 20 passages');
      expect(html).toContain(`href="/sources/${id}?page=2"`);
      const last = await (await app.request(`/sources/${id}?page=3`)).text();
      expect(last).toContain('§ 19.');
      expect((await app.request(`/sources/${id}?page=4`)).status).toBe(404);
    });

    it('are found by the offset of what they show', async () => {
      const at = text.indexOf('§ 9.');
      const answer = await app.request(`/sources/${id}?at=${at}`);
      expect([answer.status, answer.headers.get('Location')]).toEqual([302, `/sources/${id}?page=2`]);
      expect(await (await app.request(`/sources/${id}?page=2`)).text()).toContain('§ 9.');
      const near = await app.request(`/sources/${id}?near=${at + 7}`);
      expect(near.headers.get('Location')).toBe(`/sources/${id}?page=2#p${at}`);
      expect((await app.request(`/sources/${id}?at=0`)).headers.get('Location')).toBe(`/sources/${id}`);
    });
  });
});

function makeSource(text: string) {
  const bytes = Buffer.from(text);
  let at = 0;
  const passages = text.split('\n\n').map((words): Passage => {
    const passage = { start: at, end: at + words.length, page: null };
    at = passage.end + 2;
    return passage;
  });
  return {
    facts: {
      title: 'A long code',
      publisher: null,
      author: null,
      publishedOn: null,
      tier: 'law' as const,
      url: null,
      language: 'en',
    },
    canonicalUrl: null,
    snapshot: {
      sha256: sha256Hex(bytes),
      mediaType: 'text/plain',
      size: bytes.length,
      capturedAt: AT,
      capturedFrom: 'code.txt',
    },
    bytes,
    extracted: { extractor: 'plain-text', extractorVersion: '1', text, pageStarts: [] },
    textSha256: sha256Hex(bytes),
    normalisation: [],
    passages,
    jurisdictions: [],
    at: AT,
  };
}
