/** From a news item to the challenge on a page: what it says, who says so, and that nothing was decided by it. */
import { expect, test } from 'vitest';
import { ANALYSES, CONTRADICTED, hasSeeds } from './fill-site.ts';
import { expectInView, placeOf, textsOf } from './in-view.ts';
import { useSite } from './use-site.ts';
import { openAs, writeReview } from './write-review.ts';

const site = useSite('sources', 'contradiction');
const PAGE = `/analyses/${CONTRADICTED}`;

test('the page says at its head that a source speaks against it, and leads to both passages', async () => {
  const page = await site.open(PAGE);
  await page.getByRole('link', { name: 'see both passages' }).click();
  const reviews = page.getByRole('region', { name: 'Reviews' });
  const challenge = reviews.locator('ol.reviews > li').first();
  await expectInView(challenge);
  const [words = ''] = await textsOf(challenge);
  expect(words).toMatch(/Challenge by Regatlas, regatlas-signals\/\d+ \(opened by rule, not by a person\)/);
  expect(words).toContain('Retail trading in crypto-assets is banned in Bhutan.');
  expect(words).toContain('citizens have been allowed to own and trade cryptocurrencies');
  expect(words).toMatch(/said as a fact by Pema Dorji/);
  expect(words).toMatch(/8 May \(8 May 2026\)/);
  expect(words).toMatch(/news, 11 May 2026/);
  expect(await reviews.getByText(/^Challenge$/).count()).toBe(1);
});

test('a reprint is further evidence of the one challenge, not a second one', async () => {
  const page = await site.open(PAGE);
  const reviews = page.getByRole('region', { name: 'Reviews' });
  const heads = await textsOf(reviews.locator('.review-head'));
  expect(heads.filter((head) => /^Challenge( major)? by Regatlas/.test(head))).toHaveLength(1);
  expect(await reviews.innerText()).toMatch(/Further evidence[\s\S]*The Thimphu Wire/);
});

test('confidence is capped for that reason, and the status stays what it was', async () => {
  const page = await site.open(PAGE);
  await page.getByText('Why?').click();
  const panel = await page.getByRole('region', { name: 'Status and confidence' }).innerText();
  expect(panel).toMatch(/Banned\s+,?\s*verified/);
  expect(panel).toMatch(/Medium\s+0\.74/);
  expect(panel).toMatch(
    /1 challenge open\. With a contradiction or challenge open, confidence is at most medium/,
  );
  expect(panel).toContain('Draft');
});

test('the source page leads from each signal to its words and to the page', async () => {
  const page = await site.open('/signals?relation=contradicts&jurisdiction=BT');
  await page
    .getByRole('main')
    .getByRole('link', { name: /spokesperson says that people/ })
    .click();
  await expectInView(page.locator('.cited-words').first());
  const signals = page.getByRole('region', { name: 'Signals' });
  const entries = await textsOf(signals.locator('.signals > li'));
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatch(/Bhutan · Retail trading status: Allowed, unregulated/);
  expect(entries[1]).toMatch(/Held against no page/);
  await signals.getByRole('link', { name: `#${CONTRADICTED}, version 1` }).click();
  expect(placeOf(page)).toMatch(new RegExp(`^${PAGE}#s-`));
  await expectInView(page.getByText('Retail trading in crypto-assets is banned in Bhutan.').first());
});

test('the list is filtered by what it is asked for, and says so when nothing is left', async () => {
  const page = await site.open('/signals');
  await page.getByLabel('Stands to a page').selectOption('There is no page');
  await page.getByLabel('About').selectOption('Bhutan');
  await page.getByRole('button', { name: 'Show' }).click();
  const entries = await textsOf(page.locator('.signals > li'));
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatch(/Central-bank digital currency/);
  await page.getByLabel('How it is said').selectOption('denied');
  await page.getByRole('button', { name: 'Show' }).click();
  expect(await page.getByRole('main').innerText()).toMatch(/No signal matches/);
});

test('markup in a quotation and in the name of a publisher is shown and never made', async () => {
  for (const path of ['/signals?jurisdiction=BT', PAGE]) {
    const page = await site.open(path);
    const words = await page.getByRole('main').innerText();
    expect(words).toContain(`<img src=x onerror=`);
    expect(words).toContain("<script>alert('publisher')</script>");
    expect(await page.getByRole('main').locator('img, script').count()).toBe(0);
  }
});

test('a person’s approval does not take the challenge away', async () => {
  const page = await openAs(site, { name: 'A. Reader', role: 'contributor' }, PAGE);
  await writeReview(page, { kind: 'Approval', text: 'I have read it.' });
  const heads = await textsOf(page.getByRole('region', { name: 'Reviews' }).locator('.review-head'));
  expect(heads.some((head) => /^Challenge( major)? by Regatlas/.test(head))).toBe(true);
  expect(heads.some((head) => head.startsWith('Approval by A. Reader'))).toBe(true);
});

test.skipIf(!hasSeeds)(
  'the second seed challenges the first (skipped where ../shared is not there)',
  async () => {
    const page = await site.open(`/analyses/${ANALYSES.seed}`);
    const challenge = page.getByRole('region', { name: 'Reviews' }).locator('ol.reviews > li').first();
    const [words = ''] = await textsOf(challenge);
    expect(words).toMatch(/allowed citizens to own cryptocurrencies/);
    expect(words).toMatch(/Alejandro Cao de Benos/);
    expect(words).toMatch(/Sept\. 10 \(year not known\)/);
    expect(words).toMatch(/not confirmed by those in charge/);
    const panel = await page.getByRole('region', { name: 'Status and confidence' }).innerText();
    expect(panel).toContain('Banned');
    await page.goto('/signals?jurisdiction=KP&topic=CBDC_Status');
    expect((await textsOf(page.locator('.signals > li'))).join(' ')).toMatch(/Announced/);
  },
);
