/** People come in, by links that work once; what they may do is theirs; and nobody learns who has an account. */
import { describe, expect, test } from 'vitest';
import { listViolations } from './axe.ts';
import { textsOf } from './in-view.ts';
import { addAccount, signIn } from './sign-in.ts';
import { useSite } from './use-site.ts';

const site = useSite();
const ADMIN = { name: 'Ada Boss', email: 'ada@example.org', password: 'seven grey herons wade' };
const ANALYST = { name: 'Bea Analyst', email: 'bea@example.org', password: 'a wooden boat at noon' };

describe('from the first start to the first analyst', () => {
  test('the set-up link makes the administrator, and no second one', async () => {
    const link = /http:\/\/\S+\/set-up\?token=\S+/.exec(site.log())?.[0] ?? '';
    const page = await site.open(link, { who: ADMIN.name });
    await page.getByLabel('Name', { exact: true }).fill(ADMIN.name);
    await page.getByLabel('E-mail address').fill(ADMIN.email);
    await page.getByLabel('New password').fill(ADMIN.password);
    await page.getByLabel('The same password again').fill('something quite different');
    await page.getByRole('button', { name: 'Become the administrator' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('not the same');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(ADMIN.email);
    await page.getByLabel('New password').fill(ADMIN.password);
    await page.getByLabel('The same password again').fill(ADMIN.password);
    await page.getByRole('button', { name: 'Become the administrator' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Your account');
    expect(await page.getByText(`${ADMIN.email} · role: admin`).isVisible()).toBe(true);
    const again = await fetch(link);
    expect([again.status, await again.text()]).toEqual([404, expect.stringContaining('works once')]);
  });

  test('the administrator adds an analyst, who takes the link, and signs in with the password they chose', async () => {
    const admin = await site.open('/', { who: ADMIN.name });
    await admin.getByText(ADMIN.name).click();
    await admin.getByRole('link', { name: 'People' }).click();
    await admin.getByLabel('Name', { exact: true }).fill(ANALYST.name);
    await admin.getByLabel('E-mail address').fill(ANALYST.email);
    await admin.getByLabel('Role', { exact: true }).selectOption('analyst');
    await admin.getByRole('button', { name: 'Add', exact: true }).click();
    const link = await admin.locator('.secret-once').innerText();

    const own = await site.open(link, { who: ANALYST.name });
    await own.getByLabel('New password').fill(ANALYST.password);
    await own.getByLabel('The same password again').fill(ANALYST.password);
    await own.getByRole('button', { name: 'Keep this password' }).click();
    expect(await own.getByText(`${ANALYST.email} · role: analyst`).isVisible()).toBe(true);
    await own.getByText(ANALYST.name).first().click();
    await own.getByRole('button', { name: 'Sign out' }).click();
    await own.goto('/account');
    expect(new URL(own.url()).pathname).toBe('/sign-in');
    await own.getByLabel('E-mail address').fill(ANALYST.email);
    await own.getByLabel('Password').fill('not the password at all');
    await own.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await own.getByRole('alert').innerText()).toContain('do not belong together');
    await own.getByLabel('Password').fill(ANALYST.password);
    await own.getByRole('button', { name: 'Sign in', exact: true }).click();
    await own.waitForURL('**/account');
    const refused = await own.goto('/admin/people');
    expect(refused?.status()).toBe(403);
  });

  test('the letter lies in the outbox, for administrators', async () => {
    const admin = await site.open('/admin/outbox', { who: ADMIN.name });
    const letter = admin.getByRole('article').filter({ hasText: ANALYST.email }).last();
    await letter.getByText('Read it').click();
    expect(await letter.innerText()).toContain('/reset?token=');
  });
});

describe('a session', () => {
  test('can be ended from another browser, and one at a time', async () => {
    const cleo = await addAccount(site, { name: 'Cleo Reader', role: 'contributor' });
    const [here, there] = [
      await site.open('/', { who: 'cleo here' }),
      await site.open('/', { who: 'cleo there' }),
    ];
    await signIn(here, cleo);
    await signIn(there, cleo, '/account');
    // The first is of the link by which the password was chosen.
    await there.getByRole('button', { name: 'End all others' }).click();
    expect(
      await there.getByRole('region', { name: 'Where you are signed in' }).getByRole('row').count(),
    ).toBe(2);
    await here.goto('/account');
    expect(new URL(here.url()).pathname).toBe('/sign-in');
  });

  test('ends at once when the person is disabled, who gets the answer of a stranger from then on', async () => {
    const dora = await addAccount(site, { name: 'Dora Gone', role: 'editor' });
    const page = await site.open('/', { who: 'dora' });
    await signIn(page, dora, '/account');
    await site.run('user', 'disable', dora.email);
    await page.reload();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByLabel('E-mail address').fill(dora.email);
    await page.getByLabel('Password').fill(dora.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const closed = await page.getByRole('main').innerText();
    await page.getByLabel('E-mail address').fill('nobody@example.org');
    await page.getByLabel('Password').fill(dora.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    expect(await page.getByRole('main').innerText()).toBe(closed);
  });

  test('has a cookie that no script and no other site gets', async () => {
    const emil = await addAccount(site, { name: 'Emil Cookie', role: 'contributor' });
    const page = await site.open('/', { who: 'emil' });
    await signIn(page, emil);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', secure: false, path: '/' });
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});

describe('a key for a program', () => {
  test('is shown once, does what its scope says and nothing of the account, until it is ended', async () => {
    const finn = await addAccount(site, { name: 'Finn Keys', role: 'editor' });
    const page = await site.open('/', { who: 'finn' });
    await signIn(page, finn, '/account');
    await page.getByLabel('What it is for').fill('nightly export');
    await page.getByLabel('Scope').selectOption('edit');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = await page.locator('.secret-once').innerText();
    const ask = (path: string, method = 'GET') =>
      fetch(site.address() + path, {
        method,
        redirect: 'manual',
        headers: { Authorization: `Bearer ${key}`, Accept: 'application/json', Origin: site.address() },
        ...(method === 'POST'
          ? { body: new URLSearchParams({ name: 'x', scope: 'publish', days: '7' }) }
          : {}),
      });
    expect((await ask('/analyses')).status).toBe(200);
    expect((await ask('/account')).status).toBe(403);
    expect((await ask('/account/keys', 'POST')).status).toBe(403);
    expect((await ask('/admin/people')).status).toBe(403);
    await page.goto('/account');
    expect(await page.getByRole('main').innerText()).not.toContain(key);
    const listed = page.getByRole('region', { name: 'Keys for programs' }).getByRole('listitem');
    expect(await textsOf(listed)).toEqual([expect.stringContaining('nightly export')]);
    await page.getByRole('button', { name: /^End the key nightly export/ }).click();
    expect(await listed.count()).toBe(0);
    expect((await ask('/analyses')).status).toBe(401);
  });
});

describe('signing up', () => {
  test('answers a stranger and a member alike, and tells the member by letter only', async () => {
    const gala = await addAccount(site, { name: 'Gala Member', role: 'contributor' });
    const send = async (email: string) => {
      const page = await site.open('/sign-up', { who: 'signing up' });
      await page.getByLabel('Name', { exact: true }).fill('Somebody');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('button', { name: 'Sign up' }).click();
      return (await page.getByRole('main').innerText()).replaceAll(email, 'ADDRESS');
    };
    expect(await send('new@example.org')).toBe(await send(gala.email));
    const admin = await site.open('/', { who: ADMIN.name });
    const subjectTo = async (email: string) => {
      await admin.goto('/admin/outbox');
      return textsOf(admin.getByRole('article').filter({ hasText: email }).getByRole('heading'));
    };
    const soon = { timeout: 30_000, interval: 250 };
    await expect.poll(() => subjectTo('new@example.org'), soon).toEqual(['Your Regatlas account']);
    await expect.poll(() => subjectTo(gala.email), soon).toContain('A new password for Regatlas');
  });
});

describe('the pages of accounts', () => {
  test.each([
    ['/account', 390],
    ['/account', 1440],
    ['/admin/people', 390],
    ['/admin/people', 1440],
    ['/admin/outbox', 390],
    ['/admin/outbox', 1440],
  ])('%s has no violation at %i px, and never scrolls sideways', async (path, width) => {
    const long = `Bartholomew Featherstonehaugh-Cholmondeley ${'of Somewhere Else '.repeat(4)}${width}`.slice(
      0,
      118,
    );
    if (path === '/admin/people') await addAccount(site, { name: long, role: 'contributor' });
    const page = await site.open(path, { who: ADMIN.name });
    await page.setViewportSize({ width, height: 900 });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await listViolations(page)).toEqual([]);
    expect(await listViolations(page, 'dark')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
