/** Every page passes axe by the rules of WCAG 2.2 AA and best practice, on phone and desktop, light and dark. */
import { describe, expect, test } from 'vitest';
import { listViolations } from './axe.ts';
import { ANALYSES } from './fill-site.ts';
import { PAGES } from './list-pages.ts';
import { useSite } from './use-site.ts';
import { openAs, writeReview } from './write-review.ts';

const site = useSite('sources', 'second version', 'contradiction');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

describe.each([
  ['a phone', PHONE],
  ['a desktop', DESKTOP],
] as const)('on %s', (name, viewport) => {
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
    const options = { viewport, reducedMotion: 'reduce' } as const;
    const person = { name: `Reader on ${name}`, role: 'contributor' } as const;
    const page = await openAs(site, person, `/analyses/${ANALYSES.hostile}`, options);
    await writeReview(page, { kind: 'Challenge', text: 'A review without its severity.' });
    await page.getByRole('alert').waitFor();
    expect(await listViolations(page)).toEqual([]);
  });

  test('reviews, the queue and their forms have none either', async () => {
    const options = { viewport, reducedMotion: 'reduce' } as const;
    const path = `/analyses/${ANALYSES.example}`;
    const reader = { name: `Reviewer on ${name}`, role: 'contributor' } as const;
    const page = await openAs(site, reader, path, options);
    await page.getByRole('link', { name: 'Review this sentence' }).first().click();
    const text = 'It is so. '.repeat(40);
    await writeReview(page, { kind: 'Refinement', text, proposed: 'Other words.' });
    const editor = await openAs(site, { name: `Editor on ${name}`, role: 'editor' }, '/reviews', options);
    for (const next of ['/reviews', '/reviews?severity=minor&kind=Challenge', path]) {
      await editor.goto(next);
      expect(await listViolations(editor)).toEqual([]);
      expect(await listViolations(editor, 'dark')).toEqual([]);
    }
    await editor.goto('/reviews?kind=Refinement');
    await editor.getByRole('rowheader').getByRole('link').first().click();
    await editor.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await listViolations(editor)).toEqual([]);
    expect(await listViolations(editor, 'dark')).toEqual([]);
  });
});
