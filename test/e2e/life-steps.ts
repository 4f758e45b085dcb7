/** What people do in the browser on the way of a page to its readers, by the roles and labels they go by. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Notice } from './life-cases.ts';

/** A version as its address. */
export const versionPath = (number: number, version: number) => `/analyses/${number}/versions/${version}`;

/** Follows the way to the editor from the page that is open; it begins from the newest version. */
export async function beginDraft(page: Page, link = 'Edit'): Promise<void> {
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.waitForURL(/\/(edit$|drafts\/)/);
  const begin = page.getByRole('button', { name: 'Begin editing' });
  if (await begin.isVisible()) await begin.click();
  await page.waitForURL(/\/drafts\/[0-9a-f-]{36}/);
}

/** The text field of a section in the editor. */
export const sectionField = (page: Page, title: string) => page.getByLabel(new RegExp(`^${title}, in `));

/** Opens the citing page for a section, saving what was written. */
export async function openCiting(page: Page, section: string): Promise<void> {
  const part = page.getByRole('group', { name: section, exact: true });
  await part.getByRole('button', { name: 'Save and cite a source' }).click();
  await page.getByRole('heading', { name: 'Stored sources' }).waitFor();
}

/** Hands a file in on the citing page; its text opens. */
export async function uploadNotice(page: Page, { name, title, text }: Notice): Promise<void> {
  await page
    .getByLabel('or a file')
    .setInputFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Add the source' }).click();
  await page.getByRole('heading', { name: title }).waitFor();
}

/** Selects a passage with the mouse and cites it behind a sentence; back in the draft afterwards. */
export async function citePassage(page: Page, passage: string, sentence: string): Promise<void> {
  await page.locator('.passage', { hasText: passage }).click({ clickCount: 3 });
  // Browsers tell of a selection a moment after it is made.
  await expect.poll(() => page.getByLabel('Words relied on').inputValue()).toContain(passage);
  const behind = page.getByLabel(/^Write the mark behind/);
  const label = (await behind.locator('option').allTextContents()).find((one) =>
    one.startsWith(sentence.slice(0, 60)),
  );
  await behind.selectOption({ label: label ?? sentence });
  await page.getByRole('button', { name: 'Cite these words' }).click();
  await page.getByRole('status').getByRole('link', { name: 'Back to the draft' }).click();
}

/** Ticks every row of these lists away; they go with the next saving. */
export async function removeRows(page: Page, list: 'excerpt' | 'link' | 'source'): Promise<void> {
  for (const row of await page.locator(`[data-rows="${list}"] > [data-row]`).all()) {
    await row.locator('summary').click();
    await row.getByLabel(`Remove this ${list} on saving`).check();
  }
}

/** Saves the draft that is open as a version; its number. */
export async function saveVersion(
  page: Page,
  { note, answers }: { readonly note: string; readonly answers?: RegExp },
): Promise<number> {
  await page.getByRole('button', { name: 'Save as version' }).click();
  await page.getByLabel('What was changed, and why').fill(note);
  if (answers !== undefined) await page.getByRole('checkbox', { name: answers }).check();
  await page.getByRole('button', { name: 'Save as version' }).click();
  await page.waitForURL(/\/versions\/\d+$/);
  return Number(new URL(page.url()).pathname.split('/').at(-1));
}

/** The panel of what may be done with the version that is open. */
export const stagePanel = (page: Page) => page.getByRole('region', { name: 'Stage of this version' });

/** Takes an action of the panel, with a reason where one is given. */
export async function takeAction(page: Page, action: string, reason?: string): Promise<void> {
  const form = stagePanel(page)
    .locator('details')
    .filter({ has: page.getByRole('button', { name: action, exact: true, includeHidden: true }) });
  await form.locator('summary').click();
  if (reason !== undefined) await form.getByRole('textbox').fill(reason);
  const answered = page.waitForEvent('load');
  await form.getByRole('button', { name: action, exact: true }).click();
  await answered;
}

/** The confidence that a page shows, with its reasons. */
export type Shown = { readonly level: string; readonly figure: number | null; readonly reasons: string };

/** Reads it off the page that is open. */
export async function readConfidence(page: Page): Promise<Shown> {
  const region = page.getByRole('region', { name: 'Status and confidence' });
  const badge = region.locator('.confidence').first();
  const words = await badge.innerText();
  const figure = /\d\.\d\d/.exec(words)?.[0];
  await region.getByText('Why?').click();
  return {
    level: /High|Medium|Low|Unknown/.exec(words)?.[0] ?? '',
    figure: figure === undefined ? null : Number(figure),
    reasons: (await region.innerText()).replaceAll(/\s+/g, ' '),
  };
}

/** Reads it again until its reasons say this: pages are checked again by a job. */
export async function waitForReason(page: Page, reason: RegExp): Promise<Shown> {
  let shown = await readConfidence(page);
  await expect
    .poll(
      async () => {
        await page.reload();
        shown = await readConfidence(page);
        return shown.reasons;
      },
      { timeout: 30_000, interval: 250 },
    )
    .toMatch(reason);
  return shown;
}

/** Follows the sign behind a sentence to the form for a review of it. */
export async function openReviewOf(page: Page, sentence: string): Promise<void> {
  const words = page.locator('.sentence', { hasText: sentence }).first();
  await words.locator('xpath=following-sibling::a[contains(@class, "review-offer")][1]').click();
  await page.waitForURL(/review=.*#review-form$/);
}

/** A review as its form asks for it. */
export type Written = {
  readonly severity: string;
  readonly text: string;
  readonly link: string;
  readonly source: string;
  readonly words: string;
};

/** Fills in the form of a Challenge with its evidence and sends it. */
export async function sendChallenge(page: Page, written: Written): Promise<void> {
  const form = page.locator('#review-form');
  await form.getByRole('radio', { name: /^Challenge/ }).check();
  await form.getByRole('radio', { name: new RegExp(`^${written.severity}`) }).check();
  await form.getByLabel('Your reasons').fill(written.text);
  await form.getByText(/^Evidence/).click();
  await form.getByLabel('Links').fill(written.link);
  const passage = form.getByRole('group', { name: 'Passage 1' });
  await passage.getByLabel(/^Stored source/).fill(written.source);
  await passage.getByLabel('Its words').fill(written.words);
  const answered = page.waitForEvent('load');
  await form.getByRole('button', { name: 'Submit review' }).click();
  await answered;
}
