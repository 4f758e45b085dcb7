/** Broken grounding of an imported page is plain to see: what dangles, what was recovered, and what that means. */
import { describe, expect, test } from 'vitest';
import { ANALYSES, hasSeeds } from './fill-site.ts';
import { expectInView, placeOf, textsOf } from './in-view.ts';
import { useSite } from './use-site.ts';

const site = useSite('sources');
const SEED = `/analyses/${ANALYSES.seed}`;

describe.skipIf(!hasSeeds)('the first seed (its test is skipped where ../shared is not there)', () => {
  test('is found by its own number, and keeps what it said about itself as its own words', async () => {
    const page = await site.open(SEED);
    const declared = await page.getByRole('region', { name: 'The imported page called itself' }).innerText();
    for (const words of ['Live', 'Latest', 'Unknown', '#462', '26 Jun 2025'])
      expect(declared).toContain(words);
  });

  test('says in words that ten of ten references dangle', async () => {
    const page = await site.open(SEED);
    const findings = page.getByRole('region', { name: 'Findings', exact: true });
    expect(await findings.innerText()).toMatch(/10 of 10 references/);
    const raw = page.getByRole('region', { name: 'Sources (raw data)' });
    const words = await raw.innerText();
    expect(words).toMatch(/6 statements tied to sources by 10 references/);
    expect(words).toMatch(/10 dangle/);
    expect(words).toMatch(/the list those numbers point into is empty/);
    expect(words).toMatch(/no search queries were recorded/);
  });

  test('shows each recovered statement with the way to its place on the page', async () => {
    const page = await site.open(SEED);
    const table = page.getByRole('table', { name: 'Statements the provider tied to sources' });
    const rows = table.getByRole('row').filter({ has: page.getByRole('cell') });
    expect(await rows.count()).toBe(6);
    for (const row of await textsOf(rows)) {
      expect(row).toMatch(/found by its words/);
      expect(row).toMatch(/leads to nothing/);
    }
    const link = rows.first().getByRole('link').first();
    const target = (await link.getAttribute('href')) ?? '';
    await link.click();
    expect(placeOf(page)).toBe(`${SEED}${target}`);
    await expectInView(page.locator(`[id="${target.slice(1)}"]`));
  });

  test('keeps the grounding as received, folded, with the dangling numbers marked', async () => {
    const page = await site.open(SEED);
    await page.getByText(/The answer as received/).click();
    const marked = page.locator('pre mark');
    expect(await marked.count()).toBe(10);
    expect(JSON.parse(await page.locator('pre.raw-json').innerText())).toHaveProperty('grounding_supports');
  });

  test('has the eight numbered headings of the summary and the four addresses of the report', async () => {
    const page = await site.open(SEED);
    const summary = page.getByRole('region', { name: 'Summary points' });
    const headings = await textsOf(summary.getByRole('heading', { level: 3 }));
    expect(headings.map((heading) => heading.split('.')[0])).toEqual([
      ...['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'],
    ]);
    const report = page.getByRole('region', { name: 'Full analysis report' });
    const links = await report
      .getByRole('link')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    const outside = new Set(links.filter((href) => href?.startsWith('http')));
    expect(outside.size).toBe(4);
  });

  test('accepts none of its quotations against the article of the second seed', async () => {
    const page = await site.open(SEED);
    const verdicts = await page
      .locator('.quoted')
      .evaluateAll((all) => all.map((one) => one.dataset.verdict));
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts).not.toContain('supported');
  });
});

describe('the own page of the fixtures', () => {
  test('shows the reviews and the grounding it came with', async () => {
    const page = await site.open(`/analyses/${ANALYSES.bermuda}`);
    const reviews = await page.getByRole('region', { name: 'Reviews' }).innerText();
    expect(reviews).toContain('Class T is missing from the summary.');
    const raw = page.getByRole('region', { name: 'Sources (raw data)' });
    expect(await raw.innerText()).toMatch(/1 statement tied to sources by 1 reference/);
    expect(await raw.getByRole('link', { name: 'https://www.bma.bm/' }).count()).toBe(1);
  });

  test('names import findings instead of dropping what has no place', async () => {
    const page = await site.open(`/analyses/${ANALYSES.bermuda}`);
    const findings = await page.getByRole('region', { name: 'Import findings' }).innerText();
    expect(findings.length).toBeGreaterThan(20);
  });
});
