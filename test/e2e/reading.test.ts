/** A reader finds an analysis, sees what it rests on, and follows a sentence into its source and back. */
import { describe, expect, test } from 'vitest';
import { ADDED_SENTENCE, ANALYSES, hasSeeds } from './fill-site.ts';
import { expectInView, placeOf, textsOf } from './in-view.ts';
import { useSite } from './use-site.ts';

const site = useSite('second version');
const EXAMPLE = `/analyses/${ANALYSES.example}`;
const EVIDENCE = /verified|imported|evidence unknown/;
const QUOTED = 'They show who uses crypto-assets, not who is allowed to own them.';

describe('from the front page to an analysis', () => {
  test('says what this is, what is stored, and leads to the list and to a page', async () => {
    const page = await site.open('/');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/stored source/);
    const stored = page.getByRole('list', { name: 'What is stored here' });
    const analyses = Object.keys(ANALYSES).length - (hasSeeds ? 0 : 1);
    expect(await textsOf(stored.getByRole('link', { name: /analyses/ }))).toEqual([`${analyses} analyses`]);

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Analyses' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Analyses');
    await page.getByRole('link', { name: /Bermuda · Exchange licensing/ }).click();
    expect(placeOf(page)).toBe(`/analyses/${ANALYSES.bermuda}`);
  });

  test('never shows a status without its evidence state and a confidence beside it', async () => {
    for (const path of ['/', '/analyses', '/jurisdictions/KP', '/topics/Retail_Trading_Status']) {
      const page = await site.open(path);
      const rows = page.getByRole('row').filter({ has: page.getByRole('rowheader') });
      expect(await rows.count()).toBeGreaterThan(0);
      for (const row of await textsOf(rows)) {
        if (!/version \d/.test(row)) continue;
        expect(row).toMatch(EVIDENCE);
        expect(row).toMatch(/\b(High|Medium|Low|Unknown)\b/);
      }
    }
  });

  test('answers an address that does not exist with a page that says what to do', async () => {
    const page = await site.open('/analyses/123456');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Not found');
    await page.getByRole('main').getByRole('link', { name: 'All analyses' }).click();
    expect(placeOf(page)).toBe('/analyses');
  });
});

describe('the analysis page', () => {
  test('shows the status with its ground, evidence and confidence, and explains the confidence', async () => {
    const page = await site.open(EXAMPLE);
    const panel = page.getByRole('region', { name: 'Status and confidence' });
    const words = await panel.innerText();
    expect(words).toMatch(/Banned/);
    expect(words).toMatch(EVIDENCE);
    expect(words).toMatch(/practice/i);
    const factors = panel.getByRole('table', { name: 'What the figure is made of' });
    expect(await factors.isVisible()).toBe(false);
    await panel.getByText('Why?').click();
    expect(await factors.getByRole('row').count()).toBeGreaterThan(3);
    expect(await textsOf(factors.getByRole('columnheader'))).toContain('Weight');
  });

  test('has every part, also those that are empty', async () => {
    const page = await site.open(EXAMPLE);
    const parts = await textsOf(page.getByRole('heading', { level: 2 }));
    for (const part of [
      'Findings',
      'Executive summary',
      'Key pillars',
      'Landmark laws',
      'Considerations',
      'Notes',
      'Detailed explanation',
      'Summary points',
      'Full analysis report',
      'Sources',
      'Sources (raw data)',
      'Reviews',
      'Versions',
    ]) {
      expect(parts).toContain(part);
    }
  });

  test('sets what an imported page said of itself apart from what is established here', async () => {
    const page = await site.open(`/analyses/${ANALYSES.bermuda}`);
    const declared = await page.getByRole('region', { name: 'The imported page called itself' }).innerText();
    expect(declared).toMatch(/High/);
    expect(declared).toMatch(/Archived/);
    const panel = await page.getByRole('region', { name: 'Status and confidence' }).innerText();
    expect(panel).not.toMatch(/High/);
    expect(panel).toMatch(/Draft/);
  });

  test('shows the laws of a page in a table with their dates and links', async () => {
    const page = await site.open(`/analyses/${ANALYSES.bermuda}`);
    const laws = page.getByRole('region', { name: 'Landmark laws' });
    const row = laws.getByRole('row').filter({ hasText: 'Digital Asset Business Act 2018' });
    expect(await row.innerText()).toMatch(/10 Sep(t|tember)? 2018/);
    expect(
      await laws
        .getByRole('link', { name: /bermudalaws/ })
        .first()
        .getAttribute('href'),
    ).toMatch(/^https:/);
  });
});

