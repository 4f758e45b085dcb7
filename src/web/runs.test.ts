import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Viewer } from '#domain/person.ts';
import type { StepWork } from '#research/step-work.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import {
  BASE,
  GOOD_STEPS,
  makeAnswer,
  makeQuestion,
  openRunStage,
  type RunStage,
} from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { openSite, type TestSite } from '../../test/web/open-site.ts';

const GOOD_FORM = { jurisdiction: 'KP', topic: 'Test_Status', analyst: 'extractive', repairs: '2' };

/** Asks one question and fails at another, so that there are exchanges of both kinds. */
const asking: StepWork = async ({ ask, log }) => {
  await log('Asking <b>two</b> questions.');
  await ask(makeQuestion('one'), async () => makeAnswer('{"said": "<script>alert(1)</script>"}'));
  await ask(makeQuestion('two'), async () => ({
    ...{ kind: 'fault', fault: 'refused', message: 'It would rather not.', raw: 'no', status: 200 },
    ...{ retryAfterSeconds: null, inputTokens: 5, outputTokens: 1, costMicros: null },
  }));
  return async () => ({ state: 'Completed with findings', reason: null, output: BASE, version: null });
};

describeStore('the pages of runs', (store) => {
  let site: TestSite;
  let stage: RunStage;
  let ana: Viewer;
  beforeEach(async () => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana Lyst', 'analyst');
    });
    stage = openRunStage(store(), { steps: { ...GOOD_STEPS, 'base-research': asking } });
    site = await openSite(store(), () => stage.deps.clock());
    site.setViewer(ana);
  });
  afterEach(async () => {
    await site.close();
    expect(site.faults).toEqual([]);
  });

  const page = async (path: string) => parseHTML(await (await site.get(path)).text()).document;
  const textOf = (node: Element | null | undefined) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

  it('begin a run from a form, and show it and the ledger with who asked', async () => {
    const answer = await site.send('/runs', {
      ...GOOD_FORM,
      urls: 'https://example.org/act\n\n',
      dollars: '2.50',
    });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/runs/1']);
    const run = await page('/runs/1');
    expect(textOf(run.querySelector('h1'))).toBe('North Korea Test status');
    expect(textOf(run.querySelector('.run-facts'))).toMatch(/Ana Lyst.*1 address.*\$2\.50/);
    expect(textOf((await page('/runs')).querySelector('.runs tbody tr'))).toContain('by Ana Lyst');
    expect((await page('/runs?state=Failed')).querySelector('.runs')).toBeNull();
    expect(
      (await page('/runs?jurisdiction=KP&topic=Test_Status&analyst=extractive')).querySelector('.runs'),
    ).not.toBeNull();
    expect((await page('/runs?batch=4')).querySelector('.runs')).toBeNull();
  });

  it.each([
    [{ jurisdiction: 'XX' }, 'jurisdiction'],
    [{ topic: '' }, 'topic'],
    [{ urls: 'https://example.org/\njavascript:alert(1)' }, 'in line 2 is no web address'],
    [{ analyst: 'model' }, 'analyst'],
    [{ web: 'yes' }, 'web'],
    [{ tokens: '0' }, 'tokens'],
    [{ dollars: '1,5 EUR' }, 'dollars'],
    [{ repairs: '9' }, 'repairs'],
  ])('give a form with %j back as it was, with what is wrong, and begin nothing', async (wrong, place) => {
    const answer = await site.send('/runs', { ...GOOD_FORM, ...wrong });
    expect(answer.status).toBe(422);
    const { document } = parseHTML(await answer.text());
    expect(textOf(document.querySelector('[role=alert]')).toLowerCase()).toContain(place);
    for (const [name, value] of Object.entries(wrong)) {
      const field = document.querySelector(`textarea[name=${name}], input[type=text][name=${name}]`);
      if (field !== null) expect(field.getAttribute('value') ?? field.textContent).toBe(value);
    }
    expect(textOf((await page('/runs')).querySelector('.empty'))).toContain('Nothing was researched');
  });

  it('show what was asked of services, and give it as files that no browser runs', async () => {
    const run = await stage.request();
    await stage.workAll();
    const rows = [...(await page(`/runs/${run}`)).querySelectorAll('.exchanges tbody tr')];
    const rowOf = (words: string) => rows.find((row) => textOf(row).startsWith(words));
    expect(textOf(rowOf('answer two'))).toContain('the provider declined to answer');
    const path = rowOf('answer one')?.querySelector('a')?.getAttribute('href') ?? '';
    const wire = await page(path);
    expect(textOf(wire.querySelector('main'))).toContain('<script>alert(1)</script>');
    expect(wire.querySelector('main script')).toBeNull();
    const file = await site.get(`${path}/response.txt`);
    expect(file.headers.get('Content-Type')).toContain('text/plain');
    expect(file.headers.get('Content-Disposition')).toContain('attachment');
    expect(await file.text()).toBe('{"said": "<script>alert(1)</script>"}');
    expect(await (await site.get(`${path}/request.json`)).json()).toEqual({ words: 'one' });
    const other = await stage.request();
    expect((await site.get(path.replace(`/runs/${run}/`, `/runs/${other}/`))).status).toBe(404);
  });

  it('give a run and what each attempt gave as JSON', async () => {
    const run = await stage.request();
    await stage.workAll();
    const whole = await site.get(`/runs/${run}.json`);
    expect(whole.headers.get('Cache-Control')).toBe('private, no-store');
    const told = (await whole.json()) as {
      results: unknown[];
      exchanges: unknown[];
      log: { message: string }[];
    };
    expect([told.results.length, told.exchanges.length]).toEqual([3, 2]);
    expect(told.log.map(({ message }) => message)).toContain('Asking <b>two</b> questions.');
    const step = (await (await site.get(`/runs/${run}/steps/base-research/1.json`)).json()) as {
      output: unknown;
    };
    expect(step.output).toEqual(BASE);
    expect((await site.get(`/runs/${run}/steps/base-research/2.json`)).status).toBe(404);
    expect((await site.get(`/runs/${run}/steps/none/1.json`)).status).toBe(404);
  });

  it('cancel what waits, run again what ended, and refuse both where they make no sense', async () => {
    const run = await stage.request();
    expect((await site.send(`/runs/${run}/steps/base-research`, {})).status).toBe(409);
    expect((await site.send(`/runs/${run}/cancel`, {})).headers.get('Location')).toBe(`/runs/${run}`);
    expect(textOf((await page(`/runs/${run}`)).querySelector('.run-result'))).toContain('was stopped');
    expect((await site.send(`/runs/${run}/cancel`, {})).status).toBe(409);
    expect((await site.send(`/runs/${run}/steps/blended-synthesis`, {})).status).toBe(409);
    expect((await site.send(`/runs/${run}/steps/base-research`, {})).status).toBe(303);
    expect(textOf((await page(`/runs/${run}`)).querySelector('#live-state'))).toContain('Ready');
  });

  it('show a run whose output has another shape by its JSON', async () => {
    const run = await stage.request();
    await stage.workAll();
    const last = (await page(`/runs/${run}`)).querySelector('#live-blended-synthesis');
    expect(last?.querySelector('a[href$="/blended-synthesis/1.json"]')).not.toBeNull();
    expect(last?.querySelector('#lineage')).toBeNull();
  });

  it('ask for a batch of every jurisdiction, account for it and cancel it', async () => {
    const form = { topic: 'Test_Status', analyst: 'extractive', repairs: '2' };
    expect((await site.send('/batches', { ...form, concurrency: '2' })).status).toBe(422);
    const refused = await site.send('/batches', { ...form, jurisdiction: 'all', concurrency: 'many' });
    expect(refused.status).toBe(422);
    expect(
      parseHTML(await refused.text())
        .document.querySelector('input[value=all]')
        ?.hasAttribute('checked'),
    ).toBe(true);
    const answer = await site.send('/batches', { ...form, jurisdiction: 'all', concurrency: '2' });
    expect(answer.headers.get('Location')).toBe('/batches/1');
    expect(textOf((await page('/batches/1')).querySelector('.lead'))).toBe(
      '0 drafts from 1 run so far; 1 run has not ended.',
    );
    expect(textOf((await page('/batches')).querySelector('.batch-list'))).toContain('asked by Ana Lyst');
    expect((await site.send('/batches/1/cancel', {})).status).toBe(303);
    const after = await page('/batches/1');
    expect(textOf(after.querySelector('.batch-figures'))).toContain('1 cancelled');
    expect(textOf(after.querySelector('.banner'))).toContain('by Ana Lyst');
    expect((await site.get('/batches/9')).status).toBe(404);
  });

  it('are in the menu of analysts and of nobody less', async () => {
    const menu = async () => (await page('/analyses')).querySelector('.account-menu a[href="/runs"]');
    expect(await menu()).not.toBeNull();
    site.setViewer({ ...ana, role: 'contributor' });
    expect(await menu()).toBeNull();
    expect((await site.get('/runs')).status).toBe(403);
  });
});
