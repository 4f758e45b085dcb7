/** Lists can be narrowed, ordered and paged, by a form and by addresses that can be sent to others. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ANALYSES, hasSeeds } from './fill-site.ts';
import { placeOf, textsOf } from './in-view.ts';
import { useSite } from './use-site.ts';

const site = useSite('sources');
const MORE = ['AT', 'BE', 'DE', 'DK', 'ES', 'FI', 'GR', 'IE', 'IT', 'LU', 'NL', 'PT', 'SE'];
const TOPICS = [...['Taxation', 'Mining_Status', 'Banking_Access', 'CBDC_Status']] as const;
const STORED = MORE.length * TOPICS.length + Object.keys(ANALYSES).length - (hasSeeds ? 0 : 1);
const PAGE_SIZE = 50;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'regatlas-e2e-'));
  try {
    const files = MORE.flatMap((code) => TOPICS.map((topic) => ({ code, topic })));
    const paths = await Promise.all(
      files.map(async ({ code, topic }) => {
        const path = join(folder, `${code}-${topic}.md`);
        const head = `jurisdiction: ${code}\ntopic: ${topic}\nstatus: Unknown\nunknown-reason: not yet researched`;
        await writeFile(
          path,
          `---\n${head}\n---\n\n## Executive Summary\n\nNobody has looked at ${code} yet.\n`,
        );
        return path;
      }),
    );
    await site.run('import', ...paths);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

describe('the list of analyses', () => {
  test('is narrowed by the form, says so in its address, and can be reset', async () => {
    const page = await site.open('/analyses');
    await page.getByLabel('Jurisdiction').selectOption({ label: 'Bermuda' });
    await page.getByLabel('Topic').selectOption({ label: 'Exchange licensing' });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(placeOf(page)).toMatch(/jurisdiction=BM/);
    expect(await textsOf(page.getByRole('rowheader').getByRole('link'))).toEqual([
      'Bermuda · Exchange licensing',
    ]);
    expect(await page.getByLabel('Jurisdiction').inputValue()).toBe('BM');
    expect(await page.getByText(`1 of ${STORED} analyses`).isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Reset' }).click();
    expect(placeOf(page)).toBe('/analyses');
  });

  test('finds words in names, and says that an empty list is no finding', async () => {
    const page = await site.open('/analyses');
    await page.getByRole('searchbox', { name: 'Search' }).fill('iceland');
    await page.getByRole('searchbox', { name: 'Search' }).press('Enter');
    expect(await textsOf(page.getByRole('rowheader').getByRole('link'))).toEqual(['Iceland · Mining status']);
    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing-has-these-words');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await page.getByText(/does not mean that there is no rule/).isVisible()).toBe(true);
  });

  test.each([
    ['status', 'Banned', 'Banned'],
    ['confidence', 'Unknown', 'Unknown'],
    ['stage', 'Draft', 'Draft'],
    ['evidence', 'verified', 'verified'],
    ['evidence', 'unverified', 'not verified'],
  ])('shows for %s=%s only rows that say “%s”', async (name, value, words) => {
    const page = await site.open(`/analyses?${name}=${value}`);
    for (const row of await textsOf(page.getByRole('row').filter({ has: page.getByRole('rowheader') })))
      expect(row).toContain(words);
  });

  test('is ordered by jurisdiction, and its pages keep order and filter without losing a row', async () => {
    const page = await site.open('/analyses');
    await page.getByLabel('Sort by').selectOption('jurisdiction');
    await page.getByRole('button', { name: 'Show' }).click();
    const names = page.getByRole('rowheader').getByRole('link');
    const first = await textsOf(names);
    expect(first).toHaveLength(PAGE_SIZE);
    const pager = page.getByRole('navigation', { name: 'Pages of the list' });
    expect(await pager.getByRole('link', { name: 'Previous' }).count()).toBe(0);
    await pager.getByRole('link', { name: 'Next' }).click();
    expect(placeOf(page)).toMatch(/sort=jurisdiction/);
    const all = [...first, ...(await textsOf(names))];
    expect(all).toHaveLength(STORED);
    const jurisdictions = all.map((name) => name.split(' · ')[0] ?? '');
    expect(jurisdictions).toEqual(jurisdictions.toSorted((a, b) => a.localeCompare(b, 'en')));
    await pager.getByRole('link', { name: 'Previous' }).click();
    expect(await textsOf(names)).toEqual(first);
  });

  test.each(['page=0', 'page=-1', 'page=1.5', 'page=x', 'sort=nonsense', 'status=%00', 'text=%25_%27%22'])(
    'takes %s for no wish at all, or for words that nothing has',
    async (query) => {
      const page = await site.open(`/analyses?${query}`);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Analyses');
    },
  );
});

describe('the list of sources', () => {
  test('is narrowed by what a source is about and who speaks in it', async () => {
    const page = await site.open('/sources');
    const titles = page.getByRole('rowheader').getByRole('link');
    await page.getByLabel('About').selectOption({ label: 'Iceland' });
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await textsOf(titles)).toEqual([expect.stringContaining('A note on mining')]);
    await page.getByRole('link', { name: 'Reset' }).click();
    await page.getByLabel('Kind').selectOption('blog');
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await textsOf(titles)).toEqual([
      'State control and crypto-assets in North Korea',
      'A spokesperson on owning crypto-assets in North Korea',
    ]);
  });
});
