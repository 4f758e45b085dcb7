/** The pages of drafts behind their addresses, as a browser without a script uses them: links, forms, redirects. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { createHttpApp } from '#http/create-http-app.ts';
import { verifyVersion } from '#ingest/verify-version.ts';
import { saveVersion } from '#review/save-version.ts';
import { createSearchIndex, type SearchIndex } from '#search/search-index.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { appendReview } from '#store/reviews.ts';
import { findVersion, listVersions } from '#store/versions.ts';
import { findWorkingCopy } from '#store/working-copies.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { addTexts } from '../../test/database/add-texts.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../../test/database/with-database.ts';
import { accountParts } from '../../test/web/account-parts.ts';
import { editingParts } from '../../test/web/editing-parts.ts';
import { researchingParts } from '../../test/web/researching-parts.ts';
import { FRAME } from '../../test/web/sample-views.ts';
import { createPages } from './create-pages.tsx';
import { createPageCache } from './page-cache.ts';
import { createMemory } from './remember.ts';
import { openRunNews } from './run-news.ts';

const AT = '2026-03-04T05:06:07.000Z';
const clock = () => new Date(AT);
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const XSS = `<script>alert(1)</script><img src=x onerror="alert(2)">"'><svg onload=alert(3)>`;

/** Everything that a page can say, with what a careless form would lose: empty texts, line feeds, odd points. */
const FULL: AnalysisContent = {
  ...makeContent({ notes: '\nTesting is allowed.[1]\n\n  Indented.\n' }),
  laws: [
    {
      ...{ name: 'Test Act', number: '', article: 'Two\nlines', issuer: null, proposedOn: '2024' },
      ...{
        enactedOn: null,
        inForceOn: '2024-06',
        applicableOn: null,
        repealedOn: null,
        url: null,
        note: 'N\nM',
      },
    },
  ],
  outline: {
    title: 'Points',
    overallStatus: null,
    headings: [
      {
        ...{ number: 'IV', label: null, text: 'I. Odd: heading' },
        children: [{ number: null, label: 'A: b', text: 'two\n| lines', children: [] }],
      },
    ],
  },
  report: {
    ...{
      title: null,
      heading: '',
      date: '2024-05',
      topic: null,
      question: 'May it?',
      identifiedStatus: null,
    },
    narrative: 'It is so.',
    excerpts: [{ source: 'The Act', context: '“Tests are free.”' }],
    links: [{ text: 'See https://a.example/x.', urls: ['https://a.example/x', 'kept'], note: null }],
    disclaimer: null,
  },
  sources: [
    {
      ...{ ref: '1', title: 'The Act', publisher: null, url: 'https://a.example/x', publishedOn: '2024' },
      ...{ snapshot: 'ab'.repeat(32), quote: { exact: 'Tests are free.', prefix: '', suffix: '' }, note: '' },
    },
  ],
  grounding: [{ provider: 'gemini', raw: '{"a":1}' }],
  reviews: [{ kind: 'Challenge', text: 'No.' }],
  declared: { id: 7, version: 'Latest', created: null, stage: 'Live', confidence: 'High', run: null },
};

