/** Every page passes axe by the rules of WCAG 2.2 AA and best practice, on phone and desktop, light and dark. */
import { describe, expect, test } from 'vitest';
import { listViolations } from './axe.ts';
import { ANALYSES } from './fill-site.ts';
import { PAGES } from './list-pages.ts';
import { useSite } from './use-site.ts';

const site = useSite('sources', 'second version', 'contradiction');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

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