describe('the evidence of a sentence', () => {
  test('opens beside it, with both texts, the source and its snapshot', async () => {
    const page = await site.open(EXAMPLE);
    const quoted = page.locator('.quoted', { hasText: QUOTED });
    const note = page.locator(`#n${await quoted.getAttribute('data-note')}`);
    expect(await note.getByText('In the source', { exact: true }).isVisible()).toBe(false);
    await note.locator('summary').click();
    expect(await note.getByText('On this page', { exact: true }).isVisible()).toBe(true);
    expect(await textsOf(note.getByRole('blockquote'))).toEqual([
      expect.stringContaining(QUOTED),
      expect.stringContaining(QUOTED),
    ]);
    expect(await note.innerText()).toMatch(/snapshot [0-9a-f]{12}/);
    expect(await note.innerText()).toMatch(/Regatlas example desk/);
  });

  test('leads to the marked words in the source, and from there back to the sentence', async () => {
    const page = await site.open(EXAMPLE);
    const quoted = page.locator('.quoted', { hasText: QUOTED });
    const note = page.locator(`#n${await quoted.getAttribute('data-note')}`);
    await note.locator('summary').click();
    await note
      .getByRole('link', { name: /State control and crypto-assets/ })
      .first()
      .click();

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^State control/);
    const marked = page.locator('mark', { hasText: QUOTED });
    await expectInView(marked);
    expect(placeOf(page)).toMatch(/^\/sources\/\d+#c\d+-\d+$/);

    const citing = page.getByRole('region', { name: 'Cited by' });
    await citing
      .getByRole('link', { name: new RegExp(QUOTED.slice(0, 30)) })
      .first()
      .click();
    expect(placeOf(page)).toMatch(/^\/analyses\/1#[qs]-/);
    await expectInView(page.locator('.quoted', { hasText: QUOTED }));
  });

  test('lights up together with its sentence', async () => {
    const page = await site.open(EXAMPLE);
    const quoted = page.locator('.quoted', { hasText: QUOTED });
    const note = page.locator(`#n${await quoted.getAttribute('data-note')}`);
    const plain = await note.evaluate((element) => getComputedStyle(element).backgroundColor);
    await quoted.hover();
    await expect
      .poll(() => note.evaluate((element) => getComputedStyle(element).backgroundColor))
      .not.toBe(plain);
  });

  test('opens under the sentence on a phone when its mark is tapped', async () => {
    const page = await site.open(EXAMPLE, { viewport: { width: 390, height: 844 }, hasTouch: true });
    const quoted = page.locator('.quoted', { hasText: QUOTED });
    const number = await quoted.getAttribute('data-note');
    await page.getByRole('link', { name: new RegExp(`, note ${number}$`) }).tap();
    const note = page.locator(`#n${number}`);
    await note.getByText('In the source', { exact: true }).waitFor();
    await expectInView(note);
  });
});

describe('versions', () => {
  test('lists them newest first, and shows an old one as it was, under a banner', async () => {
    const page = await site.open(EXAMPLE);
    expect(await page.getByText(ADDED_SENTENCE).first().isVisible()).toBe(true);
    await page.getByRole('link', { name: 'view all 2 versions' }).click();
    expect(await textsOf(page.getByRole('rowheader').getByRole('link'))).toEqual(['Version 2', 'Version 1']);
    await page.getByRole('link', { name: 'Version 1', exact: true }).click();
    expect(await page.getByText(ADDED_SENTENCE).count()).toBe(0);
    expect(await page.getByText('This version takes no more reviews.').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Go to the latest version' }).click();
    expect(placeOf(page)).toBe(EXAMPLE);
  });

  test('a source names the page that cites it once, by its newest version', async () => {
    const page = await site.open('/sources');
    const row = page.getByRole('row').filter({ hasText: 'A spokesperson on owning' });
    expect((await textsOf(row.getByRole('cell'))).at(-1)).toBe('1');
    await row.getByRole('link').click();
    const citing = page.getByRole('region', { name: 'Cited by' });
    expect(await citing.innerText()).toMatch(/#1, version 2/);
    const words = await textsOf(citing.getByRole('listitem').filter({ hasText: '“A delegate for cultural' }));
    expect(words).toHaveLength(1);
  });
});

describe('jurisdictions, topics and methodology', () => {
  test('finds a jurisdiction by another of its names, and names the topics without a page', async () => {
    const page = await site.open('/jurisdictions');
    await page.getByRole('searchbox').fill('DPRK');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('main').getByRole('link', { name: 'North Korea' }).click();
    expect(await page.getByRole('main').innerText()).toContain("Korea (the Democratic People's Republic of)");
    const missing = page.getByRole('region', { name: 'Not yet researched' });
    await missing.getByRole('link', { name: 'Taxation' }).click();
    expect(placeOf(page)).toBe('/topics/Taxation');
  });

  test('gives the scale of a topic with a definition of every value', async () => {
    const page = await site.open('/topics');
    await page.getByRole('link', { name: 'Retail trading status' }).click();
    const scale = page.getByRole('region', { name: 'Scale' });
    const values = await textsOf(scale.getByRole('term'));
    expect(values.at(0)).toContain('Allowed-Regulated');
    expect(values.at(-1)).toContain('Unknown');
    for (const definition of await textsOf(scale.getByRole('definition')))
      expect(definition.length).toBeGreaterThan(20);
  });

  test('explains every figure, from the link beside the confidence', async () => {
    const page = await site.open(EXAMPLE);
    await page.getByText('Why?').click();
    await page.getByRole('link', { name: 'How confidence is computed' }).click();
    await expectInView(page.getByRole('heading', { name: 'Confidence', exact: true }));
  });
});
