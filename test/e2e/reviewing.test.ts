/** A reader objects, in the open; an analyst takes the page away as JSON and brings it back. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { expectInView, placeOf, textsOf } from './in-view.ts';
import { type Account, addAccount, signIn } from './sign-in.ts';
import { useSite } from './use-site.ts';

const site = useSite();
const BERMUDA = `/analyses/${ANALYSES.bermuda}`;
const OBJECTION = 'Class T exists as well; the Bermuda Monetary Authority says so on its site.';
let folder: string;
let analyst: Account | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regatlas-e2e-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function openAsAnalyst(path: string): Promise<Page> {
  const page = await site.open('/sign-in', { who: 'analyst' });
  analyst ??= await addAccount(site, { name: 'An Analyst', role: 'analyst' });
  if (placeOf(page) === '/sign-in') await signIn(page, analyst);
  await page.goto(path);
  return page;
}

async function fillForm(page: Page, review: { kind: string; name: string; text: string }): Promise<void> {
  await page.getByRole('radio', { name: review.kind }).check();
  await page.getByLabel('Your name').fill(review.name);
  await page.getByLabel('Your review').fill(review.text);
  await page.getByRole('button', { name: 'Submit review' }).click();
}

describe('submitting a Challenge', () => {
  test('keeps what was written and says what is wrong when the form cannot be taken', async () => {
    const page = await site.open(BERMUDA);
    // White space passes the browser's own check and not ours.
    await fillForm(page, { kind: 'Challenge', name: '   ', text: OBJECTION });
    const problem = page.getByRole('alert');
    expect(await problem.innerText()).toMatch(/name/i);
    await expectInView(problem);
    expect(await page.getByRole('radio', { name: 'Challenge' }).isChecked()).toBe(true);
    expect(await page.getByLabel('Your review').inputValue()).toBe(OBJECTION);
    await page.getByLabel('Your name').fill('A. Reader');
    await page.getByRole('button', { name: 'Submit review' }).click();
    expect(placeOf(page)).toBe(`${BERMUDA}#reviews`);
  });

  test('shows it with its author and version at once, and the confidence speaks of it', async () => {
    const page = await site.open(BERMUDA);
    const shown = page.getByRole('region', { name: 'Reviews' }).getByRole('listitem');
    expect((await textsOf(shown)).join('\n')).toMatch(/Challenge by A\. Reader .*version 1/);
    expect(await page.getByText(OBJECTION).isVisible()).toBe(true);
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
    const page = await site.open(BERMUDA);
    await fillForm(page, { kind: 'Refinement', name: 'Another reader', text: 'Name the three classes.' });
    const changed = await ask({ 'If-None-Match': etag });
    expect(changed.status).toBe(200);
    expect(await changed.text()).toContain('Name the three classes.');
  });

  test('refuses a form from another site and a form that is too large, storing nothing', async () => {
    const send = (headers: Record<string, string>, text: string) =>
      fetch(`${site.address()}${BERMUDA}/reviews`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ kind: 'Challenge', name: 'Elsewhere', text }),
      });
    const foreign = await send({ Origin: 'https://elsewhere.example' }, 'from elsewhere');
    expect(foreign.status).toBeGreaterThanOrEqual(400);
    const large = await send({ Origin: site.address() }, 'x'.repeat(100_000));
    expect(large.status).toBe(413);
    const page = await site.open(BERMUDA);
    expect(await page.getByText('by Elsewhere').count()).toBe(0);
  });
});

describe('taking a page away and back', () => {
  test('downloads JSON whose import changes nothing, and whose change is the next version', async () => {
    const page = await openAsAnalyst(`${BERMUDA}/edit`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /^Download / }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`regatlas-${ANALYSES.bermuda}.json`);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    expect(await site.run('import', file)).toMatch(/^unchanged +#9071 version 1/);

    const exported = await readFile(file, 'utf8');
    const [firstHash = ''] = exported.match(/\n *"contentHash": "[0-9a-f]{64}",/) ?? [];
    const edited = exported.replace(firstHash, '').replaceAll('Fees rise with', 'Fees fall with');
    await writeFile(file, edited);
    expect(await site.run('import', file)).toMatch(/^imported +#9071 version 2/m);
    await expect
      .poll(async () => {
        await page.goto(BERMUDA);
        return page.getByRole('region', { name: 'Considerations' }).innerText();
      })
      .toContain('Fees fall with turnover');
  });

  test('is told of where an edit begins, with the hash to start from', async () => {
    const page = await openAsAnalyst(`${BERMUDA}/edit`);
    expect(await page.getByRole('main').innerText()).toMatch(/[0-9a-f]{64}[\s\S]*npx regatlas import/);
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
