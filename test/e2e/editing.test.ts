/** An analyst writes in the browser: saved while they write, checked, cited from a source, brought together, a version. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { listViolations } from './axe.ts';
import { ANALYSES } from './fill-site.ts';
import { placeOf } from './in-view.ts';
import { PAYLOADS } from './script-payloads.ts';
import { type Account, addAccount, signIn } from './sign-in.ts';
import { type OpenOptions, useSite } from './use-site.ts';

const site = useSite('sources');
const EXAMPLE = `/analyses/${ANALYSES.example}`;
const BERMUDA = `/analyses/${ANALYSES.bermuda}`;
const PLAIN = { javaScriptEnabled: false };
let ana: Account;
let bo: Account;

beforeAll(async () => {
  ana = await addAccount(site, { name: 'Ana Example', role: 'analyst' });
  bo = await addAccount(site, { name: 'Bo Example', role: 'analyst' });
});

const summary = (page: Page) => page.getByLabel('Executive summary, in Markdown');
const isSaved = (page: Page) =>
  page
    .locator('[data-save-state]')
    .filter({ hasText: /^Saved \d\d:\d\d$/ })
    .waitFor();

/** Opens a page of this person's own browser, in which they are signed in. */
async function openAs(account: Account, options: OpenOptions = {}): Promise<Page> {
  const page = await site.open('/sign-in', { ...options, who: account.name });
  if (placeOf(page) === '/sign-in') await signIn(page, account);
  return page;
}

