/** A reader objects, in the open; an analyst takes the page away as JSON and brings it back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { expectInView, placeOf, textsOf } from './in-view.ts';
import { useSite } from './use-site.ts';
import { openAs, writeReview } from './write-review.ts';

const site = useSite();
const BERMUDA = `/analyses/${ANALYSES.bermuda}`;
const OBJECTION = 'Class T exists as well; the Bermuda Monetary Authority says so on its site.';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regatlas-e2e-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const READER = { name: 'A. Reader', role: 'contributor' } as const;

describe('submitting a Challenge', () => {
  test('takes an account: a reader sees the reviews and the way to sign in, which leads back to the form', async () => {
    const page = await site.open(BERMUDA);
    expect(await page.getByRole('button', { name: 'Submit review' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Sign in to review this page' }).click();
    expect(new URL(page.url()).searchParams.get('then')).toBe(`${BERMUDA}?review=version`);
  });

  test('begins at a sentence, keeps what was written, and says what is wrong when it cannot be taken', async () => {
    const page = await openAs(site, READER, BERMUDA);
    const sentence = page.locator('.sentence').first();
    const words = await sentence.innerText();
    await page.getByRole('link', { name: 'Review this sentence' }).first().click();
    expect(await page.locator('.review-about blockquote').innerText()).toContain(words.slice(0, 20));
    await writeReview(page, { kind: 'Challenge', text: OBJECTION });
    const problem = page.getByRole('alert');
    expect(await problem.innerText()).toMatch(/severity/i);
    await expectInView(problem);
    expect(await page.getByRole('radio', { name: 'Challenge' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Your reasons').inputValue()).toBe(OBJECTION);
    await page.getByRole('radio', { name: 'major' }).check();
    await page.getByRole('button', { name: 'Submit review' }).click();
    expect(placeOf(page)).toMatch(new RegExp(`^${BERMUDA}#review-`));
    expect(await page.getByRole('link', { name: 'challenged: 1 open review of this sentence' }).count()).toBe(
      1,
    );
  });

  test('shows it with its author and version at once, and the confidence speaks of it', async () => {
    const page = await site.open(BERMUDA);
    const shown = page.getByRole('region', { name: 'Reviews' }).getByRole('listitem');
    expect((await textsOf(shown)).join('\n')).toMatch(/Challenge major by A\. Reader .*version 1/);
    expect(await page.getByText(OBJECTION, { exact: true }).isVisible()).toBe(true);
    // Checking the page again is a job, so that the answer to the form need not wait for it.
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByText('Why?').click();
          return page.getByRole('region', { name: 'Status and confidence' }).innerText();
        },
        { timeout: 30_000, interval: 250 },
      )
      .toMatch(/challenge/i);
  });

  test('gives readers of the cached page the new one, and only then', async () => {
    const ask = (headers: Record<string, string> = {}) => fetch(`${site.address()}${BERMUDA}`, { headers });
    const first = await ask();
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]+"$/);
    const again = await ask({ 'If-None-Match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const page = await openAs(site, { name: 'Another reader', role: 'contributor' }, BERMUDA);
    await writeReview(page, { kind: 'Refinement', text: 'Name the three classes.' });
    const changed = await ask({ 'If-None-Match': etag });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain('Name the three classes.');
  });

  test('refuses a form from another site and a form that is too large, storing nothing', async () => {
    const page = await openAs(site, { name: 'Elsewhere', role: 'contributor' }, BERMUDA);
    const version = await page.locator('input[name=version]').inputValue();
    const send = (Origin: string, text: string) =>
      page.request.post(`${site.address()}${BERMUDA}/reviews`, {
        headers: { Origin },
        form: { version, kind: 'Challenge', severity: 'minor', text },
      });
    expect((await send('https://elsewhere.example', 'from elsewhere')).status()).toBe(403);
    expect((await send(site.address(), 'x'.repeat(100_000))).status()).toBe(413);
    await page.goto(BERMUDA);
    expect(await page.getByText('by Elsewhere').count()).toBe(0);
  });
});

describe('what becomes of reviews', () => {
  test('an analyst takes one by keyboard, an editor answers and accepts it, and all can read that', async () => {
    const analyst = await openAs(
      site,
      { name: 'Ana Analyst', role: 'analyst' },
      '/reviews?kind=Challenge&origin=people',
    );
    await analyst.keyboard.press('j');
    await analyst.keyboard.press('a');
    await expect.poll(() => analyst.getByRole('row').nth(1).innerText()).toContain('Ana Analyst');
    await analyst.keyboard.press('j');
    await analyst.keyboard.press('Enter');
    await analyst.waitForURL(/\/reviews\/[0-9a-f-]{36}/);
    expect(await analyst.getByText('Decide', { exact: true }).count()).toBe(0);

    const editor = await openAs(
      site,
      { name: 'Eli Editor', role: 'editor' },
      new URL(analyst.url()).pathname,
    );
    await editor.getByRole('radio', { name: 'Answer of the editors' }).check();
    await editor.getByLabel('Your words').fill('We have asked the authority.');
    await editor.getByRole('button', { name: 'Send' }).click();
    await editor.locator('summary', { hasText: 'Decide' }).click();
    await editor.getByRole('radio', { name: 'Accept' }).check();
    await editor.getByLabel('The reason').fill('The authority says so, too.');
    await editor.getByRole('button', { name: 'Decide' }).click();
    const page = await site.open(BERMUDA);
    const reviews = await page.getByRole('region', { name: 'Reviews' }).innerText();
    expect(reviews).toContain('Accepted by Eli Editor');
    expect(reviews).toContain('accepted, not mended yet');
    expect(reviews).toContain('We have asked the authority.');
  });

  test('proposed words become the next version in one action, with credit to whoever wrote them', async () => {
    const reader = await openAs(
      site,
      { name: 'Wanda Words', role: 'contributor' },
      `/analyses/${ANALYSES.longNames}`,
    );
    await reader.getByRole('link', { name: 'Review this sentence' }).first().click();
    const proposed = 'These are other and better words.';
    await writeReview(reader, { kind: 'Refinement', text: 'Clearer like this.', proposed });
    await reader.getByRole('link', { name: 'Open the discussion of this Refinement' }).click();
    expect(await reader.getByText('Put the proposed words in place').count()).toBe(0);

    const editor = await openAs(
      site,
      { name: 'Otto Editor', role: 'editor' },
      new URL(reader.url()).pathname,
    );
    await editor.getByText('Put the proposed words in place').click();
    await editor.getByRole('button', { name: 'Make the version' }).click();
    expect(placeOf(editor)).toBe(`/analyses/${ANALYSES.longNames}/versions/2#main`);
    expect(await editor.getByRole('region', { name: 'Executive summary' }).innerText()).toContain(proposed);
    expect(await editor.getByRole('main').innerText()).toMatch(/Words by\s+Wanda Words/);
    await reader.reload();
    await reader.getByRole('link', { name: 'compare with version 1' }).click();
    expect(await reader.getByRole('main').innerText()).toContain('better words');
  });
});

describe('taking a page away and back', () => {
  test('gives JSON whose import changes nothing, and whose change is the next version', async () => {
    const page = await site.open(BERMUDA);
    const file = join(folder, `regatlas-${ANALYSES.bermuda}.json`);
    const exported = await (await fetch(`${site.address()}${BERMUDA}.json`)).text();
    await writeFile(file, exported);
    expect(await site.run('import', file)).toMatch(/^unchanged +#9071 version 1/);

    const [firstHash = ''] = exported.match(/\n *"contentHash": "[0-9a-f]{64}",/) ?? [];
    const edited = exported.replace(firstHash, '').replaceAll('Fees rise with', 'Fees fall with');
    await writeFile(file, edited);
    expect(await site.run('import', file)).toMatch(/^imported +#9071 version 2/m);
    await expect
      .poll(
        async () => {
          await page.goto(BERMUDA);
          return page.getByRole('region', { name: 'Considerations' }).innerText();
        },
        { timeout: 30_000, interval: 250 },
      )
      .toContain('Fees fall with turnover');
  });

  test('offers a citation with version, evidence state and hash', async () => {
    const page = await site.open(`/analyses/${ANALYSES.example}`);
    await page.getByText('Cite', { exact: true }).click();
    const citation = await page.locator('#citation').innerText();
    expect(citation).toMatch(/analysis #1, version 1/);
    expect(citation).toMatch(/verified|imported|evidence unknown/);
    expect(citation).toMatch(/sha256:[0-9a-f]{64}/);
  });
});
