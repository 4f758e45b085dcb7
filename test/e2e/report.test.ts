/** A reader goes through the report of a page: from a finding to its place and into the source, by filters and by keys. */
import { describe, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { expectInView, placeOf, textsOf } from './in-view.ts';
import { useSite } from './use-site.ts';

const site = useSite('sources');
const EXAMPLE = `/analyses/${ANALYSES.example}`;
const BERMUDA = `/analyses/${ANALYSES.bermuda}`;

describe('the report', () => {
  test('opens from the page, with the status never alone', async () => {
    const page = await site.open(EXAMPLE);
    await page.getByRole('link', { name: 'Report', exact: true }).click();
    expect(placeOf(page)).toBe(`${EXAMPLE}/versions/1/report`);
    const main = await page.getByRole('main').innerText();
    expect(main).toMatch(/Banned\W+verified\W+Low/);
    expect(main).toMatch(/Nothing was found wrong|critical|major|minor|info/);
  });

  test('leads from a finding to its place on the page with one click', async () => {
    const page = await site.open(`${BERMUDA}/report`);
    const first = page.getByRole('listitem').filter({ hasText: 'On the page:' }).first();
    const link = first.getByRole('link', { name: /On the page:/ });
    await link.click();
    expect(placeOf(page)).toMatch(new RegExp(`^${BERMUDA}/versions/1#.+`));
    const anchor = placeOf(page).split('#')[1] ?? '';
    await expectInView(page.locator(`[id="${anchor}"]`));
  });

  test('leads from a sentence to the passage in its source', async () => {
    const page = await site.open(`${EXAMPLE}/report?view=sentences`);
    await page.getByLabel('Verdict').selectOption({ value: 'supported' });
    await page.getByRole('button', { name: 'Show' }).click();
    const item = page.getByRole('listitem').filter({ hasText: 'On the page:' }).first();
    expect(await item.innerText()).toMatch(/^\s*supported\. /);
    await item.getByRole('link', { name: /crypto-assets/ }).click();
    expect(placeOf(page)).toMatch(/^\/sources\/\d+#c\d+-\d+$/);
    await expectInView(page.locator(':target ~ mark').first());
  });

  test('says how well the page cites, and leads to the sentences whose sources do not bear them', async () => {
    const page = await site.open(`${EXAMPLE}/report`);
    const block = page.getByRole('region', { name: 'How well it cites' });
    expect(await block.innerText()).toMatch(/Recall \d+ %\s+Of \d+ sentences/);
    const link = block.getByRole('link', { name: /what does not bear/ });
    const [, count] = /^(\d+) /.exec(await link.innerText()) ?? [];
    await link.click();
    expect(placeOf(page)).toMatch(/\?view=sentences&cites=not-bearing$/);
    const items = page.getByRole('listitem').filter({ hasText: 'On the page:' });
    expect(await items.count()).toBe(Number(count));
    const uses = items.first().getByRole('list', { name: 'What its citations do for it' });
    expect(await uses.innerText()).toMatch(/\[\d+\] adds nothing/);
    await page.getByLabel('Cites', { exact: true }).selectOption({ value: 'bearing' });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await items.first().innerText()).toMatch(/\[\d+\] is needed/);
  });

  test('says in the margin of the page what each citation does', async () => {
    const page = await site.open(EXAMPLE);
    const note = page.locator('details.note', { hasText: 'is needed' }).first();
    await note.locator('summary').click();
    await note
      .getByRole('link', { name: /^\[\d+\]$/ })
      .first()
      .click();
    expect(placeOf(page)).toMatch(/#ref-\w+$/);
  });

  test('is narrowed by its form without scripts, and says how many match', async () => {
    const page = await site.open(`${BERMUDA}/report`, { javaScriptEnabled: false });
    const choices = await textsOf(page.getByLabel('Severity').getByRole('option'));
    expect(choices[0]).toBe('All');
    expect(choices.length).toBeGreaterThan(1);
    await page.getByLabel('Severity').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(placeOf(page)).toMatch(/\/report\?severity=\w+/);
    const [, count] = /\((\d+)\)/.exec(choices[1] ?? '') ?? [];
    const items = page.getByRole('listitem').filter({ hasText: 'On the page:' });
    expect(await items.count()).toBe(Number(count));
  });

  test('is walked through with j and k', async () => {
    const page = await site.open(`${EXAMPLE}/report?view=sentences`);
    await page.keyboard.press('j');
    const focused = page.locator('[data-step]:focus');
    const first = await focused.getAttribute('href');
    await expectInView(focused);
    await page.keyboard.press('j');
    expect(await focused.getAttribute('href')).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focused.getAttribute('href')).toBe(first);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${first}`);
    await expectInView(page.locator('.sentence').first());
  });

  test('can be taken along in each form', async () => {
    const page = await site.open(EXAMPLE);
    await page.getByText('Export', { exact: true }).click();
    const links = page.getByRole('link', { name: /Export JSON|Verification report|annotations|ClaimReview/ });
    for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))) {
      const answer = await fetch(`${site.address()}${href}`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toBeTypeOf('object');
    }
    expect(await links.count()).toBe(4);
  });

  test.each([360, 768, 1440, 3840])('keeps within a window of %i pixels', async (width) => {
    for (const path of [
      `${EXAMPLE}/report?view=sentences`,
      `${BERMUDA}/report`,
      `/analyses/${ANALYSES.hostile}/report`,
    ]) {
      const page = await site.open(path, { viewport: { width, height: 900 } });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    }
  });
});