describe('the pages of drafts', () => {
  const server = inject('servers').embedded;
  let database: TestDatabase;
  let app: ReturnType<typeof createHttpApp>;
  let viewer: Viewer | null;
  let ana: Viewer;
  let bo: Viewer;
  let ed: Viewer;
  let folder = '';
  let search: SearchIndex;
  let faults: unknown[] = [];

  beforeEach(async () => {
    database = await cloneDatabase(server);
    faults = [];
    const { store } = database;
    await store.write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana Example', 'analyst');
      bo = await addPerson(tx, 'Bo Example', 'analyst');
      ed = await addPerson(tx, 'Ed Example', 'editor');
      await save(tx, ana, FULL, null);
    });
    viewer = ana;
    folder = await mkdtemp(join(tmpdir(), 'regatlas-drafts-'));
    search = createSearchIndex({ store, folder, topics: TEST_REFERENCE.topics });
    const pages = createPages({
      ...{ store, search, deps: { clock, newId: randomUUID, reference } },
      ...{ cache: createPageCache(1_000_000), bodies: createMemory(10), assets: FRAME.assets },
      ...{ appVersion: '9.9.9', reviewsOpen: true, addressOf: () => '192.0.2.1' },
      requestReverification: () => Promise.resolve(),
      verifyVersion: () => Promise.resolve(),
      requestRelating: () => Promise.resolve(),
      ...accountParts(store),
      editing: editingParts(reference, clock),
      researching: researchingParts(clock, openRunNews(store)),
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
    expect(faults).toEqual([]);
  });

  async function save(
    tx: Parameters<typeof saveVersion>[0],
    actor: Viewer,
    content: AnalysisContent,
    on: string | null,
  ) {
    const deps = {
      ...{ clock, newId: randomUUID, onAppended: async () => {} },
      verifyVersion: (t: typeof tx, id: string) => verifyVersion(t, { reference, clock }, id),
    };
    const analysis = on === null ? null : 1;
    return saveVersion(tx, deps, { actor, analysis, basedOn: on, content, note: null, causes: [] });
  }
  const get = async (path: string) => {
    const answer = await app.request(path);
    const html = await answer.text();
    return {
      status: answer.status,
      to: answer.headers.get('Location') ?? '',
      html,
      page: parseHTML(html).document,
    };
  };
  const post = async (path: string, fields: Fields, accept = 'text/html') => {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    const answer = await app.request(path, {
      ...{ method: 'POST', body, headers: { Origin: 'http://localhost', Accept: accept } },
    });
    const html = await answer.text();
    return {
      status: answer.status,
      to: answer.headers.get('Location') ?? '',
      html,
      page: parseHTML(html).document,
    };
  };
  const begin = async () => (await post('/analyses/1/edit', [['version', '1']])).to;
  const stored = async (path: string) =>
    (await database.store.read((tx) => findWorkingCopy(tx, path.split('/')[2] ?? '')))?.content;
  const formOf = (page: Document, selector = 'form[data-draft]') => fieldsOf(page.querySelector(selector));

  it('begin a draft from a version, and Edit leads back to it', async () => {
    const edit = await get('/analyses/1/edit');
    expect(edit.page.querySelector('select[name=version] option')?.textContent).toBe(
      'Version 1, the newest (Draft)',
    );
    const draft = await begin();
    expect(draft).toMatch(/^\/drafts\/[0-9a-f-]{36}$/);
    expect(await get('/analyses/1/edit')).toMatchObject({ status: 303, to: draft });
    expect((await get('/drafts')).page.querySelector(`a[href="${draft}"]`)).not.toBeNull();
  });

  it('show everything in a form that, sent as it is, changes nothing at all', async () => {
    const draft = await begin();
    const fields = formOf((await get(draft)).page);
    expect(fields.length).toBeGreaterThan(40);
    expect(await post(draft, [...fields, ['do', 'save']])).toMatchObject({
      status: 303,
      to: `${draft}#check`,
    });
    expect(await stored(draft)).toEqual(FULL);
    const copy = await database.store.read((tx) => findWorkingCopy(tx, draft.split('/')[2] ?? ''));
    expect([copy?.revision, copy?.checkedRevision]).toEqual([1, 1]);
  });

  it('change what was written and nothing else', async () => {
    const draft = await begin();
    const fields = withFields(formOf((await get(draft)).page), {
      status: 'Banned',
      'section.considerations': 'New.\r\nLine.',
      'law.0.inForceOn': '2025-01-01',
      'law.1.was': '',
      'law.1.name': 'Second Act',
      'report.narrative': '',
      'link.0.text': 'See https://b.example/y.',
      'source.0.title': 'The Act, again',
    });
    await post(draft, fields);
    const [law] = FULL.laws;
    const [source] = FULL.sources;
    const [link] = FULL.report?.links ?? [];
    expect(await stored(draft)).toEqual({
      ...FULL,
      status: 'Banned',
      sections: [{ key: 'considerations', text: 'New.\nLine.' }, ...FULL.sections],
      laws: [
        { ...law, inForceOn: '2025-01-01' },
        { ...Object.fromEntries(Object.keys(law ?? {}).map((key) => [key, null])), name: 'Second Act' },
      ],
      report: {
        ...FULL.report,
        narrative: '',
        links: [{ ...link, text: 'See https://b.example/y.', urls: ['https://b.example/y'] }],
      },
      sources: [{ ...source, title: 'The Act, again' }],
    });
  });

  it('keep cited words with their entry when another entry is removed while a window stays open', async () => {
    const two = { ...FULL.sources[0], ref: '2', quote: { exact: 'Second.', prefix: '', suffix: '' } };
    const draft = await begin();
    await post(
      draft,
      withFields(formOf((await get(draft)).page), {
        'source.1.was': JSON.stringify(two),
        'source.1.ref': '2',
      }),
    );
    const fields = formOf((await get(draft)).page);
    const answer = await post(draft, [...fields, ['source.0.remove', 'on']], 'application/json');
    const { revision } = JSON.parse(answer.html) as { revision: number };
    await post(
      draft,
      withFields([...fields, ['source.0.remove', 'on']], {
        revision: String(revision),
        'section.notes': 'x',
      }),
    );
    expect((await stored(draft))?.sources).toMatchObject([{ ref: '2', quote: { exact: 'Second.' } }]);
  });

  it('come back filled in when a text cannot be kept', async () => {
    const draft = await begin();
    const fields = withFields(formOf((await get(draft)).page), { 'section.notes': 'Half \u0001 written.' });
    const answer = await post(draft, fields);
    expect(answer.status).toBe(422);
    expect(answer.page.querySelector('.problem')?.textContent).toContain('ections[0].text');
    expect(answer.page.querySelector('textarea[name="section.notes"]')?.textContent).toContain('written.');
    expect(await stored(draft)).toEqual(FULL);
  });

  it('tell a window left behind what the other one saved, and bring both together', async () => {
    const draft = await begin();
    const fields = formOf((await get(draft)).page);
    await post(draft, withFields(fields, { status: 'Banned' }));
    const mine = withFields(fields, { 'section.notes': 'Written here.' });
    const told = await post(draft, mine, 'application/json');
    expect(told.status).toBe(409);
    expect(JSON.parse(told.html)).toMatchObject({
      revision: 2,
      compare: expect.stringMatching(/merge\?aside=/),
    });
    const compare = await post(draft, mine);
    expect(compare.status).toBe(409);
    expect(compare.page.querySelectorAll('.draft-conflict')).toHaveLength(0);
    expect(await post(`${draft}/merge`, formOf(compare.page, '.draft-merge'))).toMatchObject({
      status: 303,
      to: draft,
    });
    expect(await stored(draft)).toMatchObject({ status: 'Banned', sections: [{ text: 'Written here.' }] });
  });

  it('become a version with its note, and show the comparison when another one came first', async () => {
    const draft = await begin();
    await post(
      draft,
      withFields(formOf((await get(draft)).page), { 'section.notes': 'Mine.', status: 'Banned' }),
    );
    await database.store.write(async (tx) => {
      const first = await findVersion(tx, 1);
      const theirs = {
        ...FULL,
        sections: [{ key: 'notes' as const, text: 'Theirs.' }],
        ground: 'practice' as const,
      };
      await save(tx, bo, theirs, first?.id ?? null);
    });
    const form = withFields(formOf((await get(`${draft}/version`)).page, '.draft-save'), {
      note: 'Why it changed.',
    });
    const compare = await post(`${draft}/version`, form);
    expect(compare.status).toBe(409);
    const conflicts = [...compare.page.querySelectorAll('.draft-conflict')];
    expect(conflicts.map((one) => one.querySelector('legend')?.textContent)).toEqual(['Notes']);
    expect(conflicts[0]?.textContent).toMatch(/Take your draft.*Mine\..*Take version 2.*Theirs\./s);
    const choices = formOf(compare.page, '.draft-merge');
    const undecided = await post(`${draft}/merge`, [...choices, ['then', 'save']]);
    expect(undecided.status).toBe(422);
    const decided = withFields(choices, {
      ...{ 'conflict.0.take': 'text', 'conflict.0.text': 'Ours.' },
    });
    expect(await post(`${draft}/merge`, [...decided, ['then', 'save']])).toMatchObject({
      status: 303,
      to: '/analyses/1/versions/3',
    });
    const versions = await database.store.read((tx) => listVersions(tx, 1));
    expect(versions.at(-1)?.content).toMatchObject({
      ...{ status: 'Banned', ground: 'practice', sections: [{ text: 'Ours.' }] },
    });
    const lineage = await database.store.read((tx) =>
      tx
        .selectFrom('version_lineage')
        .selectAll()
        .where('version', '=', versions.at(-1)?.id ?? '')
        .execute(),
    );
    expect(lineage).toMatchObject([{ based_on: versions[1]?.id, note: 'Why it changed.' }]);
  });

  it('become a version that names the review it answers, and carries the others over', async () => {
    const [answered, other] = [randomUUID(), randomUUID()];
    await database.store.write(async (tx) => {
      const version = await findVersion(tx, 1);
      const review = {
        versionId: version?.id ?? '',
        kind: 'Challenge',
        origin: 'submitted',
        author: 'Cy',
      } as const;
      await appendReview(tx, { ...review, id: answered, text: 'It is banned.', submittedAt: AT });
      await appendReview(tx, { ...review, id: other, text: 'It is dear.', submittedAt: AT });
    });
    const draft = await begin();
    await post(draft, withFields(formOf((await get(draft)).page), { status: 'Banned' }));
    const { page } = await get(`${draft}/version`);
    expect(page.querySelectorAll('input[name=review]')).toHaveLength(2);
    const saved = await post(`${draft}/version`, [...formOf(page, '.draft-save'), ['review', answered]]);
    expect(saved.to).toBe('/analyses/1/versions/2');
    const { causes, anchors } = await database.store.read(async (tx) => ({
      causes: await tx.selectFrom('version_cause').select(['kind', 'review']).execute(),
      anchors: await tx.selectFrom('review_anchor').select('review').execute(),
    }));
    expect(causes).toEqual([{ kind: 'review', review: answered }]);
    expect(anchors).toContainEqual({ review: other });
  });

  it('cite words of a stored source, refuse others, and fill the words in again', async () => {
    const [source] = await addTexts(database.store, [
      { text: 'Testing needs a permit in North Korea.', title: 'A rule', about: ['KP'] },
    ]);
    const draft = await begin();
    const chooser = await get(`${draft}/cite?for=notes`);
    expect(
      chooser.page.querySelector(`a[href="${draft}/cite?source=${source?.id}&for=notes"]`),
    ).not.toBeNull();
    const path = `${draft}/cite?source=${source?.id}&for=notes`;
    const form = formOf((await get(path)).page, '[data-citing]');
    const refused = await post(`${draft}/cite`, withFields(form, { words: 'Testing is free.' }));
    expect([refused.status, refused.page.querySelector('textarea')?.textContent]).toEqual([
      422,
      'Testing is free.',
    ]);
    const cited = await post(`${draft}/cite`, withFields(form, { words: 'needs a permit' }));
    expect(cited.status).toBe(303);
    expect((await get(cited.to)).page.querySelector('#made-mark')?.textContent).toBe('[2]');
    expect((await stored(draft))?.sources.at(-1)).toMatchObject({
      ref: '2',
      quote: { exact: 'needs a permit' },
    });
  });

  it('take a source as a file, and say why an address was not taken', async () => {
    const draft = await begin();
    const file = new File(['A decree on tests in North Korea.'], 'decree.txt', { type: 'text/plain' });
    const added = await post(`${draft}/sources`, [
      ['for', 'notes'],
      ['file', file],
      ['title', 'Decree'],
    ]);
    expect(added.to).toMatch(/\/cite\?source=\d+&for=notes$/);
    expect((await get(added.to)).page.querySelector('.passage')?.textContent).toBe(
      'A decree on tests in North Korea.',
    );
    const refused = await post(`${draft}/sources`, [['url', 'http://10.0.0.1/']]);
    expect([refused.status, refused.page.querySelector('.problem')?.textContent]).toEqual([
      ...[422, expect.stringContaining('is not for tests')],
    ]);
  });

  it('begin from a file, and say what is wrong with one that is none', async () => {
    const json = await (await app.request('/analyses/1.json')).text();
    const begun = await post('/drafts', [
      ['from', 'file'],
      ['file', new File([json], 'page.json')],
    ]);
    expect(begun.status).toBe(303);
    expect(await stored(begun.to)).toEqual(FULL);
    const refused = await post('/drafts', [
      ['from', 'file'],
      ['file', new File(['Nothing.'], 'page.txt')],
    ]);
    expect([refused.status, refused.page.querySelector('.problem') !== null]).toEqual([422, true]);
    const scratch = await post('/drafts', [
      ['from', 'scratch'],
      ['jurisdiction', 'XX'],
      ['topic', 'Test_Status'],
    ]);
    expect(scratch.status).toBe(422);
  });

  it('tell what would bar publication, each problem with the way to its field', async () => {
    const draft = await begin();
    await post(draft, withFields(formOf((await get(draft)).page), { statusSince: '2026-99', do: 'save' }));
    const faulty = await get(draft);
    expect(faulty.page.querySelector('.draft-problems a')?.getAttribute('href')).toBe('#e-statusSince');
    expect(faulty.page.getElementById('e-statusSince')?.getAttribute('name')).toBe('statusSince');
    await post(draft, withFields(formOf(faulty.page), { statusSince: '2026-01', do: 'save' }));
    const checked = await get(draft);
    expect(checked.page.querySelector('.draft-bars')?.textContent).toContain(
      'No stored source bears the status.',
    );
    for (const link of checked.page.querySelectorAll('.draft-problems a')) {
      expect(checked.page.getElementById((link.getAttribute('href') ?? '').slice(1))).not.toBeNull();
    }
  });

  it('are checked in place for a script that asks, with the panel to show', async () => {
    const draft = await begin();
    const fields = withFields(formOf((await get(draft)).page), {
      'section.notes': 'Otherwise.',
      do: 'check',
    });
    const answer = await post(draft, fields, 'application/json');
    const { revision, check } = JSON.parse(answer.html) as { revision: number; check: string };
    expect(revision).toBe(2);
    expect(parseHTML(check).document.querySelector('.draft-bars')?.textContent).toContain('No stored source');
  });

  it('are read by an editor as a page, and are not there for another analyst', async () => {
    const draft = await begin();
    const form = formOf((await get(draft)).page);
    viewer = ed;
    expect(await get(draft)).toMatchObject({ status: 303, to: `${draft}/preview` });
    const read = await get(`${draft}/preview`);
    expect(read.page.querySelector('h1')?.textContent).toBe('Preview');
    expect((await post(draft, form)).status).toBe(404);
    viewer = bo;
    for (const path of ['', '/preview', '/version', '/merge', '/cite']) {
      expect((await get(`${draft}${path}`)).status).toBe(404);
    }
    for (const path of ['', '/preview', '/version', '/merge', '/cite', '/sources', '/discard']) {
      const fields: Fields = [...form, ['version', randomUUID()], ['source', '1'], ['words', 'x']];
      expect((await post(`${draft}${path}`, fields)).status).toBe(404);
    }
    expect(await stored(draft)).toEqual(FULL);
  });

  it('lead readers to the sign-in, and refuse contributors', async () => {
    viewer = null;
    expect(await get('/drafts')).toMatchObject({ status: 303, to: '/sign-in?then=%2Fdrafts' });
    viewer = { ...ana, role: 'contributor' };
    expect((await get('/analyses/1/edit')).status).toBe(403);
    expect((await post('/drafts', [['from', 'scratch']])).status).toBe(403);
  });

  it('take a page of two megabytes from its writer, and read nothing so large from anybody else', async () => {
    const draft = await begin();
    const long = withFields(formOf((await get(draft)).page), {
      'section.notes': 'A long page. '.repeat(160_000),
    });
    expect((await post(draft, [...long, ['do', 'more:law']])).status).toBe(303);
    viewer = { ...ana, role: 'contributor' };
    expect((await post(draft, long)).status).toBe(403);
  });

  it('show what was written as text, in every field and in the preview', async () => {
    const draft = await begin();
    const form = (await get(draft)).page;
    const fields = formOf(form).map(([name, value]): [string, string | File] =>
      TEXT_FIELD.test(name) ? [name, name.endsWith('.was') ? '' : XSS] : [name, value],
    );
    const saved = await post(draft, [...fields, ['do', 'more:law']]);
    expect(saved.status).toBe(303);
    const [source] = await addTexts(database.store, [{ text: XSS, title: XSS, about: ['KP'] }]);
    const fragment = await post(`${draft}/preview`, [
      ['text', XSS],
      ['format', 'markdown'],
    ]);
    for (const { html, page } of [
      ...(await Promise.all(
        ['', '/preview', '/version', '/cite?for=notes', `/cite?source=${source?.id}&for=notes`].map((path) =>
          get(`${draft}${path}`),
        ),
      )),
      fragment,
    ]) {
      expect(html).toContain('&lt;script');
      expect(page.querySelectorAll('script:not([src]), img, svg[onload], [onerror], [onload]')).toHaveLength(
        0,
      );
    }
    expect((await stored(draft))?.laws[0]?.name).toBe(XSS);
  });
});

