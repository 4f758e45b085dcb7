/** People of a site under test: added as an operator adds them, with a password chosen through the link they get. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { AccountRole } from '#domain/person.ts';
import type { Site } from './use-site.ts';

/** Somebody who can sign in. */
export type Account = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: AccountRole;
  readonly password: string;
};

const PASSWORD = 'plain words for a test';

/** Adds somebody through the command line and chooses their password. The e-mail address is made of the name. */
export async function addAccount(
  site: Site,
  { name, role }: { readonly name: string; readonly role: AccountRole },
): Promise<Account> {
  const local = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .slice(-40)
    .replace(/^\./, '');
  const email = `${local}@example.org`;
  const said = await site.run('user', 'add', '--email', email, '--name', name, '--role', role, '--json');
  const { person, path } = JSON.parse(said) as { person: { id: string }; path: string };
  const token = new URL(path, site.address()).searchParams.get('token') ?? '';
  const answer = await fetch(`${site.address()}/reset/password`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: site.address() },
    body: new URLSearchParams({ token, password: PASSWORD, again: PASSWORD }),
  });
  expect(answer.status).toBe(303);
  return { id: person.id, name, email, role, password: PASSWORD };
}

/**
 * Signs the page's browser in by the form and goes on to `then`. Pages that were opened with the same options share a
 * browser; `site.open(path, { who: name })` gives everybody one of their own.
 */
export async function signIn(page: Page, account: Account, then = '/'): Promise<void> {
  await page.goto(`/sign-in?then=${encodeURIComponent(then)}`);
  await page.getByLabel('E-mail address').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}
