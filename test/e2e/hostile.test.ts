/** Texts from outside and addresses made up by strangers are shown as text; nothing in them ever runs. */
import { describe, expect, test } from 'vitest';
import { ANALYSES } from './fill-site.ts';
import { textsOf } from './in-view.ts';
import { useSite } from './use-site.ts';
import { openAs, writeReview } from './write-review.ts';

const site = useSite('sources');
const HOSTILE = `/analyses/${ANALYSES.hostile}`;
const SCRIPT = "<script>alert('query')</script>";

describe('an imported page with hostile text', () => {
  test('shows markup as the text it is, and has no element and no link of its own', async () => {
    const page = await site.open(HOSTILE);
    const words = await page.getByRole('main').innerText();
    for (const text of [
      "<script>alert('body')</script>",
      '<img src=x onerror=',
      "<b onmouseover=alert('law')>",
    ])
      expect(words).toContain(text);
    const main = page.getByRole('main');
    expect(
      await main.locator('script, img, iframe, object, embed, [onerror], [onload], [onmouseover]').count(),
    ).toBe(0);
    const targets = await page
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    for (const target of targets) expect(target).toMatch(/^(#|\/|https?:|mailto:)/);
    expect(targets).toContain('https://example.org/plain');
  });

  test('runs nothing when everything on it is opened, pointed at and clicked', async () => {
    const page = await site.open(HOSTILE);
    for (const summary of await page.locator('summary').all()) await summary.press('Enter');
    await page.getByText("<b onmouseover=alert('law')>").first().hover();
    for (const words of ['link that runs', "javascript:alert('url')", "javascript:alert('register')"]) {
      await page.getByText(words).first().click();
      expect(new URL(page.url()).pathname).toBe(HOSTILE);
    }
  });

  test('is obeyed in nothing it says', async () => {
    const page = await site.open(HOSTILE);
    const panel = await page.getByRole('region', { name: 'Status and confidence' }).innerText();
    expect(panel).toContain('Draft');
  });
});

test('a source with hostile text shows it as text, in lists and on its own page', async () => {
  const page = await site.open('/sources');
  await page.getByRole('link', { name: /<script>alert\('title'\)<\/script>/ }).click();
  const words = await page.getByRole('main').innerText();
  expect(words).toContain("<img src=x onerror=alert('text')>");
  expect(words).toContain('"><img src=x onerror=alert(1)>');
  expect(await page.getByRole('main').locator('img, script').count()).toBe(0);
});

test('the stored bytes of a source are handed over as a file and never shown', async () => {
  const page = await site.open('/sources/3');
  const sha256 = /[0-9a-f]{64}/.exec(await page.getByRole('main').innerText())?.[0];
  const answer = await fetch(`${site.address()}/snapshots/${sha256}`);
  expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment/);
  expect(answer.headers.get('Content-Type')).toBe('application/octet-stream');
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test('a review with markup stands on the page as it was written', async () => {
  const page = await openAs(site, { name: 'a"><svg onload=alert(5)>b', role: 'contributor' }, HOSTILE);
  const text = `${SCRIPT} <img src=x onerror=alert(3)> [a](javascript:alert(4)) "quoted" & done`;
  await writeReview(page, { kind: 'Refinement', text, proposed: text });
  const shown = await textsOf(page.getByRole('region', { name: 'Reviews' }).getByRole('blockquote'));
  expect(shown.filter((words) => words === text)).toHaveLength(2);
  await page.getByRole('link', { name: 'Open the discussion of this Refinement' }).click();
  await page.getByLabel('Your words').fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
  expect(await textsOf(page.getByRole('region', { name: 'Discussion' }).getByRole('blockquote'))).toEqual([
    text,
  ]);
  expect(await page.getByRole('main').locator('img, script, svg').count()).toBe(0);
});

test('a review with a character that no database keeps is refused, and what was written stays', async () => {
  const page = await openAs(site, { name: 'A. Reader', role: 'contributor' }, HOSTILE);
  const version = await page.locator('input[name=version]').inputValue();
  const answer = await page.request.post(`${site.address()}${HOSTILE}/reviews`, {
    headers: { Origin: site.address() },
    form: { version, kind: 'Challenge', severity: 'minor', text: 'one\0two' },
  });
  expect(answer.status()).toBe(422);
  expect(await answer.text()).toMatch(/NUL/);
});

describe('made-up addresses', () => {
  test.each([
    [`/analyses?text=${encodeURIComponent(SCRIPT)}`, 200],
    [`/analyses?topic=${encodeURIComponent(`"><img src=x onerror=alert(1)>`)}&jurisdiction=%27--`, 200],
    [`/jurisdictions?text=${encodeURIComponent(`" autofocus onfocus="alert(1)`)}`, 200],
    [`/sources?text=${encodeURIComponent(SCRIPT)}&tier=javascript:alert(1)`, 200],
    [`/${encodeURIComponent(SCRIPT)}`, 404],
    [`/analyses/${encodeURIComponent(SCRIPT)}`, 404],
    ['/analyses/1%20or%201=1', 404],
    ['/analyses/0', 404],
    ['/analyses/999999999', 404],
    ['/analyses/99999999999999999999', 404],
    ['/analyses/99999999999999999999.json', 404],
    ['/analyses/1/versions/999999999', 404],
    ['/sources/999999999', 404],
    ['/topics/__proto__', 404],
    ['/topics/constructor', 404],
    ['/jurisdictions/XX', 404],
    ['/snapshots/..%2f..%2fpackage.json', 404],
    ['/assets/..%2f..%2fpackage.json', 404],
    ['/analyses?text=%00', 200],
    ['/jurisdictions?text=%00', 200],
    ['/sources?text=%00&jurisdiction=%00', 200],
    ['/analyses?text=%E0%A4%A', 200],
    ['/%E0%A4%A', 404],
  ])('%s is answered with a page, status %i', async (path, status) => {
    const answer = await fetch(`${site.address()}${path}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'/);
    const html = await answer.text();
    expect(html).not.toMatch(/<script>|<img|onfocus="alert|at .*\.ts:/);
    expect(html.match(/<h1/g)).toHaveLength(1);
  });

  test('a search for more words than anyone types is answered with the list', async () => {
    const answer = await fetch(`${site.address()}/analyses?text=${'x'.repeat(8_000)}`);
    expect(answer.status).toBe(200);
  });

  test('a search for a script shows the words in its field', async () => {
    const page = await site.open(`/analyses?text=${encodeURIComponent(SCRIPT)}`);
    expect(await page.getByRole('searchbox', { name: 'Search' }).inputValue()).toBe(SCRIPT);
  });

  test.each(['%E0%A4%A', `%22%3E${encodeURIComponent(SCRIPT)}`, 'n99999'])(
    'an analysis page bears the anchor #%s',
    async (anchor) => {
      const page = await site.open(`/analyses/${ANALYSES.example}#${anchor}`);
      await page.keyboard.press('j');
      expect(await page.locator('.mark:focus').count()).toBe(1);
    },
  );
});