const TEXT_FIELD = /^(?:section|law|source|excerpt|link|outline|report)\.(?!rows)|^(?:language|statusSince)$/;

type Fields = readonly (readonly [string, string | File])[];

/** The fields as a browser sends them: line ends as two characters, no field of a template, no button. */
function fieldsOf(form: Element | null): [string, string | File][] {
  if (form === null) throw new Error('there is no such form');
  for (const template of form.querySelectorAll('template')) template.remove();
  return [...form.querySelectorAll('input, textarea, select')].flatMap((field): [string, string][] => {
    const name = field.getAttribute('name') ?? '';
    const type = field.getAttribute('type');
    if (type === 'file' || ((type === 'checkbox' || type === 'radio') && !field.hasAttribute('checked')))
      return [];
    if (field.localName === 'select') {
      const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
      return [[name, chosen?.getAttribute('value') ?? '']];
    }
    // The parser of the tests keeps the first line feed of a text field, which browsers drop.
    const text = field.localName === 'textarea' ? (field.textContent ?? '').replace(/^\n/, '') : '';
    return [
      [
        name,
        field.localName === 'textarea' ? text.replaceAll('\n', '\r\n') : (field.getAttribute('value') ?? ''),
      ],
    ];
  });
}

function withFields(fields: Fields, change: Readonly<Record<string, string>>): [string, string | File][] {
  const kept = fields
    .filter(([name]) => !(name in change))
    .map(([name, value]): [string, string | File] => [name, value]);
  return [...kept, ...Object.entries(change)];
}
