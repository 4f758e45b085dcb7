/** Reviews as people write them in a browser: signed in, by the form of the page. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Account, addAccount, signIn } from './sign-in.ts';
import type { Site } from './use-site.ts';

/** A review to fill in; what is left out stays as the form has it. */
export type ReviewToWrite = {
  readonly kind: 'Challenge' | 'Approval' | 'Refinement';
  readonly severity?: 'critical' | 'major' | 'minor';
  readonly text: string;
  readonly proposed?: string;
};

/** A page of this site for somebody new with this role, signed in and at this path. */
export async function openAs(
  site: Site,
  person: Pick<Account, 'name' | 'role'>,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const account = await addAccount(site, person);
  const page = await site.open('about:blank', { ...options, who: person.name });
  await signIn(page, account, path);
  return page;
}

/** Fills in the form of the analysis page that is open and sends it. */
export async function writeReview(page: Page, review: ReviewToWrite): Promise<void> {
  await page.getByRole('radio', { name: review.kind }).check();
  if (review.severity !== undefined) await page.getByRole('radio', { name: review.severity }).check();
  await page.getByLabel('Your reasons').fill(review.text);
  if (review.proposed !== undefined) await page.getByLabel('For a Refinement').fill(review.proposed);
  await page.getByRole('button', { name: 'Submit review' }).click();
}
