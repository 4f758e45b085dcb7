/**
 * From the button to the draft, in a browser: the five texts of `test/fixtures/research` and, where they lie beside the
 * checkout, the two seeds. The rules draft with and without a script; then a language model does, over its own wire, and
 * makes things up besides.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answering, startDraftingServer } from '../llm/drafting-server.ts';
import { listViolations } from './axe.ts';
import { hasSeeds, SEED_ARTICLE } from './fill-site.ts';
import { type Account, addAccount, signIn } from './sign-in.ts';
import { useSiteWith } from './use-site.ts';

const TEXTS = join(import.meta.dirname, '../fixtures/research');
const KEY = 'not-a-real-key-0123456789';
const INVENTED = 'Licences are granted by the Bureau of Invented Things.';

/** Obeys the form, and invents: an id that nobody gave, a quotation that stands nowhere, a sentence nobody said. */
const answering: Answering = (purpose, { passages, rejected }) => {
  const ban = passages.find(({ text }) => text.includes('prohibited from buying'));
  if (ban === undefined) throw new Error('the decree was not given');
  const quoted =
    /Individuals are prohibited from buying, selling or holding crypto-assets\./.exec(ban.text)?.[0] ?? '';
  const sound = { text: `The decree states: “${quoted}”`, passages: [ban.id], quotation: quoted };
  if (purpose === 'status') {
    return {
      ...{ decision: 'status', status: 'Banned', ground: 'explicit-law', statusSince: '' },
      ...{ rationale: [{ text: 'The decree says so.', passages: [ban.id] }], statements: [sound] },
      ...{ reason: 'no-primary-source', missing: '' },
    };
  }
  if (purpose === 'outline') return { headings: [] };
  if (purpose === 'landmark-laws') return { statements: [], laws: [] };
  if (purpose === 'key-pillars') {
    const passage = rejected === undefined ? 'P999' : ban.id;
    return { statements: [{ text: INVENTED, passages: [passage], quotation: '' }] };
  }
  return { statements: [sound] };
};

const drafting = await startDraftingServer(answering);
const site = useSiteWith({
  REGATLAS_MODEL: `google:gemini-2.5-flash@${drafting.server.address}/v1beta`,
  REGATLAS_MODEL_KEY: KEY,
  REGATLAS_MODEL_PRICE: '0.3/2.5',
});

let analyst: Account;
beforeAll(async () => {
  const names = [
    'decree-7-2024.md',
    'central-bank-notice-12.md',
    'news-courier-ban-holds.md',
    'news-ledger-trading-allowed.md',
    'news-south-korea-exchanges.md',
  ];
  for (const name of names) await site.run('source', 'add', join(TEXTS, name));
  if (hasSeeds) await site.run('source', 'add', SEED_ARTICLE);
  analyst = await addAccount(site, { name: 'Ada Analyst', role: 'analyst' });
});
afterAll(() => drafting.server[Symbol.asyncDispose]());

/** The form, filled in and sent; the page of the run. */
async function startRun(page: Page, topic: string, analystName = /Extractive rules/): Promise<void> {
  await page.goto(`/runs/new?jurisdiction=KP&topic=${topic}`);
  await page.getByRole('radio', { name: analystName }).check();
  await page.getByRole('button', { name: 'Start the research' }).click();
  await page.waitForURL(/\/runs\/\d+$/);
}

const draftLink = (page: Page) => page.getByRole('link', { name: /^Read version \d+ of #\d+$/ });

/** Verdicts of the draft's sentences, by the list beside the page. */
async function expectAllBorneOut(page: Page): Promise<void> {
  await draftLink(page).click();
  const figures = page.getByText(/\d+ sentences that need evidence/);
  const count = Number(/\d+/.exec((await figures.textContent()) ?? '')?.[0]);
  expect(count).toBeGreaterThan(3);
  await expect.poll(() => page.getByRole('link', { name: `supported ${count}` }).count()).toBe(1);
}

/** A sentence that is nothing but a quotation has one mark and one note, and the notes are no longer than the text. */
async function expectOneNoteEach(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  const found = await page.evaluate(() => {
    const bottomOf = (box: Element | null) => box?.lastElementChild?.getBoundingClientRect().bottom ?? 0;
    const rows = [...document.querySelectorAll('.row:has(.row-notes)')];
    return {
      sentences: document.querySelectorAll('.sentence').length,
      marks: document.querySelectorAll('.mark').length,
      notes: document.querySelectorAll('.note').length,
      gaps: rows.filter(
        (row) => bottomOf(row.querySelector('.row-notes')) - bottomOf(row.querySelector('.row-text')) > 60,
      ).length,
    };
  });
  expect(found).toEqual({ ...found, marks: found.sentences, notes: found.sentences, gaps: 0 });
}

describe('an analyst, with the rules', () => {
  test('asks for a page, sees how far it is without asking again, and reads a draft that is borne out', async () => {
    const page = await site.open('/', { who: 'analyst' });
    await signIn(page, analyst);
    await startRun(page, 'Retail_Trading_Status');
    const address = page.url();
    // Nobody reloads: the page hears of each step.
    await draftLink(page).waitFor({ timeout: 60_000 });
    expect(page.url()).toBe(address);
    const main = page.getByRole('main');
    await expect.poll(() => main.textContent()).toContain('Completed with findings');
    expect(await main.textContent()).toContain('about another jurisdiction');
    expect(await main.textContent()).toContain('SOURCES_CONFLICT');
    await expectAllBorneOut(page);
    expect(await page.getByRole('main').textContent()).not.toContain('Seoul');
    await expectOneNoteEach(page);
  });

  test('gets a draft on another topic without a script', async () => {
    const page = await site.open('/', { who: 'plain', javaScriptEnabled: false });
    await signIn(page, analyst);
    await startRun(page, 'CBDC_Status');
    await expect
      .poll(
        async () => {
          await page.reload();
          return draftLink(page).count();
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBe(1);
    await expectAllBorneOut(page);
  });

  test('is told what is missing where the texts say nothing', async () => {
    const page = await site.open('/', { who: 'analyst' });
    await startRun(page, 'Mining_Status');
    await page
      .getByText(/Not enough evidence/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await draftLink(page).count()).toBe(0);
  });
});

/** The first exchange of the run that is shown, on a phone; then back to the run. */
async function expectReadableExchange(page: Page): Promise<void> {
  const run = page.url();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.exchanges').getByRole('link').first().click();
  await page.getByRole('heading', { name: 'What was sent' }).waitFor();
  expect(await listViolations(page)).toEqual([]);
  expect(await listViolations(page, 'dark')).toEqual([]);
  const { scrollWidth, clientWidth } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await page.goto(run);
  expect(await listViolations(page)).toEqual([]);
}

test('a model drafts from the same passages, and nothing that it makes up reaches the draft', async () => {
  const page = await site.open('/', { who: 'analyst' });
  await startRun(page, 'Retail_Trading_Status', /gemini-2\.5-flash/);
  await draftLink(page).waitFor({ timeout: 60_000 });
  const run = await page.getByRole('main').textContent();
  expect(run).toContain('google:gemini-2.5-flash');
  expect(run).not.toContain(KEY);
  await expectReadableExchange(page);
  await draftLink(page).click();
  const words = await page.getByRole('main').textContent();
  expect(words).toContain('Individuals are prohibited from buying');
  expect(words).not.toContain(INVENTED);
  const costs = JSON.parse(await site.run('runs', '--json')) as { runs: { questions?: number }[] };
  expect(JSON.stringify(costs)).not.toContain(KEY);
});
