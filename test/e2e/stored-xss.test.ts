/**
 * Fifty payloads in every text that people can write, and every page that shows them, opened by everyone who sees it:
 * nothing runs, nothing of them is an element, and the words are all there to read.
 */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Filled, fillPayloads } from './fill-payloads.ts';
import { placeOf } from './in-view.ts';
import { PAYLOADS } from './script-payloads.ts';
import { type Account, addAccount, signIn } from './sign-in.ts';
import { useSiteWith } from './use-site.ts';

const site = useSiteWith({ REGATLAS_PROXIES: '1' });

/** Who looks; `reader` has no account. */
const ROLES = ['reader', 'contributor', 'analyst', 'editor', 'admin'] as const;
type Looker = (typeof ROLES)[number];

let people: Readonly<Record<Exclude<Looker, 'reader'>, Account>>;
let filled: Filled;

beforeAll(async () => {
  people = {
    contributor: await addAccount(site, { name: 'Cleo', role: 'contributor' }),
    analyst: await addAccount(site, { name: 'Ana', role: 'analyst' }),
    editor: await addAccount(site, { name: 'Eli', role: 'editor' }),
    admin: await addAccount(site, { name: 'Ada', role: 'admin' }),
  };
  filled = await fillPayloads(site.address(), people);
}, 600_000);

async function openAs(who: Looker): Promise<Page> {
  const page = await site.open('/sign-in', { who });
  if (who !== 'reader' && placeOf(page) === '/sign-in') await signIn(page, people[who]);
  return page;
}

/** Elements and attributes that no page of ours has. */
const FOREIGN = [
  ...[
    'script:not([src^="/assets/"])',
    'style',
    'iframe',
    'object',
    'embed',
    'base',
    'video',
    'audio',
    'marquee',
    'math',
  ],
  ...[
    'meta[http-equiv]',
    'img',
    'svg script',
    'svg animate',
    'svg set',
    'svg use[href^="data:"]',
    'link[href^="data:"]',
  ],
  ...[
    '[onerror]',
    '[onload]',
    '[onfocus]',
    '[onbegin]',
    '[ontoggle]',
    '[onstart]',
    '[onmouseover]',
    '[srcdoc]',
    '[autofocus]',
  ],
  ...[
    '[href^="javascript:" i]',
    '[href^="data:" i]',
    '[src^="data:" i]',
    '[action^="javascript:" i]',
    '[data^="javascript:" i]',
  ],
].join(', ');

/** What of the page is not as it should be; the payloads that can be read on it. */
async function look(page: Page, path: string): Promise<{ wrong: string[]; shown: number[] }> {
  await page.goto(path);
  for (const summary of await page.locator('summary:visible').all()) {
    if ((await summary.count()) > 0)
      await summary.evaluate((one) => one.parentElement?.setAttribute('open', ''));
  }
  const { foreign, ran, words } = await page.evaluate((selector) => {
    const fields = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    return {
      foreign: [...document.querySelectorAll(selector)].map((one) => one.outerHTML.slice(0, 200)),
      ran: Reflect.get(window, 'payloadRan') !== undefined,
      words: [document.body.textContent ?? '', document.title, ...fields].join(' '),
    };
  }, FOREIGN);
  const plain = words.replace(/\s+/g, ' ');
  const shown = PAYLOADS.flatMap((payload, at) =>
    plain.includes(payload.replace(/\s+/g, ' ').trim()) ? [at] : [],
  );
  const wrong = foreign.map((element) => `${path}: ${element}`);
  return { wrong: ran ? [...wrong, `${path}: something ran`] : wrong, shown };
}

function pathsFor(who: Looker): string[] {
  const { pages, sources, reviews } = filled;
  const some = <T>(all: readonly T[]) =>
    all.filter((_, at) => who === 'reader' || at % 10 === ROLES.indexOf(who));
  const paths = [
    '/',
    '/analyses',
    '/analyses?text=script',
    '/sources',
    '/sources?page=2',
    '/search?text=script+window',
    '/signals',
  ];
  for (const { analysis } of pages) {
    paths.push(
      ...[
        '',
        '/versions',
        '/versions/1',
        '/versions/2',
        '/report',
        '/report?view=sentences',
        '/compare/1/2',
      ].map((end) => analysis + end),
    );
  }
  paths.push(...some(reviews), ...some(sources));
  if (who === 'reader') return paths;
  paths.push(
    '/reviews',
    '/reviews?state=rejected',
    '/notices',
    '/account',
    '/account/data',
    '/account/notices',
  );
  if (who === 'contributor') return paths;
  for (const { draft } of pages) paths.push(draft, `${draft}/preview`);
  paths.push('/drafts', '/drafts/new');
  if (who === 'analyst') {
    for (const { draft } of pages)
      paths.push(...['/cite', '/cite?source=2', '/version', '/merge'].map((end) => draft + end));
  }
  return who === 'admin' ? [...paths, '/admin/people', '/admin/audit', '/admin/outbox'] : paths;
}

describe(`${PAYLOADS.length} payloads in every text`, () => {
  test('were taken by every form', () => {
    expect(PAYLOADS).toHaveLength(50);
    expect(filled.reviews).toHaveLength(100);
    const texts = Object.values(filled.counts).reduce((sum, count) => sum + count, 0);
    process.stdout.write(`payloads stored: ${texts} (${JSON.stringify(filled.counts)})\n`);
    expect(texts).toBeGreaterThanOrEqual(4_000);
  });

  test.each(ROLES)(
    'are words on every page that %s sees, and nothing else',
    async (who) => {
      const page = await openAs(who);
      const wrong: string[] = [];
      const seen = new Map<string, number>();
      for (const path of pathsFor(who)) {
        const found = await look(page, path);
        wrong.push(...found.wrong);
        seen.set(path, found.shown.length);
      }
      const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
      process.stdout.write(`${who}: ${seen.size} pages, ${total} payloads read on them\n`);
      expect(wrong).toEqual([]);
      for (const { analysis } of filled.pages)
        expect([analysis, (seen.get(analysis) ?? 0) > 40]).toEqual([analysis, true]);
      for (const review of filled.reviews) expect(seen.get(review) ?? 1).toBeGreaterThan(0);
    },
    600_000,
  );

  test('are words in the live preview of the editor, however they are typed', async () => {
    const page = await openAs('analyst');
    await page.goto(filled.pages[0]?.draft ?? '');
    const summary = page.getByLabel('Executive summary, in Markdown');
    const preview = page.getByRole('region', { name: 'Preview' });
    await summary.fill(PAYLOADS.join('\n\n'));
    await summary.press('End');
    await preview.getByText('window.payloadRan').first().waitFor();
    expect(await page.locator(FOREIGN).count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(window, 'payloadRan') === undefined)).toBe(true);
  });

  test('are words in letters: the outbox shows them, and no subject is more than a line', async () => {
    const page = await openAs('admin');
    await page.goto('/admin/outbox');
    const subjects = await page.locator('main').innerText();
    expect(subjects).toContain('Regatlas');
    expect(await page.locator(FOREIGN).count()).toBe(0);
  });
});
