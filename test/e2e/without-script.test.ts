/** With scripts switched off everything can still be read, opened, filtered and sent. */
import { describe, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { placeOf, textsOf } from './in-view.ts';
import { PAGES } from './list-pages.ts';
import { useSite } from './use-site.ts';
import { openAs, writeReview } from './write-review.ts';

const site = useSite('sources', 'second version', 'contradiction');
const PLAIN = { javaScriptEnabled: false };
const EXAMPLE = `/analyses/${ANALYSES.example}`;

describe('without scripts', () => {
  test.each(PAGES)('the page “$name” has its heading and its text', async ({ path, status }) => {
    const page = await site.open('about:blank', PLAIN);
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(status);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(80);
    // What needs a script must not stand there as if it worked.
    expect(await page.getByRole('main').locator('button[type="button"]:visible').count()).toBe(0);
  });

  test('evidence opens beside its sentence and leads into the source', async () => {
    const page = await site.open(EXAMPLE, PLAIN);
    const quoted = page.locator('.quoted').first();
    const note = page.locator(`#n${await quoted.getAttribute('data-note')}`);
    await note.locator('summary').click();
    expect(await note.getByText('In the source', { exact: true }).isVisible()).toBe(true);
    await note.getByRole('link').first().click();
    expect(placeOf(page)).toMatch(/^\/sources\/\d+#c\d+-\d+$/);
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
  });

  test('the confidence is explained and the raw answer can be unfolded', async () => {
    const page = await site.open(`/analyses/${ANALYSES.bermuda}`, PLAIN);
    await page.getByText('Why?').click();
    expect(await page.getByRole('link', { name: 'How confidence is computed' }).isVisible()).toBe(true);
    await page.getByText(/The answer as received/).click();
    expect(await page.locator('pre', { hasText: 'bermuda exchange licence' }).isVisible()).toBe(true);
  });

  test('the list is narrowed by its form', async () => {
    const page = await site.open('/analyses', PLAIN);
    await page.getByLabel('Jurisdiction').selectOption({ label: 'Iceland' });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await textsOf(page.getByRole('rowheader').getByRole('link'))).toEqual(['Iceland · Mining status']);
  });

  test('a review is sent and shown', async () => {
    const page = await openAs(site, { name: 'Plain reader', role: 'contributor' }, EXAMPLE, PLAIN);
    await page.getByRole('link', { name: 'Review this sentence' }).first().click();
    await writeReview(page, {
      ...{ kind: 'Refinement', text: 'A date would help here.', proposed: 'In 2024 it was so.' },
    });
    expect(placeOf(page)).toMatch(new RegExp(`^${EXAMPLE}#review-[0-9a-f-]{36}$`));
    expect(await page.getByText('A date would help here.').isVisible()).toBe(true);
  });
});
