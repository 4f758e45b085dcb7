/** Every page passes axe by the rules of WCAG 2.2 AA and best practice, on phone and desktop, light and dark. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { PAGES } from './list-pages.ts';
import { useSite } from './use-site.ts';

const site = useSite('sources', 'second version', 'contradiction');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

// Themes differ in nothing but colours, so the second one is held against the rules on colours only.
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

async function listViolations(page: Page, theme: 'light' | 'dark' = 'light'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme });
  // No page has frames, and the legacy mode spares axe a window of its own for each run.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations } = await (theme === 'light'
    ? axe.withTags(RULES)
    : axe.withRules(COLOUR_RULES)
  ).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target} ${html}`));
}

describe.each([
  ['a phone', PHONE],
  ['a desktop', DESKTOP],
] as const)('on %s', (_name, viewport) => {
  test.each(PAGES)('the page “$name” has no violation, light or dark', async ({ path }) => {
    const page = await site.open(path, { viewport, reducedMotion: 'reduce' });
    expect(await listViolations(page)).toEqual([]);
    expect(await listViolations(page, 'dark')).toEqual([]);
  });

  test('an analysis with everything unfolded has none either', async () => {
    const page = await site.open(`/analyses/${ANALYSES.example}`, { viewport, reducedMotion: 'reduce' });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await listViolations(page)).toEqual([]);
  });

  test('a form that was not taken has none either', async () => {
    const page = await site.open(`/analyses/${ANALYSES.hostile}`, { viewport, reducedMotion: 'reduce' });
    await page.getByRole('radio', { name: 'Challenge' }).check();
    await page.getByLabel('Your name').fill('   ');
    await page.getByLabel('Your review').fill('A review.');
    await page.getByRole('button', { name: 'Submit review' }).click();
    await page.getByRole('alert').waitFor();
    expect(await listViolations(page)).toEqual([]);
  });
});
