/** Everything can be reached and read with a keyboard alone, and one always sees where one is. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { expectInView } from './in-view.ts';
import { PAGES } from './list-pages.ts';
import { useSite } from './use-site.ts';
import { openAs } from './write-review.ts';

const site = useSite();
const EXAMPLE = `/analyses/${ANALYSES.example}`;

type FocusStop = { readonly name: string; readonly isSeen: boolean };

/** The element that has the focus: whether it is on the screen, with something drawn around or under it. */
function readFocus(page: Page): Promise<FocusStop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isOnScreen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1.5;
    const name = `${element.tagName} ${element.getAttribute('href') ?? element.textContent?.slice(0, 30)}`;
    return { name, isSeen: isOnScreen && isOutlined };
  });
}

const focusedMark = (page: Page) => page.locator('.mark:focus');

describe('tabbing', () => {
  test('begins with a link that skips to the content', async () => {
    const page = await site.open(EXAMPLE);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    await expectInView(skip);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.getByRole('main').locator(':focus').count()).toBe(1);
  });

  test.each(PAGES.filter(({ path }) => ['/', '/analyses', '/sources/1', EXAMPLE].includes(path)))(
    'shows on the page “$name” at every stop where the focus is',
    async ({ path }) => {
      const page = await site.open(path);
      const unseen: string[] = [];
      const names = new Set<string>();
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press('Tab');
        const focus = await readFocus(page);
        if (focus === null) break;
        names.add(focus.name);
        if (!focus.isSeen) unseen.push(focus.name);
      }
      expect(unseen).toEqual([]);
      expect(names.size).toBeGreaterThan(10);
    },
  );
});

describe('on the analysis page', () => {
  test('j and k go from one sentence that is not borne out to the next and back', async () => {
    const page = await site.open(EXAMPLE);
    await page.keyboard.press('j');
    const first = await focusedMark(page).getAttribute('href');
    expect(await focusedMark(page).getAttribute('data-mark')).not.toBe('supported');
    await expectInView(focusedMark(page));
    await page.keyboard.press('j');
    expect(await focusedMark(page).getAttribute('href')).not.toBe(first);
    await expectInView(focusedMark(page));
    await page.keyboard.press('k');
    expect(await focusedMark(page).getAttribute('href')).toBe(first);
  });

  test('j and k are letters where one writes', async () => {
    const page = await openAs(site, { name: 'Typing Reader', role: 'contributor' }, EXAMPLE);
    await page.getByLabel('Your reasons').focus();
    await page.keyboard.type('jk');
    expect(await page.getByLabel('Your reasons').inputValue()).toBe('jk');
    expect(await focusedMark(page).count()).toBe(0);
  });

  test('Enter on a mark opens its note, Tab leads on into it, and Enter folds it', async () => {
    const page = await site.open(EXAMPLE);
    const quoted = page.locator('.quoted').first();
    const number = await quoted.getAttribute('data-note');
    await page.getByRole('link', { name: new RegExp(`, note ${number}$`) }).focus();
    await page.keyboard.press('Enter');
    const note = page.locator(`#n${number}`);
    await note.getByText('In the source', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    expect(await note.locator(':focus').count()).toBe(1);
    await note.locator('summary').focus();
    await page.keyboard.press('Enter');
    await note.getByText('In the source', { exact: true }).waitFor({ state: 'hidden' });
  });

  test('the confidence is explained at Enter', async () => {
    const page = await site.open(EXAMPLE);
    await page.getByText('Why?').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('table', { name: 'What the figure is made of' }).waitFor();
  });
});

test('a review can be written and sent without a mouse', async () => {
  const person = { name: 'Keyboard reader', role: 'contributor' } as const;
  const page = await openAs(site, person, `/analyses/${ANALYSES.longNames}`);
  await page.getByRole('radio', { name: 'Challenge' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  // Past the severities.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('I agree with every word.');
  // Past the proposed words and the evidence.
  for (const _ of ['words', 'evidence', 'button']) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(/Approval by Keyboard reader/).waitFor();
});
