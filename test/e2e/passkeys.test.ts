/** A passkey from end to end, with the authenticator that Chromium has for tests. */
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addAccount, signIn } from './sign-in.ts';
import { useSiteWith } from './use-site.ts';

// Passkeys want a name.
const site = useSiteWith({ HOST: 'localhost' });

type Device = { readonly client: CDPSession; readonly authenticatorId: string };

async function addDevice(page: Page): Promise<Device> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { client, authenticatorId };
}

test('is added at the account, opens it without a password, and can be removed', async () => {
  const ana = await addAccount(site, { name: 'Ana Passkey', role: 'analyst' });
  const page = await site.open('/', { who: 'ana' });
  await addDevice(page);
  await signIn(page, ana, '/account');
  const part = page.getByRole('region', { name: 'Passkeys' });
  await part.getByLabel('Name of the new passkey').fill('Blue phone');
  await part.getByRole('button', { name: 'Add a passkey' }).click();
  await part.getByText('Blue phone').waitFor();

  await page.context().clearCookies();
  await page.goto('/sign-in?then=/account');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL((url) => url.pathname === '/account');
  expect(await page.getByText('ana.passkey@example.org').isVisible()).toBe(true);

  await part.getByRole('button', { name: /^Remove the passkey Blue phone/ }).click();
  expect(await part.getByText('Blue phone').count()).toBe(0);
});

test('of somebody disabled opens nothing', async () => {
  const bea = await addAccount(site, { name: 'Bea Passkey', role: 'editor' });
  const page = await site.open('/', { who: 'bea' });
  await addDevice(page);
  await signIn(page, bea, '/account');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('My device').waitFor();
  await site.run('user', 'disable', bea.email);
  await page.goto('/sign-in?then=/account');
  const refused = page.waitForResponse('**/auth/passkey/verify-authentication');
  // The refusal that this test is about is also a complaint of the browser.
  await page.route('**/auth/passkey/verify-authentication', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, status: answer.status() >= 400 ? 299 : answer.status() });
  });
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  expect((await refused).status()).toBe(299);
  await page.goto('/account');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
});