async function beginDraft(page: Page, analysis: string): Promise<string> {
  await page.goto(analysis);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  const begin = page.getByRole('button', { name: 'Begin editing' });
  if (await begin.isVisible()) await begin.click();
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

describe('the editor', () => {
  test('saves while somebody writes, shows the section as readers will, and keeps it over a reload', async () => {
    const page = await openAs(ana);
    const draft = await beginDraft(page, EXAMPLE);
    await summary(page).press('Control+End');
    await summary(page).pressSequentially(' Permits are **rare**.');
    await isSaved(page);
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.locator('strong', { hasText: 'rare' }).waitFor();
    await page.goto(draft);
    expect(await summary(page).inputValue()).toMatch(/Permits are \*\*rare\*\*\.$/);
  });

  test('saves at once with Ctrl-S, and adds a row in place', async () => {
    const page = await openAs(ana);
    const draft = await beginDraft(page, EXAMPLE);
    await page.getByRole('button', { name: 'Add a law' }).click();
    await page.keyboard.type('Order on Terminals');
    await page.keyboard.press('Control+s');
    await isSaved(page);
    await page.getByText(/stored sources?\. Confidence would be/).waitFor();
    await page.goto(draft);
    expect(await page.getByText('Order on Terminals').count()).toBe(1);
  });

  test('leads from a problem to its field, by keys too', async () => {
    const page = await openAs(ana);
    await beginDraft(page, EXAMPLE);
    await page.getByLabel('Since').fill('2026-13');
    await page.getByRole('button', { name: 'Save and check' }).click();
    const problem = page.getByRole('link', { name: /no date of the calendar/ });
    await problem.waitFor();
    await page.keyboard.press('j');
    expect(await problem.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    expect(placeOf(page)).toMatch(/#e-statusSince$/);
    await page.getByLabel('Since').fill('2020');
    await page.getByRole('button', { name: 'Save and check' }).click();
    await page.getByText(/stored sources?\. Confidence would be/).waitFor();
  });

  test('cites words that are selected with the mouse, behind the sentence they bear', async () => {
    const page = await openAs(ana);
    await beginDraft(page, EXAMPLE);
    await page.getByRole('button', { name: 'Save and cite a source' }).first().click();
    await page.getByRole('link', { name: 'State control and crypto-assets in North Korea' }).click();
    const passage = page.locator('.passage', { hasText: 'global internet' }).first();
    await passage.click({ clickCount: 3 });
    const field = page.getByLabel('Words relied on');
    await expect.poll(() => field.inputValue()).toContain('global internet');
    const words = await field.inputValue();
    await page.getByLabel(/Write the mark behind/).selectOption({ label: 'Permits are **rare**.' });
    await page.getByRole('button', { name: 'Cite these words' }).click();
    const mark = await page.locator('#made-mark').innerText();
    await page.getByRole('link', { name: 'Back to the draft' }).click();
    expect(await summary(page).inputValue()).toContain(`Permits are **rare**.${mark}`);
    expect(await page.locator('.draft-quote').allTextContents()).toContain(words);
  });

  test('becomes a version with a note, which readers find', async () => {
    const page = await openAs(ana);
    await beginDraft(page, EXAMPLE);
    await page.getByRole('button', { name: 'Save as version' }).click();
    expect(await page.locator('.draft-changes').innerText()).toContain('Executive summary');
    await page.getByLabel('What was changed, and why').fill('Permits and their source.');
    await page.getByRole('button', { name: 'Save as version' }).click();
    expect(placeOf(page)).toBe(`${EXAMPLE}/versions/2`);
    expect(await page.getByRole('main').innerText()).toContain('Permits are rare.');
    await page.goto('/drafts');
    expect(await page.getByText('You have no draft.').isVisible()).toBe(true);
  });
});

describe('two people on one page', () => {
  test('the second compares, decides each conflict, and saves on top, with no script at all', async () => {
    const [one, other] = [await openAs(ana, PLAIN), await openAs(bo, PLAIN)];
    await beginDraft(one, BERMUDA);
    await beginDraft(other, BERMUDA);
    for (const [page, name] of [
      [one, 'Ana'],
      [other, 'Bo'],
    ] as const) {
      await page.getByLabel(/^Notes, in/).fill(`Notes by ${name}.`);
      await page
        .getByLabel(name === 'Ana' ? /^Considerations, in/ : /^Detailed explanation, in/)
        .fill(`Only ${name}.`);
      await page.getByRole('button', { name: 'Save as version' }).click();
      await page.getByLabel('What was changed, and why').fill(`A change by ${name}.`);
    }
    await one.getByRole('button', { name: 'Save as version' }).click();
    expect(placeOf(one)).toBe(`${BERMUDA}/versions/2`);
    await other.getByRole('button', { name: 'Save as version' }).click();
    const conflict = other.getByRole('group', { name: 'Notes' });
    expect(await conflict.innerText()).toMatch(/Notes by Bo\.[\s\S]*Notes by Ana\./);
    await conflict.getByLabel('Write it by hand').check();
    await conflict.getByLabel('Notes, written by hand').fill('Notes by both.');
    await other.getByRole('button', { name: 'Bring them together and save as version' }).click();
    expect(placeOf(other)).toBe(`${BERMUDA}/versions/3`);
    const text = await other.getByRole('main').innerText();
    for (const words of ['Notes by both.', 'Only Ana.', 'Only Bo.']) expect(text).toContain(words);
  });

  test('a window left behind shows both texts instead of overwriting', async () => {
    const [first, second] = [await openAs(ana, PLAIN), await openAs(ana, PLAIN)];
    const draft = await beginDraft(first, BERMUDA);
    await second.goto(draft);
    await first.getByLabel(/^Notes, in/).fill('From the first window.');
    await first.getByRole('button', { name: 'Save and check' }).click();
    await second.getByLabel(/^Considerations, in/).fill('From the second window.');
    await second.getByRole('button', { name: 'Save and check' }).click();
    expect(await second.getByRole('heading', { level: 1 }).innerText()).toBe('Bring two texts together');
    await second.getByRole('button', { name: 'Bring them together' }).click();
    expect(await second.getByLabel(/^Notes, in/).inputValue()).toBe('From the first window.');
    expect(await second.getByLabel(/^Considerations, in/).inputValue()).toBe('From the second window.');
  });
});

describe.each([
  ['a phone', { width: 390, height: 844 }],
  ['a desktop', { width: 1440, height: 900 }],
] as const)('on %s', (_name, viewport) => {
  test('the pages of a draft have no violation, light or dark, and nothing sticks out', async () => {
    const page = await openAs(ana, { viewport, reducedMotion: 'reduce' });
    const draft = await beginDraft(page, `/analyses/${ANALYSES.longNames}`);
    await page.getByRole('button', { name: 'Save and cite a source' }).first().click();
    await page.goto(draft);
    const paths = ['', '/version', '/preview', '/cite?for=notes', '/cite?source=1&for=executive-summary'];
    for (const path of [...paths.map((rest) => draft + rest), '/drafts', '/drafts/new', `${EXAMPLE}/edit`]) {
      await page.goto(path);
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
      });
      expect(await listViolations(page), path).toEqual([]);
      expect(await listViolations(page, 'dark'), path).toEqual([]);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, path).toBeLessThanOrEqual(0);
    }
  });
});

test('nothing that is written in a field runs, in the editor, its preview or the version', async () => {
  const page = await openAs(bo);
  const draft = await beginDraft(page, EXAMPLE);
  const all = PAYLOADS.join('\n\n');
  await summary(page).fill(all);
  await page.getByLabel('Points').fill(PAYLOADS.join('\n'));
  await page.getByLabel('Narrative').fill(all);
  await page.getByRole('button', { name: 'Add an entry by hand' }).click();
  for (const [index, field] of ['ref', 'title', 'publisher', 'url', 'note'].entries()) {
    await page
      .locator(`[name$=".${field}"]`)
      .and(page.locator('[name^="source."]'))
      .last()
      .fill(PAYLOADS[index * 7] ?? '');
  }
  await isSaved(page);
  await page.getByRole('region', { name: 'Preview' }).waitFor();
  for (const path of [draft, `${draft}/preview`, `${draft}/version`, `${draft}/cite?for=executive-summary`]) {
    await page.goto(path);
    expect(await page.evaluate(() => 'payloadRan' in window)).toBe(false);
  }
});
