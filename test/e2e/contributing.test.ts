/** Taking part under the barest conditions: on a phone without scripts, and with nothing but a keyboard. */
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { expectInView, placeOf } from './in-view.ts';
import { openReviewOf, sendChallenge } from './life-steps.ts';
import { type Account, addAccount } from './sign-in.ts';
import { useSite } from './use-site.ts';
import { openAs, writeReview } from './write-review.ts';

const site = useSite();
const BERMUDA = `/analyses/${ANALYSES.bermuda}`;
const SENTENCE = 'Fees rise with turnover, and a head office in Bermuda is expected.';
const REASON = 'Fees have not depended on turnover since 2025.';
const PHONE = {
  ...{ javaScriptEnabled: false, isMobile: true, hasTouch: true },
  viewport: { width: 390, height: 844 },
};
let contributor: Account;

beforeAll(async () => {
  contributor = await addAccount(site, { name: 'Pat on the train', role: 'contributor' });
});

/** Nothing sticks out to the right, where nobody would look for it. */
async function expectNoSideways(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

test('on a phone without scripts: reads, signs in, challenges a sentence, and finds it there', async () => {
  const page = await site.open(BERMUDA, PHONE);
  await expectNoSideways(page);
  await page.getByRole('region', { name: 'Reviews' }).getByRole('link', { name: 'Sign in' }).tap();
  await page.waitForURL(/\/sign-in/);
  await expectNoSideways(page);
  await page.getByLabel('E-mail address').fill(contributor.email);
  await page.getByLabel('Password').fill(contributor.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await page.waitForURL((url) => url.pathname === BERMUDA);
  await openReviewOf(page, SENTENCE);
  const form = page.locator('#review-form');
  await expectInView(form.getByRole('heading', { name: 'Submit a review' }));
  expect(await form.getByRole('blockquote').innerText()).toBe(SENTENCE);
  await expectNoSideways(page);
  await sendChallenge(page, {
    ...{ severity: 'minor', text: REASON, link: 'https://bureau.example/fees the scale of fees' },
    ...{ source: '', words: '' },
  });
  expect(placeOf(page)).toMatch(new RegExp(`^${BERMUDA}#review-`));
  const review = page
    .getByRole('region', { name: 'Reviews' })
    .getByRole('listitem')
    .filter({ hasText: 'by Pat on the train' });
  await expectInView(review.first());
  expect(await review.first().innerText()).toMatch(/Challenge\s+minor by Pat on the train/);
  await page.getByRole('link', { name: '1 open review of this sentence' }).tap();
  await page.waitForURL(/\/reviews\/[0-9a-f-]{36}/);
  expect(await page.getByRole('main').innerText()).toContain(SENTENCE);
  await expectNoSideways(page);
});

/** Tabs on until this has the focus, as somebody does who sees where they are. */
async function tabTo(page: Page, place: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the focus never came there');
}

test('with the keyboard alone an editor finds the gravest review, takes it, reads it and decides', async () => {
  const author = await openAs(site, { name: 'Kim Careful', role: 'contributor' }, BERMUDA);
  const grave = 'The act was repealed; the status is wrong.';
  await writeReview(author, { kind: 'Challenge', severity: 'critical', text: grave });
  const page = await openAs(site, { name: 'Kay Boards', role: 'editor' }, '/');
  await tabTo(page, page.getByText('Kay Boards').first().locator('xpath=ancestor-or-self::summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'Review queue' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/reviews$/);
  await page.keyboard.press('j');
  const first = page.getByRole('row').filter({ hasText: grave });
  const step = first.getByRole('link', { name: 'Challenge' });
  expect(await step.evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press('a');
  await first.getByText('Kay Boards').waitFor();
  expect(placeOf(page)).toMatch(/^\/reviews/);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/reviews\/[0-9a-f-]{36}/);
  await tabTo(page, page.locator('#decide > summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('radio', { name: /^Accept/ }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The act is in force; the register says so.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Rejected by Kay Boards').waitFor();
});
