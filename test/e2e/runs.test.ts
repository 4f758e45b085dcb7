/** The console of runs in a browser: from the button to the draft with progress, with and without a script. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { listViolations } from './axe.ts';
import { ANALYSES } from './fill-site.ts';
import { RUN_PAGES } from './list-pages.ts';
import { useSite } from './use-site.ts';
import { openAs } from './write-review.ts';

const site = useSite('runs');
const WIDTHS = [360, 390, 768, 1440, 3840];

const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

describe('pages of runs', () => {
  test.each([
    ['a phone', { width: 390, height: 844 }],
    ['a desktop', { width: 1440, height: 900 }],
  ] as const)('have no violation on %s, light or dark, folded or unfolded', async (name, viewport) => {
    const options = { viewport, reducedMotion: 'reduce' } as const;
    const page = await openAs(site, { name: `Analyst on ${name}`, role: 'analyst' }, '/runs', options);
    const violations: string[] = [];
    for (const { path } of RUN_PAGES) {
      await page.goto(path);
      const folded = await listViolations(page);
      await unfold(page);
      const found = [...folded, ...(await listViolations(page, 'dark'))];
      violations.push(...found.map((violation) => `${path}: ${violation}`));
    }
    expect(violations).toEqual([]);
  });

  test('never scroll sideways', async () => {
    const page = await openAs(site, { name: 'Analyst at widths', role: 'analyst' }, '/runs');
    const tooWide: string[] = [];
    for (const { path } of RUN_PAGES) {
      await page.goto(path);
      await unfold(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const surplus = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        if (surplus > 0) tooWide.push(`${path}: ${surplus} px too wide at ${width} px`);
      }
    }
    expect(tooWide).toEqual([]);
  });
});

describe('a run', () => {
  test('begun from its page shows its progress without a reload, says so, and ends in a draft', async () => {
    const page = await openAs(site, { name: 'Runa', role: 'analyst' }, `/analyses/${ANALYSES.example}`);
    await page.getByRole('link', { name: 'Research this page' }).click();
    await page.getByRole('button', { name: 'Start the research' }).click();
    await page.waitForURL(/\/runs\/\d+$/);
    let loads = 0;
    page.on('framenavigated', () => {
      loads += 1;
    });
    const steps = page.locator('.run-rail .run-state');
    await expect.poll(() => steps.last().innerText(), { timeout: 60_000 }).toMatch(/^Completed/);
    expect(loads).toBe(0);
    expect(await page.getByRole('status').textContent()).toMatch(/Blended synthesis: Completed/);
    await page.getByRole('region', { name: /draft to review|says exactly this/ }).waitFor();
    const read = page.getByRole('link', { name: /^Read version/ });
    await read.click();
    const maker = page.getByRole('link', { name: /^run \d+$/ });
    expect(await maker.first().getAttribute('href')).toMatch(/^\/runs\/\d+$/);
  });

  test('is asked for, followed by reloading and read to its end without a script', async () => {
    const options = { javaScriptEnabled: false };
    const page = await openAs(
      site,
      { name: 'Plain Runa', role: 'analyst' },
      '/runs/new?jurisdiction=KP',
      options,
    );
    await page.getByLabel('Topic').selectOption('CBDC_Status');
    await page.getByRole('button', { name: 'Start the research' }).click();
    for (let looks = 0; looks < 300; looks += 1) {
      const again = page.getByRole('link', { name: 'look again' });
      if ((await again.count()) === 0) break;
      await again.click();
    }
    // The first run of this page said the same, from the same sources.
    await page.getByRole('heading', { name: 'The page says exactly this already' }).waitFor();
  });
});
